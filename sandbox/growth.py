"""How cost grows with n: an exponent fitted to measurements, and what the task asks for over the same sizes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from sandbox.problem import Complexity, GrowthSpec
from sandbox.verdict import Growth, GrowthPoint

SMALLEST_MS = 0.5
"""Points below are left out of the fit where three others remain: they show the harness, not the task."""
SMALLEST_KB = 512

_COST: dict[Complexity, Callable[[float], float]] = {
    "1": lambda n: 1.0,
    "log n": lambda n: math.log2(n + 1),
    "n": lambda n: n,
    "n log n": lambda n: n * math.log2(n + 1),
    "n^1.5": lambda n: n**1.5,
    "n^2": lambda n: n * n,
    "n^2 log n": lambda n: n * n * math.log2(n + 1),
    "n^3": lambda n: n**3,
}


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Least-squares slope of log cost over log n; the points are (n, cost), at least two of them, all positive."""
    xs = [math.log(n) for n, _ in points]
    ys = [math.log(cost) for _, cost in points]
    x_mean, y_mean = math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)
    spread = math.fsum((x - x_mean) ** 2 for x in xs)
    return math.fsum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True)) / spread


def asked_exponent(complexity: Complexity, sizes: Sequence[float]) -> float:
    """The exponent that costs of exactly this complexity would show over `sizes`."""
    return exponent([(n, _COST[complexity](n)) for n in sizes])


def fit(costs: Sequence[tuple[float, float]], smallest: float) -> tuple[float | None, list[float]]:
    """The exponent of measured costs and the sizes it was fitted on; None where fewer than two points tell anything."""
    used = [(n, cost) for n, cost in costs if cost >= smallest]
    if len(used) < 3:
        used = [(n, cost) for n, cost in costs if cost > 0][-3:]
    if len(used) < 2:
        return None, []
    return exponent(used), [n for n, _ in used]


def growth(spec: GrowthSpec, points: Sequence[GrowthPoint]) -> Growth:
    """The evidence of measured points and what it says of the task's demand."""
    time_exponent, sizes = fit([(point.n, point.cpu_ms) for point in points], SMALLEST_MS)
    time_ok = time_exponent is None or time_exponent <= asked_exponent(spec.time, sizes) + spec.slack
    texts = [_text(time_exponent, spec.time, "time")]
    memory = [(float(point.n), float(point.peak_kb)) for point in points]
    memory_exponent, sizes = fit(memory, SMALLEST_KB)
    # Below half a megabyte at every size nothing can be said, and nothing need be.
    if max(cost for _, cost in memory) < SMALLEST_KB:
        memory_exponent = None
    memory_ok = True
    if spec.memory is not None:
        if memory_exponent is not None:
            memory_ok = memory_exponent <= asked_exponent(spec.memory, sizes) + spec.slack
        texts.append(_text(memory_exponent, spec.memory, "memory"))
    return Growth(
        points=tuple(points),
        time_exponent=_rounded(time_exponent),
        memory_exponent=_rounded(memory_exponent),
        text="; ".join(texts),
        ok=time_ok and memory_ok,
    )


def time_is_too_steep(spec: GrowthSpec, found: Growth) -> bool:
    """True if it is the time, not the memory, that grows too fast."""
    used, sizes = fit([(point.n, point.cpu_ms) for point in found.points], SMALLEST_MS)
    return used is not None and used > asked_exponent(spec.time, sizes) + spec.slack


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _text(value: float | None, asked: str, what: str) -> str:
    if value is None:
        return f"{what}: too little to measure; the task asks for {_word(asked)}"
    return f"{what} grows about as n^{value:.2f}; the task asks for {_word(asked)}"


def _word(complexity: str) -> str:
    return "no growth" if complexity == "1" else complexity
