"""The coding round's judge: runs and submissions become events; our own failures never count against the candidate."""

from __future__ import annotations

from typing import Any

from agent import events as ev
from agent.errors import explain
from agent.interview.desk import Desk


def judged(desk: Desk) -> None:
    """Run the visible cases (command `run`) or judge the submission (command `submit`) of the current code."""
    from sandbox.errors import SandboxError
    from sandbox.judge import judge
    from sandbox.library import load_problem

    given = desk.state.pending
    submit = isinstance(given, ev.CommandRecorded) and given.command == "submit"
    problem_id = desk.question.problem
    if problem_id is None:
        desk.notice("Nothing to judge", "This question has no coding problem.", "Answer in words.")
        return
    try:
        verdict = judge(
            load_problem(problem_id), desk.round.code, only_visible=not submit, unsafe=desk.unsafe, cancel=desk.cancel
        )
    except SandboxError as error:
        told = explain(error)
        desk.notice(
            told.title if told else "The judge failed",
            told.happened if told else str(error),
            told.todo if told else "Your code is kept; try again.",
        )
        return
    data: dict[str, Any] = verdict.model_dump(mode="json")
    shared = {name: data[name] for name in ("verdict", "cases", "passed", "total", "isolation", "stdout")}
    if submit:
        number = len(desk.round.verdicts) + 1
        desk.step(
            "verdict", ev.VerdictGiven, submit=number, problem=verdict.problem, growth=data.get("growth"), **shared
        )
    else:
        desk.step("cases", ev.Cases, **shared)
