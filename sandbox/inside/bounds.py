"""Tests of samples whose false-alarm bounds hold for every number of draws, not only in the limit.

Each `p_bound(draws)` is an upper bound on the probability that a right sampler gives draws at least this far off.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class Outside(Exception):
    """A draw that a right sampler never gives; the text says which."""


@dataclass(frozen=True)
class Categories:
    """Draws from finitely many outcomes.

    Attributes:
        probabilities: outcome to probability; they add to 1.
        pairs: also test draws 1 and 2, 3 and 4, ... as pairs, which finds dependence between successive draws.
    """

    probabilities: Mapping[Any, float]
    pairs: bool = False

    def p_bound(self, draws: Sequence[Any]) -> float:
        """The bound; half of the level goes to the pairs where they are tested.

        Raises:
            Outside: an outcome of probability zero.
        """
        # Keys are compared as text, so that no table is filled with keys from the draws.
        names = {_key(outcome): index for index, outcome in enumerate(self.probabilities)}
        chances = list(self.probabilities.values())
        if abs(math.fsum(chances) - 1) > 1e-9:
            raise ValueError("the probabilities of Categories do not add to 1")
        numbers = []
        for draw in draws:
            index = names.get(_key(draw))
            if index is None or chances[index] <= 0:
                raise Outside(f"{_key(draw)[:80]} can never come out")
            numbers.append(index)
        bound = _relative_entropy_bound(numbers, chances)
        if not self.pairs:
            return bound
        k = len(chances)
        joint = [first * second for first in chances for second in chances]
        paired = [numbers[i] * k + numbers[i + 1] for i in range(0, len(numbers) - 1, 2)]
        return min(1.0, 2 * min(bound, _relative_entropy_bound(paired, joint)))


@dataclass(frozen=True)
class Continuous:
    """Draws from a continuous distribution.

    Attributes:
        cdf: the distribution function.
    """

    cdf: Callable[[float], float]

    def p_bound(self, draws: Sequence[Any]) -> float:
        """The Dvoretzky-Kiefer-Wolfowitz bound with Massart's constant, 2 exp(-2 n D^2) (Massart 1990).

        Raises:
            Outside: a draw that is no finite number.
        """
        values = sorted(_numbers(draws))
        n = len(values)
        distance = 0.0
        for index, value in enumerate(values):
            try:
                level = self.cdf(value)
            except (ArithmeticError, ValueError):
                raise Outside(f"{value!r} is where the distribution has nothing") from None
            distance = max(distance, (index + 1) / n - level, level - index / n)
        return min(1.0, 2 * math.exp(-2 * n * distance * distance))


@dataclass(frozen=True)
class Mean:
    """The mean of independent draws within bounds.

    Attributes:
        mean: the true mean.
        low, high: every draw lies within.
        sd: the true standard deviation, where it is known: the bound is then much sharper.
    """

    mean: float
    low: float
    high: float
    sd: float | None = None

    def p_bound(self, draws: Sequence[Any]) -> float:
        """Hoeffding's bound (1963), or Bernstein's where the standard deviation is known.

        Raises:
            Outside: a draw outside the bounds.
        """
        values = _numbers(draws)
        for value in values:
            if not self.low <= value <= self.high:
                raise Outside(f"{value!r} lies outside {self.low} to {self.high}")
        n, width = len(values), self.high - self.low
        off = abs(math.fsum(values) / n - self.mean)
        exponent = 2 * n * off * off / (width * width)
        if self.sd is not None:
            largest = max(self.high - self.mean, self.mean - self.low)
            exponent = max(exponent, n * off * off / (2 * (self.sd**2 + largest * off / 3)))
        return min(1.0, 2 * math.exp(-exponent))


def _numbers(draws: Sequence[Any]) -> list[float]:
    values = []
    for draw in draws:
        item = draw.item() if type(draw).__module__ == "numpy" and getattr(draw, "shape", None) == () else draw
        try:
            number = float(item) if type(item) in (int, float) else math.nan
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise Outside(f"{repr(draw)[:80]} is no finite number")
        values.append(number)
    return values


def _key(value: Any) -> str:
    """Text that is the same for the same outcome; a numpy integer counts as the integer."""
    if type(value).__module__ == "numpy" and getattr(value, "shape", None) == ():
        value = value.item()
    if type(value) in (list, tuple):
        return "(" + ",".join(map(_key, value)) + ")"
    return repr(value)


def _relative_entropy_bound(numbers: Sequence[int], chances: Sequence[float]) -> float:
    """Bound on P(KL(empirical, true) >= what was seen): exp(-n e) (e n e / (k-1))^(k-1).

    Source: R. Agrawal, "Finite-sample concentration of the multinomial in relative entropy", IEEE Transactions on
    Information Theory 66 (2020), theorem 1.2; it holds for e > (k-1)/n.
    """
    n = len(numbers)
    counts = [0] * len(chances)
    for number in numbers:
        counts[number] += 1
    divergence = math.fsum(
        count / n * math.log(count / n / chance) for count, chance in zip(counts, chances, strict=True) if count
    )
    free = sum(chance > 0 for chance in chances) - 1
    if free < 1 or n * divergence <= free:
        return 1.0
    return min(1.0, math.exp(-n * divergence + free * (1 + math.log(n * divergence / free))))
