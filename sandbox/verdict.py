"""The verdict of a judged submission.

The verdict of a submission is the worst verdict of its cases, in the order of `SEVERITY`. That is DMOJ's order of
display (internal error, time, memory, output, run-time error, wrong answer, accepted), with the compile error,
which leaves no cases to judge, right behind the internal error.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

VerdictCode = Literal["AC", "WA", "TLE", "MLE", "OLE", "RE", "CE", "IE"]

SEVERITY: tuple[VerdictCode, ...] = ("IE", "CE", "TLE", "MLE", "OLE", "RE", "WA", "AC")
"""Worst first."""

VERDICT_NAMES: dict[VerdictCode, str] = {
    "AC": "accepted",
    "WA": "wrong answer",
    "TLE": "time limit exceeded",
    "MLE": "memory limit exceeded",
    "OLE": "output limit exceeded",
    "RE": "run-time error",
    "CE": "the code does not load",
    "IE": "our fault, not yours",
}


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CaseResult(_Value):
    """One case. Texts are escaped and capped; those that show data exist for visible cases only."""

    name: str
    verdict: VerdictCode
    ms: float
    """CPU milliseconds of the candidate's process for this case, read from outside it."""
    message: str = ""
    visible: bool = False
    input: str | None = None
    got: str | None = None
    expected: str | None = None


class Isolation(_Value):
    """Under what isolation the candidate's code ran."""

    tier: str
    """A to E, or "limits only"."""
    name: str
    self_test: str
    """Passed and total probes, as "42/42"; empty where none was run."""
    kernel: str
    landlock_abi: int
    """0 where the kernel has no Landlock."""
    trusted: bool
    """False: the verdict could have been forged, or the code could have reached the machine."""


class GrowthPoint(_Value):
    """Cost at one input size."""

    n: int
    cpu_ms: float
    peak_kb: int
    """Growth of the process's peak resident memory during the call."""


class Growth(_Value):
    """How cost grows with the size of the input: the evidence, and the sentence made of it."""

    points: tuple[GrowthPoint, ...]
    time_exponent: float | None
    """Slope of log time over log n."""
    memory_exponent: float | None
    text: str
    """As "about n^1.98; the task asks for n log n"."""
    ok: bool


class Verdict(_Value):
    """What the judge says of one submission."""

    problem: str
    verdict: VerdictCode
    cases: tuple[CaseResult, ...]
    isolation: Isolation
    passed: int
    total: int
    """Cases the problem has; fewer may have been run when limits were hit."""
    growth: Growth | None = None
    ratio: float | None = None
    """Candidate's CPU time over the reference's, same sandbox, interleaved; the worst size."""
    stdout: str | None = None
    """What the code printed during the visible cases; escaped and capped."""


def worst(codes: Iterable[VerdictCode]) -> VerdictCode:
    """The worst of `codes` by `SEVERITY`; "AC" for none."""
    return min(codes, key=SEVERITY.index, default="AC")
