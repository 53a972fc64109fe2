"""What `cases.py`, `check.py` and `driver.py` of a problem import: `from casekit import Case, Clock, ...`."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.inside.bounds import Categories, Continuous, Mean
from sandbox.inside.codec import Raised, Special

__all__ = ["Case", "Categories", "Clock", "Continuous", "Draws", "Mean", "NumpyRng", "PythonRng", "Raised", "raises"]


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


@dataclass(frozen=True)
class Draws:
    """A statistical check of a sampler.

    Attributes:
        name: unique among the problem's cases.
        args: of the function (or of `drive` after the candidate); the same object for every call, so that a generator
            goes on.
        test: what the draws are tested against.
        repeat: number of calls; one draw each.
        many: the answer of the one call is a list or 1-d array of draws, as many as the reference gives.
        view: maps one answer to what is tested.
        kwargs: keyword arguments.
    """

    name: str
    args: Sequence[Any]
    test: Categories | Continuous | Mean
    repeat: int = 1
    many: bool = False
    view: Callable[[Any], Any] | None = None
    kwargs: Mapping[str, Any] = field(default_factory=dict)

    def values(self, answers: Any) -> list[Any] | None:
        """The draws in what the calls gave, viewed; None where it is no list of draws. Raises what `view` raises."""
        view = self.view or (lambda answer: answer)
        if not self.many:
            return [view(answer) for answer in answers] if type(answers) is list else None
        found = view(answers)
        return list(found) if type(found) is list or getattr(found, "ndim", 0) == 1 else None


def raises(name: str) -> Raised:
    """An expected exception of the type `name`."""
    return Raised(name, (name,), 0, "")


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


def stand_in(special: Special) -> Any:
    """What a case of the author's would hold in the place of a description."""
    kinds = {"clock": Clock, "python_rng": PythonRng, "numpy_rng": NumpyRng}
    if special.kind not in kinds:
        raise ValueError(f"an unknown description: {special.kind}")
    return kinds[special.kind](special.value)
