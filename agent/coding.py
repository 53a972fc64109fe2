"""What a coding round is, and what it leaves behind. All frozen."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from agent.values import Value
from rubrics.labels import Elicited

CodingKind = Literal["solve", "tests", "bug"]
"""`solve`: write the program. `tests`: write cases that tell wrong programs from right ones. `bug`: find the fault of a
patch by an input, say it, mend it."""


ROUNDS: dict[CodingKind, str] = {"solve": "solve it", "tests": "write the tests", "bug": "find the bug"}


def fault_in_words(sample: str) -> str:
    """The name of a wrong program without its verdict, in words: `wa_counts_the_edge` is "counts the edge"."""
    return " ".join(sample.split("_")[1:])


class WrittenTests(Value):
    """What a set of tests is worth: wrong programs caught, with no false alarm."""

    cases: int = Field(ge=0)
    false_alarms: int = Field(ge=0)
    """Cases whose expected answer the task contradicts; they catch nothing."""
    void: int = Field(ge=0)
    """Cases that do not count: the task gives no answer to them, or leaves it open."""
    caught: int = Field(ge=0)
    of: int = Field(ge=0)
    """Wrong programs in all."""

    def in_words(self) -> str:
        """As "7 of 12 wrong programs are caught, with 1 false alarm."."""
        alarms = {0: "no false alarm", 1: "1 false alarm"}.get(self.false_alarms, f"{self.false_alarms} false alarms")
        void = f"; {self.void} of {self.cases} cases do not count" if self.void else ""
        return f"{self.caught} of {self.of} wrong programs are caught, with {alarms}{void}."


class FoundBug(Value):
    """How far the search for a fault came."""

    found: bool
    """Whether an input was named on which the patch fails."""
    input: str | None = None
    tries: int = 0
    """Inputs that were named."""
    mended: bool = False
    fault: str = ""
    """What the fault is, in the words of its file's name; told after the round."""


class CostClaim(Value):
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
    foreseen: Elicited | None = None
    """How a cost was drawn out that was stated before the measurement was told and is not contradicted by it."""

    def in_words(self) -> str:
        """What was said, what was measured, and whether they agree."""
        said = f"said {self.stated}" if self.stated else "no cost was stated"
        if self.measured_exponent is None:
            return f"{said}; not measured"
        meant = f" (about n^{self.stated_exponent:.2f})" if self.stated_exponent is not None else ""
        verdict = {True: ", which agrees", False: ", which does not agree", None: ""}[self.agrees]
        return f"{said}{meant}; {self.evidence}{verdict}"


class CodingResult(Value):
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
    """Submissions that were not accepted before the first that was; null: none was. The judge's faults do not count."""
    hints_before_ac: int | None = None
    """Hints before the first accepted submission; null: none was accepted."""
    planned: bool = False
    """Whether an approach was said before the code."""
    facts_told: int = 0
    """Facts that the interviewer told before the code because they were asked for."""
    unjudged: bool = False
    """Whether something was handed in and the judge could judge none of it, which counts against nobody."""
    own_cases: int = 0
    """Cases that the candidate wrote."""
    cost: CostClaim | None = None
    tests: WrittenTests | None = None
    missed: tuple[str, ...] = ()
    """Wrong programs that the tests let pass, in the words of their files' names; told after the round."""
    bug: FoundBug | None = None

    def facts(self) -> list[tuple[str, str]]:
        """What there is to say beside verdict and code: name and text."""
        rows = [("Round", ROUNDS[self.kind]), ("Submits", self._submits())]
        rows.append(("Runs, hints, own cases", f"{self.runs}, {self.hints}, {self.own_cases}"))
        if self.kind == "solve" and self.cost is not None:
            rows.append(("Cost in time", self.cost.in_words()))
        if self.tests is not None:
            rows.append(("Tests", self.tests.in_words()))
        if self.missed:
            rows.append(("Programs that were let pass", "; ".join(self.missed)))
        if self.bug is not None:
            found = f"fails on {self.bug.input}" if self.bug.found else "no failing input was named"
            tries = f"{self.bug.tries} {'input' if self.bug.tries == 1 else 'inputs'} tried"
            rows.append(("Bug", f"{found}; {tries}; {'mended' if self.bug.mended else 'not mended'}"))
            if self.bug.fault:
                rows.append(("The fault", f"the patch {self.bug.fault}"))
        return rows

    def _submits(self) -> str:
        if self.submits_before_ac is None:
            return f"{self.submits}, none accepted" if self.submits else "none"
        return f"{self.submits}, {self.submits_before_ac} before the first that was accepted"
