"""Judging one reply: the verdict of a case, with texts where the candidate may see them."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.broker import Ended, Reply
from sandbox.candidate import TEXT, raised_of
from sandbox.compare import CompareTimeout, difference, satisfies
from sandbox.errors import ProblemError
from sandbox.inside.codec import Decoder, Malformed, Raised
from sandbox.problem import Problem
from sandbox.render import call_text, expected_text, input_text
from sandbox.show import escape, show
from sandbox.suite import TestCase
from sandbox.verdict import CaseResult, VerdictCode

Complain = Callable[[TestCase, Any, bytes], str | None]
"""The problem's own checker: case, node of the answer, body; None if it is right."""


@dataclass(frozen=True)
class Answers:
    """Judges replies to the cases of one problem.

    Attributes:
        problem: gives policy and entry.
        complain: the problem's own checker, used where `comparison.checker` says so.
        lines: of the submission.
    """

    problem: Problem
    complain: Complain
    lines: int = 0

    def result(
        self,
        case: TestCase,
        code: VerdictCode,
        cpu_s: float,
        message: str = "",
        got: str | None = None,
        at: int | None = None,
    ) -> CaseResult:
        """A case's result; its data is shown for a visible case that is not accepted only.

        Args:
            case: the case.
            code: its verdict.
            cpu_s: CPU seconds.
            message: escaped text.
            got: the answer as text.
            at: index of the call that decided, for a class.
        """
        texts: dict[str, str] = {}
        if case.visible and code != "AC":
            texts = {"input": input_text(self.problem, case, at), "expected": expected_text(self.problem, case)}
            if got is not None:
                texts["got"] = got
        return CaseResult(
            name=escape(case.name, 80),
            verdict=code,
            ms=round(cpu_s * 1000, 3),
            message=message,
            visible=case.visible,
            **texts,
        )

    def judge(self, case: TestCase, reply: Reply, arena: memoryview | None = None) -> CaseResult:
        """The result of a case from the reply to it.

        Raises:
            Ended: the reply is not of a form that the worker sends.
        """
        if "unsupported" in reply.header:
            text = reply.header["unsupported"]
            why = f": {escape(text, 200)}" if case.visible and type(text) is str else ""
            return self.result(case, "RE", reply.cpu_s, f"the answer cannot be taken{why}")
        raised = raised_of(reply)
        if raised is not None:
            return self._raised(case, raised, reply.cpu_s)
        try:
            node = reply.header.get("value")
            got = Decoder(reply.body, arena, nodes=10_000 + 8 * count(case.expected)).value(node)
        except Malformed as error:
            raise Ended("protocol", f"the process sent something else than an answer: {error}") from None
        if isinstance(case.expected, Raised):
            message = f"expected {escape(case.expected.type, 60)} to be raised" if case.visible else "wrong"
            return self.result(case, "WA", reply.cpu_s, message, show(got, TEXT))
        if self.problem.spec.entry.kind == "class":
            return self._calls(case, got, reply)
        try:
            complaint = self._complaint(case, got, reply)
        except ProblemError as error:
            return self.result(case, "IE", reply.cpu_s, self._fault(case, error))
        if complaint is None and reply.header.get("mutated") is True:
            complaint = "the call changed its input"
        return self._verdict(case, complaint, got, reply.cpu_s)

    def _verdict(
        self, case: TestCase, complaint: str | None, got: Any, cpu_s: float, at: int | None = None
    ) -> CaseResult:
        if complaint is None:
            return self.result(case, "AC", cpu_s)
        message = escape(complaint, TEXT) if case.visible else "the answer is wrong"
        return self.result(case, "WA", cpu_s, message, show(got, TEXT), at)

    def _fault(self, case: TestCase, error: ProblemError) -> str:
        """The checker's own failure; its text may hold data of a hidden case."""
        return escape(error.happened, TEXT) if case.visible else "the problem's own checker failed"

    def _complaint(self, case: TestCase, got: Any, reply: Reply) -> str | None:
        if self.problem.spec.comparison.checker:
            return self.complain(case, reply.header["value"], reply.body)
        try:
            return difference(got, case.expected, self.problem.spec.comparison)
        except CompareTimeout:
            return "the answer takes too long to compare"

    def _raised(self, case: TestCase, raised: Raised, cpu_s: float) -> CaseResult:
        expected = case.expected
        if isinstance(expected, Raised) and satisfies(raised, expected):
            return self.result(case, "AC", cpu_s)
        if raised.type == "MemoryError":
            return self.result(case, "MLE", cpu_s, f"more than {self.problem.limits.memory_mb} MB of memory")
        where = f" at line {raised.line}" if raised.line else ""
        if isinstance(expected, Raised):
            message = f"raised {raised.type}{where}, expected {expected.type}: {raised.text}"
            return self.result(case, "WA", cpu_s, escape(message, TEXT) if case.visible else "the answer is wrong")
        return self.result(case, "RE", cpu_s, self._exception_text(case, raised, where))

    def _exception_text(self, case: TestCase, raised: Raised, where: str) -> str:
        if case.visible:
            return escape(f"{raised.type}{where}: {raised.text}", TEXT)
        # A text, the name of an own class, or the number of a line that is not there could carry a hidden input out.
        where = where if raised.line <= self.lines else ""
        known = raised.type if isinstance(getattr(builtins, raised.type, None), type) else "an exception"
        return f"{known}{where}"

    def _calls(self, case: TestCase, got: Any, reply: Reply) -> CaseResult:
        """Judge a class problem's case: the first call whose answer is wrong decides."""
        expected, cpu_s = case.expected, reply.cpu_s
        if type(got) is not list or not got:
            raise Ended("protocol", "the process sent something else than the calls' answers")
        for index, (mine, theirs) in enumerate(zip(got, expected, strict=False)):
            if isinstance(mine, Raised) and not isinstance(theirs, Raised):
                where = f" at line {mine.line}" if mine.line else ""
                code: VerdictCode = "MLE" if mine.type == "MemoryError" else "RE"
                text = f"{self._call(case, index)}: {self._exception_text(case, mine, where)}"
                return self.result(case, code, cpu_s, text, None, index)
        # A constructor that raises ends the case.
        if isinstance(expected[0], Raised) and not isinstance(got[0], Raised):
            return self._verdict(case, f"the constructor did not raise {expected[0].type:.60}", got[1:], cpu_s)
        if len(got) != len(expected):
            raise Ended("protocol", "the process sent something else than the calls' answers")
        if self.problem.spec.comparison.checker:
            try:
                return self._verdict(case, self._complaint(case, got, reply), got[1:], cpu_s)
            except ProblemError as error:
                return self.result(case, "IE", cpu_s, self._fault(case, error))
        for index, (mine, theirs) in enumerate(zip(got, expected, strict=True)):
            try:
                found = difference(mine, theirs, self.problem.spec.comparison)
            except CompareTimeout:
                found = "the answer takes too long to compare"
            if found is not None:
                return self._verdict(case, f"{self._call(case, index)}: {found}", mine, cpu_s, index)
        if reply.header.get("mutated") is True:
            return self._verdict(case, "the calls changed the constructor's input", None, cpu_s)
        return self.result(case, "AC", cpu_s)

    def _call(self, case: TestCase, index: int) -> str:
        if not index:
            return "the constructor"
        if not case.visible:
            return f"call {index}"
        return f"call {index}, {call_text(case.decoded()[2][index - 1])}"


def count(value: Any) -> int:
    """Number of values in a decoded value."""
    if type(value) in (list, tuple):
        return 1 + sum(map(count, value))
    items = getattr(value, "items", None)
    if type(items) is list:
        return 1 + sum(map(count, items))
    return 1
