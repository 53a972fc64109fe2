"""What a coding round is, and what it leaves behind. All frozen."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

CodingKind = Literal["solve", "tests", "bug"]
"""`solve`: write the program. `tests`: write cases that tell wrong programs from right ones. `bug`: find the fault of a
patch by an input, say it, mend it."""


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WrittenTests(_Value):
    """What a set of tests is worth: wrong programs caught, with no false alarm."""

    cases: int = Field(ge=0)
    false_alarms: int = Field(ge=0)
    """Cases whose expected answer the task contradicts; they catch nothing."""
    void: int = Field(ge=0)
    """Cases that do not count: the task gives no answer to them, or leaves it open."""
    caught: int = Field(ge=0)
    of: int = Field(ge=0)
    """Wrong programs in all."""


class FoundBug(_Value):
    """How far the search for a fault came."""

    found: bool
    """Whether an input was named on which the patch fails."""
    input: str | None = None
    tries: int = 0
    """Inputs that were named."""
    mended: bool = False
    fault: str = ""
    """What the fault is, in the words of its file's name; told after the round."""


class CostClaim(_Value):
    """What the candidate said of the cost in time, beside what was measured."""

    stated: str | None
    """In their words; null: nothing that could be read as a cost."""
    stated_exponent: float | None = None
    """The slope of log cost over log n that the statement means over the measured sizes."""
    measured_exponent: float | None = None
    """The same slope, measured; null: not measured for this problem, or nothing was accepted."""
    evidence: str = ""
    agrees: bool | None = None
    """Null where there are not both."""


class CodingResult(_Value):
    """What a coding round left behind."""

    problem: str
    code: str
    verdict: str | None
    """Null: nothing was submitted."""
    isolation: str | None
    cases: tuple[dict[str, object], ...] = ()
    submits: int = 0
    runs: int = 0
    hints: int = 0
    kind: CodingKind = "solve"
    submits_before_ac: int | None = None
    """Submissions that were not accepted before the first that was; null: none was."""
    own_cases: int = 0
    """Cases that the candidate wrote."""
    cost: CostClaim | None = None
    tests: WrittenTests | None = None
    missed: tuple[str, ...] = ()
    """Wrong programs that the tests let pass, in the words of their files' names; told after the round."""
    bug: FoundBug | None = None
