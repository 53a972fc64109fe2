"""The bounds hold (a right sampler is not accused) and have power (a biased one is)."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from sandbox import sampling
from sandbox.inside.bounds import Categories, Continuous, Mean, Outside
from sandbox.library import load_problem, problem_ids
from sandbox.pool import open_sandbox

FAIR = Categories(dict.fromkeys(range(1, 7), 1 / 6))


def rolls(rng: random.Random, n: int, bias: float = 0.0) -> list[int]:
    return [6 if rng.random() < bias else rng.randrange(1, 7) for _ in range(n)]


def test_bounds_are_not_below_the_true_frequency() -> None:
    """Over many right samples, P(bound <= a) is at most a."""
    rng = random.Random(1)
    for test, draw in (
        (FAIR, lambda: rolls(rng, 60)),
        (Continuous(lambda x: x), lambda: [rng.random() for _ in range(60)]),
        (Mean(0.5, 0, 1), lambda: [rng.random() for _ in range(60)]),
        (Mean(0.5, 0, 1, sd=math.sqrt(1 / 12)), lambda: [rng.random() for _ in range(60)]),
    ):
        bounds = [test.p_bound(draw()) for _ in range(1000)]
        for level in (0.5, 0.2, 0.05):
            # Three standard deviations of the count above what is allowed.
            assert sum(bound <= level for bound in bounds) <= 1000 * level + 3 * math.sqrt(1000 * level)


def test_biased_samplers_are_found() -> None:
    rng = random.Random(2)
    assert FAIR.p_bound(rolls(rng, 20_000)) > 1e-6
    assert FAIR.p_bound(rolls(rng, 20_000, bias=0.03)) < 1e-6
    assert Continuous(lambda x: x).p_bound([rng.random() ** 1.1 for _ in range(20_000)]) < 1e-6
    assert Mean(0.5, 0, 1).p_bound([min(1, rng.random() + 0.03) for _ in range(20_000)]) < 1e-6
    assert Mean(0.5, 0, 1, sd=0.29).p_bound([rng.random() for _ in range(20_000)]) > 1e-6


def test_pairs_find_dependence() -> None:
    rng = random.Random(3)
    single = [rng.randrange(1, 7) for _ in range(5000)]
    doubled = [roll for roll in single for _ in range(2)]
    assert FAIR.p_bound(doubled) > 1e-6
    paired = Categories(FAIR.probabilities, pairs=True)
    assert paired.p_bound(doubled) < 1e-6
    assert paired.p_bound(rolls(rng, 10_000)) > 1e-6


@pytest.mark.parametrize("draw", [7, "1", None, 1.5, [1], True])
def test_draws_outside_are_wrong_at_once(draw: object) -> None:
    with pytest.raises(Outside):
        FAIR.p_bound([1, draw])


@pytest.mark.parametrize("draw", [float("nan"), float("inf"), "1", None, True, 2.0])
def test_numbers_outside_are_wrong_at_once(draw: object) -> None:
    with pytest.raises(Outside):
        Mean(0.5, 0, 1).p_bound([0.5, draw])


def test_probabilities_must_add_up() -> None:
    with pytest.raises(ValueError, match="add to 1"):
        Categories({0: 0.5}).p_bound([0])


@pytest.mark.parametrize("draw", [10**4000, -(10**400)])
def test_numbers_too_large_for_a_float_are_outside(draw: int) -> None:
    with pytest.raises(Outside):
        Mean(0.5, 0, 1).p_bound([0.5, draw])
    with pytest.raises(Outside, match="nothing"):
        Continuous(lambda x: 1 - math.exp(-x)).p_bound([0.5, -1e300])


def outcomes(n: int, k: int) -> list[tuple[int, ...]]:
    """All ways to have n draws fall into k categories."""
    if k == 1:
        return [(n,)]
    return [(first, *rest) for first in range(n + 1) for rest in outcomes(n - first, k - 1)]


@pytest.mark.parametrize(
    ("n", "chances"), [(14, (0.2, 0.3, 0.5)), (30, (0.9, 0.1)), (9, (0.1, 0.2, 0.3, 0.4)), (16, (0.01, 0.04, 0.95))]
)
def test_bound_of_categories_is_above_the_exact_probability(n: int, chances: tuple[float, ...]) -> None:
    """P(a right sampler is at least this far off), summed over every outcome, is never above the bound."""
    test = Categories(dict(enumerate(chances)))
    found = []
    for counts in outcomes(n, len(chances)):
        ways = math.factorial(n) / math.prod(map(math.factorial, counts))
        chance = ways * math.prod(p**c for p, c in zip(chances, counts, strict=True))
        off = sum(c / n * math.log(c / n / p) for p, c in zip(chances, counts, strict=True) if c)
        found.append((off, chance, test.p_bound([i for i, c in enumerate(counts) for _ in range(c)])))
    assert math.fsum(chance for _, chance, _ in found) == pytest.approx(1)
    for off, _, bound in found:
        assert math.fsum(chance for other, chance, _ in found if other >= off - 1e-12) <= bound * (1 + 1e-9)
    assert min(bound for _, _, bound in found) < 1e-3


def kolmogorov_tail(n: int, d: float) -> float:
    """P(D_n >= d), exactly (Marsaglia, Tsang, Wang: Evaluating Kolmogorov's distribution, 2003)."""
    k = int(n * d) + 1
    m, h = 2 * k - 1, k - n * d
    matrix = np.tril(np.ones((m, m)), 1)
    for i in range(m):
        matrix[i, 0] -= h ** (i + 1)
        matrix[m - 1, i] -= h ** (m - i)
    matrix[m - 1, 0] += (2 * h - 1) ** m if 2 * h > 1 else 0
    for i in range(m):
        for j in range(m):
            if i - j + 1 > 0:
                matrix[i, j] /= math.factorial(i - j + 1)
    power = np.linalg.matrix_power(matrix, n)
    return float(1 - power[k - 1, k - 1] * math.factorial(n) / n**n)


@pytest.mark.parametrize(("n", "d"), [(10, 0.3), (10, 0.45), (30, 0.2), (30, 0.3), (100, 0.16)])
def test_bound_of_a_distribution_is_above_the_exact_probability(n: int, d: float) -> None:
    draws = [min(1.0, (index + 1) / n + d - 1 / n) for index in range(n)]
    distance = max(max((i + 1) / n - x, x - i / n) for i, x in enumerate(draws))
    exact, bound = kolmogorov_tail(n, distance), Continuous(lambda x: x).p_bound(draws)
    assert 0 < exact <= bound * (1 + 1e-9)
    assert bound < 100 * exact


@pytest.mark.parametrize(("n", "p"), [(40, 0.5), (100, 0.1), (400, 0.02)])
def test_bound_of_a_mean_is_above_the_exact_probability(n: int, p: float) -> None:
    chances = [math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]
    for sd in (None, math.sqrt(p * (1 - p))):
        test = Mean(p, 0, 1, sd=sd)
        for k in range(n + 1):
            off = abs(k / n - p)
            exact = math.fsum(c for i, c in enumerate(chances) if abs(i / n - p) >= off - 1e-12)
            assert exact <= test.p_bound([1] * k + [0] * (n - k)) * (1 + 1e-9)


@pytest.mark.parametrize("k", [2, 6, 20])
def test_power_is_as_stated(k: int) -> None:
    """A bias of twice (20 + 2k) / n of relative entropy is found 49 times of 50; a fair sampler is never accused."""
    n, fair = 20_000, np.full(k, 1 / k)
    rng = np.random.default_rng(k)
    bias = 0.0
    tilted = fair
    while float(np.sum(tilted * np.log(tilted / fair))) < 2 * (20 + 2 * k) / n:
        bias += 1e-3
        tilted = fair.copy()
        tilted[0] += bias
        tilted[1:] -= bias / (k - 1)
    test = Categories(dict(enumerate(fair.tolist())))
    bounds = {
        name: [test.p_bound(np.repeat(np.arange(k), rng.multinomial(n, p)).tolist()) for _ in range(50)]
        for name, p in (("fair", fair), ("tilted", tilted))
    }
    assert sum(bound < 1e-6 / 8 for bound in bounds["tilted"]) >= 49
    assert min(bounds["fair"]) > 1e-3


MUTANTS = {
    "modulo of four bits": lambda rng: rng.randrange(16) % 6 + 1,
    "rounded": lambda rng: round(rng.random() * 5) + 1,
    "never the last": lambda rng: rng.randrange(1, 6),
    "one face a twentieth too often": lambda rng: 6 if rng.random() < 0.05 else rng.randrange(1, 7),
    "the best of two now and then": lambda rng: max(rng.randrange(1, 7), rng.randrange(1, 7) if rng.random() < 0.3 else 0),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTANTS)
def test_biased_dice_are_found(name: str) -> None:
    """Twenty times of twenty with 20 000 draws, at the level that a problem of eight checks has for each."""
    rng = random.Random(name)
    assert all(FAIR.p_bound([MUTANTS[name](rng) for _ in range(20_000)]) < 1e-6 / 8 for _ in range(20))


SLOW = {
    "the generator of every call made anew": lambda rng, state: state.setdefault("first", rng.randrange(1, 7)),
    "every draw twice": lambda rng, state: state.pop("kept") if "kept" in state else state.setdefault("kept", rng.randrange(1, 7)),
    "never the same twice": lambda rng, state: state.setdefault("last", rng.choice([v for v in range(1, 7) if v != state.pop("last", 0)])),
    "a shuffled pack": lambda rng, state: (state.setdefault("pack", []) or state["pack"].extend(rng.sample(range(1, 7), 6)) or state["pack"]).pop(),
}  # fmt: skip


@pytest.mark.parametrize("name", SLOW)
def test_dependent_draws_are_found_by_pairs(name: str) -> None:
    rng, state = random.Random(name), dict[str, object]()
    draws = [SLOW[name](rng, state) for _ in range(20_000)]
    assert Categories(FAIR.probabilities, pairs=True).p_bound(draws) < 1e-6 / 8


@pytest.mark.parametrize("name", [n for n in problem_ids() if load_problem(n).spec.statistics is not None])
def test_false_alarms_of_a_problem_add_up_to_one_in_a_million(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The level of each check, as the judge uses it, times the number of checks."""
    problem = load_problem(name)
    assert problem.spec.statistics is not None
    levels: list[float] = []
    monkeypatch.setattr(
        sampling, "_judge", lambda author, index, header, body, level, raised: levels.append(level) or ("AC", "")
    )
    zygote, _ = open_sandbox().confirmed()
    found = sampling.check_draws(problem, problem.reference.read_text(encoding="utf-8"), zygote)
    assert len(found) == len(levels) >= 1
    assert math.fsum(levels) <= 1e-6 * (1 + 1e-9)
