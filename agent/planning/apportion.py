"""Whole minutes by weight."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from fractions import Fraction


def apportion(total: int, weights: Sequence[Fraction]) -> list[int]:
    """Share `total` whole minutes out in proportion to `weights`: Webster's divisor method, a minute each first.

    The k-th minute of a part goes by the priority `weight / (k - 1/2)`; the `total` highest are taken, equal ones in
    the order of the parts. (Balinski and Young, Fair Representation, 1982; largest remainders would not do, they can
    take a minute from a part whose weight has risen.) It follows that

    - the minutes add up to `total` exactly;
    - a larger total takes no minute from any part;
    - if the weights of some parts are multiplied by one factor >= 1 and the others stay, none of those parts loses a
      minute: their minutes move up among all and keep their order among themselves. Exact fractions make that hold at
      ties as well.

    Raises:
        ValueError: no parts, a weight that is not positive, or fewer minutes than parts.
    """
    if not weights or min(weights) <= 0 or total < len(weights):
        raise ValueError("every part needs a positive weight and a minute of its own")
    minutes = [1] * len(weights)
    queue = [(-weight / Fraction(3, 2), part) for part, weight in enumerate(weights)]
    heapq.heapify(queue)
    for _ in range(total - len(weights)):
        _, part = queue[0]
        minutes[part] += 1
        heapq.heapreplace(queue, (-weights[part] / (minutes[part] + Fraction(1, 2)), part))
    return minutes


def turns(total: int, weights: Sequence[Fraction]) -> list[int]:
    """Which part has each of `total` turns, one after the other: the order in which Webster's method gives them.

    The parts come interleaved, the heaviest first. After any number of turns it holds that if the weights of some
    parts are multiplied by one factor >= 1 and the others stay, none of those parts has had fewer turns (see
    `apportion`). A weight of 0 gets none.

    Raises:
        ValueError: a weight below 0, or no positive weight while there are turns to give.
    """
    queue = [(-2 * weight, part) for part, weight in enumerate(weights) if weight]
    if any(weight < 0 for weight in weights) or (total and not queue):
        raise ValueError("the weights may not be negative, and one has to be positive")
    heapq.heapify(queue)
    given: list[int] = []
    counts = [0] * len(weights)
    for _ in range(total):
        _, part = queue[0]
        given.append(part)
        counts[part] += 1
        heapq.heapreplace(queue, (-weights[part] / (counts[part] + Fraction(1, 2)), part))
    return given
