from __future__ import annotations

import math

import pytest

from sandbox.growth import asked_exponent, exponent, growth
from sandbox.problem import GrowthSpec
from sandbox.verdict import GrowthPoint

SIZES = (1000, 2000, 4000, 8000, 16000)


def points(cost, memory=lambda n: 0) -> list[GrowthPoint]:
    return [GrowthPoint(n=n, cpu_ms=cost(n), peak_kb=int(memory(n))) for n in SIZES]


def test_exponent_of_a_power_is_the_power() -> None:
    assert exponent([(n, 3 * n**1.7) for n in SIZES]) == pytest.approx(1.7)


@pytest.mark.parametrize(("asked", "low", "high"), [("1", 0, 0), ("log n", 0, 0.2), ("n", 1, 1), ("n log n", 1, 1.2), ("n^2", 2, 2)])  # fmt: skip
def test_asked_exponents(asked, low: float, high: float) -> None:
    assert low - 1e-9 <= asked_exponent(asked, SIZES) <= high + 1e-9


def test_what_the_task_asks_for_passes_and_the_next_worse_does_not() -> None:
    spec = GrowthSpec(sizes=SIZES, time="n log n")
    assert growth(spec, points(lambda n: 1e-3 * n * math.log(n))).ok
    assert growth(spec, points(lambda n: 1e-3 * n)).ok
    found = growth(spec, points(lambda n: 1e-5 * n**1.98))
    assert not found.ok
    assert found.text == "time grows about as n^1.98; the task asks for n log n"


def test_memory() -> None:
    spec = GrowthSpec(sizes=SIZES, time="n", memory="1")
    linear = points(lambda n: 1e-3 * n, lambda n: n)
    assert not growth(spec, linear).ok
    assert growth(spec, points(lambda n: 1e-3 * n, lambda n: 100)).ok


def test_too_little_to_measure_is_no_fault() -> None:
    spec = GrowthSpec(sizes=SIZES, time="1")
    assert growth(spec, points(lambda n: 0.0)).ok


def test_sizes_must_rise() -> None:
    for sizes in ((1, 2, 3), (5, 4, 30), (1, 1, 8)):
        with pytest.raises(ValueError, match="rise"):
            GrowthSpec(sizes=sizes, time="n")
