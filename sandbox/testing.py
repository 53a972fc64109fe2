"""Judging what a candidate found out about wrong programs: a set of tests, or one input on which a patch fails.

The samples of a problem serve as programs under test. An input counts only if every accepted sample answers it as the
reference does: elsewhere the task leaves the answer open, and nobody is right or wrong.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from sandbox.answers import Answers
from sandbox.broker import Ended
from sandbox.correctness import run_cases
from sandbox.errors import ProblemError
from sandbox.judge import LARGEST_SOURCE, Cancelled
from sandbox.launcher import Zygote
from sandbox.pool import open_sandbox
from sandbox.problem import Problem, Sample
from sandbox.render import input_text
from sandbox.suite import AuthorProcess, TestCase
from sandbox.verdict import CaseResult, Isolation, VerdictCode
from sandbox.written import Unusable, WrittenCase, typed_cases, written_cases

UNDER_TEST: frozenset[str] = frozenset({"wa", "re"})
"""Samples that give wrong answers or raise; one that is only slow or large is no matter of answers."""
LONGEST_S = 1.0
"""CPU seconds of a sample for one written case."""
OPEN = "the task leaves open what is right for this input, so the case does not count"


class TestsVerdict(BaseModel):
    """What a set of tests is worth."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    problem: str
    verdict: VerdictCode
    """`AC`: every wrong program is caught, and there is no false alarm. `WA`: else. Others: the file gives no cases."""
    cases: tuple[CaseResult, ...]
    """`AC`: counts. `WA`: a false alarm. `RE`: does not count, the message says why."""
    isolation: Isolation
    counted: int = 0
    false_alarms: int = 0
    void: int = 0
    caught: tuple[str, ...] = ()
    """Names of wrong samples that fail on a counting case. Not for the candidate while they can submit."""
    missed: tuple[str, ...] = ()


def judge_tests(
    problem: Problem, source: str, *, unsafe: bool = False, cancel: threading.Event | None = None
) -> TestsVerdict:
    """Judge the test file `source`, which defines `cases()`.

    A case whose claimed answer the reference contradicts is a false alarm, and catches nothing.

    Raises:
        ProblemError: the problem's own code failed, or the text is too long.
        IsolationError: no isolation holds here and `unsafe` was not asked for.
        Cancelled: `cancel` was set.
    """
    if len(source) > LARGEST_SOURCE or "\0" in source:
        raise ProblemError("The tests are no text that can be taken", "They are too long, or binary.", "Shorten them.")
    _, report = open_sandbox(unsafe=unsafe).confirmed()
    try:
        written = written_cases(problem, source, unsafe=unsafe, cancel=cancel)
        return judge_written(problem, written, unsafe=unsafe, cancel=cancel)
    except Unusable as fault:
        return _unusable(problem, fault, report.isolation())
    except Ended:
        raise Cancelled("Stopped", "The judging was cancelled.", "Submit again when ready.") from None


def judge_written(
    problem: Problem,
    written: Sequence[WrittenCase],
    *,
    unsafe: bool = False,
    cancel: threading.Event | None = None,
) -> TestsVerdict:
    """Judge cases with claimed answers, each with a name of its own.

    Raises:
        ProblemError, IsolationError: as `judge_tests` does.
        Ended: cancelled.
    """
    sandbox = open_sandbox(unsafe=unsafe)
    zygote, report = sandbox.confirmed()
    cases = [one.case for one in written if one.case is not None]
    settled = _settled(problem, cases, zygote, cancel)
    results = _results(problem, written, settled, sandbox.author_zygote, cancel)
    right = {result.name for result in results if result.verdict == "AC"}
    counting = [case for case in cases if case.name in right]
    failing = {s.path.stem: _failing(problem, s, counting, zygote, cancel) for s in _wrong(problem)}
    alarms = sum(result.verdict == "WA" for result in results)
    missed = tuple(name for name, found in failing.items() if not found)
    return TestsVerdict(
        problem=problem.id,
        verdict="WA" if alarms or missed else "AC",
        cases=tuple(_told(result, failing) for result in results),
        isolation=report.isolation(),
        counted=len(counting),
        false_alarms=alarms,
        void=len(results) - len(counting) - alarms,
        caught=tuple(name for name, found in failing.items() if found),
        missed=missed,
    )


def _unusable(problem: Problem, fault: Unusable, isolation: Isolation) -> TestsVerdict:
    row = CaseResult(name="your cases", verdict=fault.code, ms=0.0, message=fault.happened, visible=True)
    return TestsVerdict(problem=problem.id, verdict=fault.code, cases=(row,), isolation=isolation)


def read_tests(
    problem: Problem, source: str, *, unsafe: bool = False, cancel: threading.Event | None = None
) -> TestsVerdict:
    """The cases of a test file as understood: `AC` where the task gives an answer to the input. No more is told.

    Raises as `judge_tests` does.
    """
    _, report = open_sandbox(unsafe=unsafe).confirmed()
    isolation = report.isolation()
    try:
        written = written_cases(problem, source, unsafe=unsafe, cancel=cancel)
    except Unusable as fault:
        return _unusable(problem, fault, isolation)
    except Ended:
        raise Cancelled("Stopped", "The run was cancelled.", "Run again when ready.") from None
    rows = [_row(problem, number, one, "AC", "") for number, one in enumerate(written, 1)]
    void = sum(row.verdict != "AC" for row in rows)
    return TestsVerdict(
        problem=problem.id,
        verdict="RE" if void else "AC",
        cases=tuple(rows),
        isolation=isolation,
        counted=len(rows) - void,
        void=void,
    )


def check_input(
    problem: Problem, patch: str, text: str, *, unsafe: bool = False, cancel: threading.Event | None = None
) -> tuple[CaseResult, Isolation]:
    """What the program `patch` makes of a typed input: its result is not `AC` where it fails.

    Raises:
        Unusable: the text is no case, or the task leaves its answer open.
        ProblemError, IsolationError, Cancelled: as `judge_tests` does.
    """
    zygote, report = open_sandbox(unsafe=unsafe).confirmed()
    try:
        case = settled_case(problem, text, unsafe=unsafe, cancel=cancel)
        (result,) = run_cases(_small(problem), patch, zygote, [case], cancel=cancel).results
    except Ended:
        raise Cancelled("Stopped", "The check was cancelled.", "Send the input again when ready.") from None
    shown = result.model_copy(update={"name": "your input", "input": input_text(problem, case)})
    return shown, report.isolation()


def settled_case(
    problem: Problem, text: str, *, unsafe: bool = False, cancel: threading.Event | None = None
) -> TestCase:
    """The case of a typed text, if the task settles its answer.

    Raises:
        Unusable: the text is no case, or the task leaves its answer open.
        IsolationError: no isolation holds here and `unsafe` was not asked for.
        Ended: cancelled.
    """
    (case,) = typed_cases(problem, [text], unsafe=unsafe, cancel=cancel)
    zygote, _ = open_sandbox(unsafe=unsafe).confirmed()
    if case.name not in _settled(problem, [case], zygote, cancel):
        raise Unusable("RE", f"For this input: {OPEN}.")
    return case


def _wrong(problem: Problem) -> list[Sample]:
    return [sample for sample in problem.samples if sample.verdict in UNDER_TEST]


def _small(problem: Problem) -> Problem:
    """The problem with limits for small inputs, and every case run once."""
    limits = problem.limits
    short = limits.model_copy(update={"cpu_s": min(limits.cpu_s, LONGEST_S), "wall_s": min(limits.wall_s, 10.0)})
    return problem.model_copy(update={"spec": problem.spec.model_copy(update={"limits": short, "repeatable": False})})


def _settled(
    problem: Problem, cases: Sequence[TestCase], zygote: Zygote, cancel: threading.Event | None
) -> frozenset[str]:
    """Names of the cases that every accepted sample answers as the reference does."""
    agreed = {case.name for case in cases}
    for sample in problem.samples:
        if sample.verdict == "ac" and cases:
            run = run_cases(_small(problem), sample.path.read_text(encoding="utf-8"), zygote, cases, cancel=cancel)
            agreed &= {result.name for result in run.results if result.verdict == "AC"}
    return frozenset(agreed)


def _failing(
    problem: Problem, sample: Sample, cases: Sequence[TestCase], zygote: Zygote, cancel: threading.Event | None
) -> frozenset[str]:
    """Names of the cases on which a sample fails."""
    if not cases:
        return frozenset()
    run = run_cases(_small(problem), sample.path.read_text(encoding="utf-8"), zygote, cases, cancel=cancel)
    return frozenset(result.name for result in run.results if result.verdict != "AC")


def _told(result: CaseResult, failing: Mapping[str, frozenset[str]]) -> CaseResult:
    """A counting case says how many wrong programs it catches."""
    if result.verdict != "AC":
        return result
    caught = sum(result.name in found for found in failing.values())
    return result.model_copy(update={"message": f"catches {caught} of {len(failing)} wrong programs"})


def _results(
    problem: Problem,
    written: Sequence[WrittenCase],
    settled: frozenset[str],
    zygote: Zygote,
    cancel: threading.Event | None,
) -> list[CaseResult]:
    """A row a case. The reference's answer is not told: the claimed one is the candidate's to find."""
    author = AuthorProcess(zygote, problem, cancel)
    try:
        answers = Answers(problem, author.complaint)
        rows = []
        for number, one in enumerate(written, 1):
            if one.case is not None and one.case.name not in settled:
                rows.append(_row(problem, number, one, "RE", OPEN))
            else:
                rows.append(_row(problem, number, one, *_claimed(answers, one)))
        return rows
    finally:
        author.close()


def _claimed(answers: Answers, one: WrittenCase) -> tuple[VerdictCode, str]:
    if one.case is None or one.claim is None:
        return "RE", ""
    try:
        right = answers.judge(one.case, one.claim).verdict == "AC"
    except Ended:
        right = False
    return ("AC", "") if right else ("WA", "a false alarm: the task asks for another answer than the one you expect")


def _row(problem: Problem, number: int, one: WrittenCase, code: VerdictCode, message: str) -> CaseResult:
    if one.case is None:
        return CaseResult(name=f"your case {number}", verdict="RE", ms=0.0, message=one.fault, visible=True)
    shown = input_text(problem, one.case)
    return CaseResult(name=one.case.name, verdict=code, ms=0.0, message=message, visible=True, input=shown)
