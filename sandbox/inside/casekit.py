"""What `cases.py`, `check.py` and `driver.py` of a problem import: `from casekit import Case, Clock, ...`."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.inside.codec import Raised, Special

__all__ = ["Case", "Clock", "NumpyRng", "PythonRng", "Raised"]


class _Unset:
    def __repr__(self) -> str:
        return "computed by the reference"


UNSET = _Unset()


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes:
        name: short, unique in the problem; shown for hidden cases too, so it must not give the answer away.
        args: arguments of the function, of the constructor (class problems) or of `drive` after the candidate.
        kwargs: keyword arguments of the same.
        calls: class problems only: `("method", arg, ...)` each; `("@advance", seconds)` moves the case's clock.
        expected: the answer, where it is not to be computed by the reference.
    """

    name: str
    args: Sequence[Any] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    calls: Sequence[Sequence[Any]] = ()
    expected: Any = UNSET


class Clock:
    """An injected clock: `clock()` is the time in seconds; the harness moves it with `("@advance", seconds)`."""

    def __init__(self, start: float = 0.0) -> None:
        self._now = float(start)

    def __call__(self) -> float:
        """The time in seconds."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Move the clock forward."""
        self._now += seconds


@dataclass(frozen=True)
class PythonRng:
    """Stands for `random.Random(seed)`, made anew in the process that is called."""

    seed: int


@dataclass(frozen=True)
class NumpyRng:
    """Stands for `numpy.random.default_rng(seed)`, made anew in the process that is called."""

    seed: int


def describe(value: Any) -> Special | None:
    """The description that is sent in place of `value`; None for a thing that is data or nothing we know."""
    if isinstance(value, Clock):
        return Special("clock", value())
    if isinstance(value, PythonRng):
        return Special("python_rng", value.seed)
    if isinstance(value, NumpyRng):
        return Special("numpy_rng", value.seed)
    return None


def make(special: Special) -> Any:
    """The thing that a description stands for."""
    if special.kind == "clock":
        return Clock(special.value)
    if special.kind == "python_rng":
        return random.Random(special.value)
    if special.kind == "numpy_rng":
        import numpy

        return numpy.random.default_rng(special.value)
    raise ValueError(f"an unknown description: {special.kind}")
