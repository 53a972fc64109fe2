"""Running the cases of a problem on a submission and comparing the answers."""

from __future__ import annotations

import builtins
import json
import math
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.broker import Caps, Ended, Process, Reason, Reply
from sandbox.compare import CompareTimeout, difference
from sandbox.errors import ProblemError
from sandbox.inside.codec import Decoder, Malformed, Raised
from sandbox.launcher import Zygote
from sandbox.problem import Problem
from sandbox.render import call_text, expected_text, input_text
from sandbox.show import escape, show
from sandbox.suite import AuthorProcess, TestCase, entry
from sandbox.verdict import CaseResult, VerdictCode

DEATHS = 2
"""After so many cases that ended their process the rest is not run."""
LOAD_CPU_S = 5.0
TEXT = 2_000
MEGABYTE = 2**20
REASONS: dict[Reason, VerdictCode] = {
    "cpu": "TLE",
    "wall": "TLE",
    "output": "OLE",
    "result": "OLE",
    "died": "RE",
    "protocol": "RE",
}


@dataclass
class Run:
    """What running the cases gave."""

    results: list[CaseResult] = field(default_factory=list)
    stdout: str = ""
    """Printed before the first hidden case was sent: later output could carry hidden inputs."""


class LoadError(Exception):
    """The submission does not load; `result` says how."""

    def __init__(self, result: CaseResult) -> None:
        super().__init__(result.message)
        self.result = result


def open_candidate(
    problem: Problem, source: str, zygote: Zygote, *, cpu_s: float, arena: int = 0, cancel: threading.Event | None
) -> Process:
    """A process that has loaded `source` and answers calls.

    Args:
        problem: gives limits and entry.
        source: Python text.
        zygote: forks the process.
        cpu_s: CPU seconds that the process will be asked for in all.
        arena: bytes of shared memory.
        cancel: the caller's.

    Raises:
        LoadError: the text does not load.
        Ended: cancelled.
    """
    limits = problem.limits
    process = Process(
        zygote,
        memory=limits.memory_mb * MEGABYTE,
        cpu_s=math.ceil(cpu_s + LOAD_CPU_S) + 1,
        output=limits.output_kb * 1024,
        arena=arena,
        cancel=cancel,
    )
    header = json.dumps({"op": "load", "source": source, "entry": entry(problem)}).encode()[:-1]
    try:
        reply = process.request(header, (), Caps(LOAD_CPU_S, max(LOAD_CPU_S, limits.wall_s), MEGABYTE))
        raised = _raised(reply)
    except Ended as ended:
        process.close()
        if ended.reason == "cancelled":
            raise
        code: VerdictCode = REASONS[ended.reason]
        raise LoadError(
            CaseResult(name="load", verdict=code, ms=0.0, message=f"while loading: {ended.detail}")
        ) from None
    if raised is not None:
        process.close()
        raise LoadError(_load_result(raised, reply.cpu_s))
    return process


def _load_result(raised: Raised, cpu_s: float) -> CaseResult:
    where = f" (line {raised.line})" if raised.line else ""
    text = escape(f"{raised.type}: {raised.text}{where}", TEXT)
    code: VerdictCode = "MLE" if raised.type == "MemoryError" else "CE"
    return CaseResult(name="load", verdict=code, ms=round(cpu_s * 1000, 3), message=text, visible=True)


def _raised(reply: Reply) -> Raised | None:
    """The exception of a reply, if it is one."""
    if "raised" not in reply.header:
        return None
    try:
        raised = Decoder(reply.body, nodes=100).value({"x": reply.header["raised"]})
    except Malformed as error:
        raise Ended("protocol", f"the process sent something else than an answer: {error}") from None
    assert isinstance(raised, Raised)
    return raised


def run_cases(
    problem: Problem,
    source: str,
    zygote: Zygote,
    cases: Sequence[TestCase],
    *,
    on_case: Callable[[CaseResult], None] | None = None,
    cancel: threading.Event | None = None,
) -> Run:
    """Run `cases` one by one, each answer judged before the next is asked for.

    Raises:
        Ended: cancelled.
        ProblemError: the problem's `check.py` failed.
    """
    run = Run()
    runner = _Runner(problem, source, zygote, len(cases), cancel)
    try:
        for case in cases:
            if not case.visible:
                runner.freeze_output()
            result = runner.result(case)
            run.results.append(result)
            if on_case is not None:
                on_case(result)
            if runner.deaths >= DEATHS:
                break
    except LoadError as error:
        run.results.append(error.result)
        if on_case is not None:
            on_case(error.result)
    finally:
        run.stdout = runner.close()
    return run


class _Runner:
    def __init__(
        self, problem: Problem, source: str, zygote: Zygote, count: int, cancel: threading.Event | None
    ) -> None:
        self.problem = problem
        self.source = source
        self.zygote = zygote
        self.cancel = cancel
        self.life_cpu_s = problem.limits.cpu_s * count
        self.process: Process | None = None
        self.author: AuthorProcess | None = None
        self.deaths = 0
        self.printed = bytearray()
        self.frozen = False

    def close(self) -> str:
        """End the processes; gives what was printed during the visible cases."""
        self.freeze_output()
        if self.process is not None:
            self.process.close()
        if self.author is not None:
            self.author.close()
        return self.printed.decode("utf-8", "backslashreplace")

    def freeze_output(self) -> None:
        """Keep what has been printed and nothing that comes later."""
        if not self.frozen:
            self.frozen = True
            self._keep_output()

    def _keep_output(self) -> None:
        if self.process is not None:
            self.printed += self.process.output
            self.process.output.clear()

    def result(self, case: TestCase) -> CaseResult:
        """Run one case in the living process, or a new one where the last has ended."""
        if self.process is None:
            self.process = open_candidate(
                self.problem, self.source, self.zygote, cpu_s=self.life_cpu_s, cancel=self.cancel
            )
        limits = self.problem.limits
        caps = Caps(limits.cpu_s, limits.wall_s, limits.result_kb * 1024)
        watch = b"true" if self.problem.spec.mutation == "forbidden" else b"false"
        header = b'{"op":"call","watch":' + watch + b',"input":' + case.input
        try:
            reply = self.process.request(header, [case.input_body] if case.input_body else [], caps)
            return self._judge(case, reply)
        except Ended as ended:
            if ended.reason == "cancelled":
                raise
            self.deaths += 1
            if not self.frozen:
                self._keep_output()
            self.process.close()
            self.process = None
            return self._make(case, REASONS[ended.reason], 0.0, escape(ended.detail, TEXT))

    def _make(
        self, case: TestCase, code: VerdictCode, cpu_s: float, message: str, got: Any = None, at: int | None = None
    ) -> CaseResult:
        texts: dict[str, str] = {}
        if case.visible and code != "AC":
            texts = {
                "input": input_text(self.problem, case, at),
                "expected": expected_text(self.problem, case),
            }
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

    def _judge(self, case: TestCase, reply: Reply) -> CaseResult:
        cpu_s = reply.cpu_s
        if "unsupported" in reply.header:
            text = reply.header["unsupported"]
            return self._make(
                case,
                "RE",
                cpu_s,
                f"the answer cannot be taken: {escape(str(text), 200)}"
                if case.visible
                else "the answer cannot be taken",
            )
        raised = _raised(reply)
        if raised is not None:
            return self._judge_raised(case, raised, cpu_s)
        expected = case.expected
        try:
            got = Decoder(reply.body, nodes=_nodes(expected)).value(reply.header.get("value"))
        except Malformed as error:
            raise Ended("protocol", f"the process sent something else than an answer: {error}") from None
        if isinstance(expected, Raised):
            message = f"expected {escape(expected.type, 60)} to be raised"
            return self._make(case, "WA", cpu_s, message, show(got, TEXT))
        if self.problem.spec.entry.kind == "class":
            return self._judge_calls(case, got, reply, cpu_s)
        complaint = self._complaint(case, got, reply)
        if complaint is None and reply.header.get("mutated") is True:
            complaint = "the call changed its input"
        return self._verdict(case, complaint, show(got, TEXT) if complaint else None, cpu_s)

    def _verdict(
        self, case: TestCase, complaint: str | None, got: str | None, cpu_s: float, at: int | None = None
    ) -> CaseResult:
        if complaint is None:
            return self._make(case, "AC", cpu_s, "")
        return self._make(
            case, "WA", cpu_s, escape(complaint, TEXT) if case.visible else "the answer is wrong", got, at
        )

    def _complaint(self, case: TestCase, got: Any, reply: Reply) -> str | None:
        if not self.problem.spec.comparison.checker:
            try:
                return difference(got, case.expected, self.problem.spec.comparison)
            except CompareTimeout:
                return "the answer takes too long to compare"
        if self.author is None:
            self.author = AuthorProcess(self.zygote, self.problem, self.cancel)
        return self.author.complaint(case, reply.header["value"], reply.body)

    def _judge_raised(self, case: TestCase, raised: Raised, cpu_s: float) -> CaseResult:
        expected = case.expected
        if isinstance(expected, Raised) and expected.type in (raised.type, *raised.bases):
            return self._make(case, "AC", cpu_s, "")
        if raised.type == "MemoryError":
            return self._make(case, "MLE", cpu_s, f"more than {self.problem.limits.memory_mb} MB of memory")
        where = f" at line {raised.line}" if raised.line else ""
        if isinstance(expected, Raised) and case.visible:
            message = f"raised {raised.type}{where}, expected {expected.type}: {raised.text}"
            return self._make(case, "WA", cpu_s, escape(message, TEXT))
        return self._make(case, "RE", cpu_s, self._exception_text(case, raised, where))

    def _exception_text(self, case: TestCase, raised: Raised, where: str) -> str:
        if case.visible:
            return escape(f"{raised.type}{where}: {raised.text}", TEXT)
        # A text, or the name of an own class, could carry a hidden input out.
        known = raised.type if isinstance(getattr(builtins, raised.type, None), type) else "an exception"
        return f"{known}{where}"

    def _judge_calls(self, case: TestCase, got: Any, reply: Reply, cpu_s: float) -> CaseResult:
        """Judge a class problem's case: the first call whose answer is wrong decides."""
        expected = case.expected
        if type(got) is not list or not got or len(got) > len(expected):
            raise Ended("protocol", "the process sent something else than the calls' answers")
        for index, (mine, theirs) in enumerate(zip(got, expected, strict=False)):
            if isinstance(mine, Raised) and not isinstance(theirs, Raised):
                where = f" at line {mine.line}" if mine.line else ""
                code: VerdictCode = "MLE" if mine.type == "MemoryError" else "RE"
                message = self._exception_text(case, mine, where)
                return self._make(case, code, cpu_s, f"{self._call(case, index)}: {message}", None, index)
        if len(got) != len(expected):
            raise Ended("protocol", "the process left calls unanswered")
        if self.problem.spec.comparison.checker:
            complaint = self._complaint(case, got, reply)
            return self._verdict(case, complaint, show(got[1:], TEXT) if complaint else None, cpu_s)
        for index, (mine, theirs) in enumerate(zip(got, expected, strict=True)):
            try:
                found = difference(mine, theirs, self.problem.spec.comparison)
            except CompareTimeout:
                found = "the answer takes too long to compare"
            if found is not None:
                text = f"{self._call(case, index)}: {found}" if case.visible else found
                return self._verdict(case, text, show(mine, TEXT), cpu_s, index)
        if reply.header.get("mutated") is True:
            return self._verdict(case, "the calls changed the constructor's input", None, cpu_s)
        return self._make(case, "AC", cpu_s, "")

    def _call(self, case: TestCase, index: int) -> str:
        if not index:
            return "the constructor"
        if not case.visible:
            return f"call {index}"
        return f"call {index}, {call_text(case.decoded()[2][index - 1])}"


def _nodes(expected: Any) -> int:
    """How many values an answer may have: far more than a right one, far fewer than would be slow to look at."""
    return 10_000 + 8 * count(expected)


def count(value: Any) -> int:
    """Number of values in a decoded value."""
    if type(value) in (list, tuple):
        return 1 + sum(map(count, value))
    items = getattr(value, "items", None)
    if type(items) is list:
        return 1 + sum(map(count, items))
    return 1


__all__ = ["LoadError", "ProblemError", "Run", "open_candidate", "run_cases"]
