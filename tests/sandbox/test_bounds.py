"""The bounds hold (a right sampler is not accused) and have power (a biased one is)."""

from __future__ import annotations

import math
import random

import pytest

from sandbox.inside.bounds import Categories, Continuous, Mean, Outside

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
