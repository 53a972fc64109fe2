"""The coding round's judge: runs, inputs and submissions become events; our own failures count against nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent import events as ev
from agent.coding import WrittenTests
from agent.errors import explain
from agent.interview.desk import Desk

if TYPE_CHECKING:
    from sandbox.problem import Problem
    from sandbox.testing import TestsVerdict

MAX_CASES = 20
"""Inputs that a candidate may type in a round."""


def judged(desk: Desk) -> None:
    """Do what the last input asks for: try an input, run the cases, or judge the submission."""
    from sandbox.errors import SandboxError

    if desk.question.problem is None:
        desk.notice("Nothing to judge", "This question has no coding problem.", "Answer in words.")
        return
    given = desk.state.pending
    submit = isinstance(given, ev.CommandRecorded) and given.command == "submit"
    try:
        problem = _problem(desk)
        if isinstance(given, ev.CaseRecorded) and looks_for_bug(desk):
            _try(desk, problem, given.text)
        elif desk.round.coding == "tests":
            _tests(desk, problem, submit)
        else:
            _program(desk, problem, submit)
    except SandboxError as error:
        told = explain(error)
        desk.notice(
            told.title if told else "The judge failed",
            told.happened if told else str(error),
            told.todo if told else "Your code is kept; try again.",
        )


def looks_for_bug(desk: Desk) -> bool:
    """Whether inputs are tried on the patch: until it is to be mended."""
    return desk.round.coding == "bug" and desk.round.wants != "code"


def refusal(desk: Desk, text: str) -> str:
    """Why a typed input cannot be used, "" where it can: it is a case, and the task settles its answer.

    Raises SandboxError where nothing can be run at all.
    """
    from sandbox.testing import settled_case
    from sandbox.written import Unusable

    if len(desk.round.own_cases) >= MAX_CASES:
        return f"{MAX_CASES} inputs were sent already."
    try:
        settled_case(_problem(desk), text, unsafe=desk.unsafe)
    except Unusable as error:
        return error.happened
    return ""


def _problem(desk: Desk) -> Problem:
    from sandbox.library import load_problem

    return load_problem(desk.question.problem or "")


def _program(desk: Desk, problem: Problem, submit: bool) -> None:
    """The visible cases and the candidate's own on `run`; everything on `submit`."""
    from sandbox.judge import judge
    from sandbox.written import typed_cases

    now = desk.round
    own = () if submit or not now.own_cases else typed_cases(problem, now.own_cases, unsafe=desk.unsafe)
    verdict = judge(problem, now.code, only_visible=not submit, written=own, unsafe=desk.unsafe, cancel=desk.cancel)
    data: dict[str, Any] = verdict.model_dump(mode="json")
    shared = {name: data[name] for name in ("verdict", "cases", "passed", "total", "isolation", "stdout")}
    if submit:
        number = len(now.verdicts) + 1
        desk.step(
            "verdict", ev.VerdictGiven, submit=number, problem=verdict.problem, growth=data.get("growth"), **shared
        )
    else:
        desk.step("cases", ev.Cases, **shared)


def _try(desk: Desk, problem: Problem, text: str) -> None:
    """One input on the patch: it fails where the verdict is not AC."""
    from sandbox.testing import check_input

    result, isolation = check_input(problem, desk.round.code, text, unsafe=desk.unsafe, cancel=desk.cancel)
    passed = result.verdict == "AC"
    desk.step(
        "cases",
        ev.Cases,
        of="input",
        verdict=result.verdict,
        cases=(result.model_dump(mode="json"),),
        passed=int(passed),
        total=1,
        isolation=isolation.model_dump(mode="json"),
    )


def _tests(desk: Desk, problem: Problem, submit: bool) -> None:
    """How the tests are understood on `run`; what they are worth on `submit`."""
    from sandbox.testing import judge_tests, read_tests

    found = (judge_tests if submit else read_tests)(problem, desk.round.code, unsafe=desk.unsafe, cancel=desk.cancel)
    shared = {
        "verdict": found.verdict,
        "cases": tuple(case.model_dump(mode="json") for case in found.cases),
        "passed": found.counted,
        "total": len(found.cases),
        "isolation": found.isolation.model_dump(mode="json"),
    }
    if submit:
        number = len(desk.round.verdicts) + 1
        worth = _worth(found)
        desk.step(
            "verdict",
            ev.VerdictGiven,
            submit=number,
            problem=found.problem,
            tests=worth,
            missed=found.missed,
            **shared,
        )
    else:
        desk.step("cases", ev.Cases, **shared)


def _worth(found: TestsVerdict) -> WrittenTests | None:
    """None where the file gave no cases."""
    if found.verdict not in ("AC", "WA"):
        return None
    return WrittenTests(
        cases=len(found.cases),
        false_alarms=found.false_alarms,
        void=found.void,
        caught=len(found.caught),
        of=len(found.caught) + len(found.missed),
    )
