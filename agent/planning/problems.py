"""Coding problems as the planner's rows."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from agent.coding import CodingKind
from agent.errors import BadInput

if TYPE_CHECKING:
    from agent.planning.loop import QuestionRow
    from sandbox.problem import ProblemFile


def problem_rows(coding: CodingKind, without: Container[str | None] = ()) -> list[QuestionRow]:
    """A row for each topic of each of our problems that can be a round of this kind; not for those in `without`."""
    from agent.interview.questions import PROBLEM
    from sandbox.catalogue import catalogue, rounds_of

    return [
        _row(spec, topic, coding, f"{PROBLEM}{spec.id}")
        for spec in catalogue()
        if spec.id not in without and coding in rounds_of(spec)
        for topic in spec.topics
    ]


def problem_row(problem: str, coding: CodingKind) -> QuestionRow:
    """The row of one problem, ours by its id or the user's by its folder; a question of the bank on it comes first.

    Raises:
        BadInput: the problem cannot be a round of this kind.
        SandboxError: there is no such problem, or its folder is not as it has to be.
    """
    from agent.interview.questions import PROBLEM
    from rubrics.loader import bank
    from sandbox.catalogue import rounds_of
    from sandbox.library import load_problem, problem_ids

    loaded = load_problem(problem)
    kinds = rounds_of(loaded.spec)
    if coding not in kinds:
        raise BadInput(
            "This problem has no such round",
            f"{loaded.id} cannot be a round of the kind {coding}: it has no single calls with one right answer.",
            f"Use --round {' or '.join(kinds)}, or another problem.",
        )
    ours = problem in problem_ids()
    talked = next((q for q in bank().values() if q.problem == problem), None) if ours and coding == "solve" else None
    row = _row(
        loaded.spec, booked_on(loaded.topics), coding, f"{PROBLEM}{problem if ours else Path(loaded.folder).absolute()}"
    )
    if talked is None:
        return row
    return replace(row, id=talked.id, topic=talked.topic, minutes=talked.minutes or row.minutes, reference="")


def booked_on(topics: Sequence[str]) -> str:
    """The topic that a round on a problem belongs to where none was asked for: one of the category coding, if any."""
    from agent.planning.priors import priors

    known = priors().topics
    return next((one for one in topics if one in known and known[one].category == "coding"), topics[0])


def problem_of(question: str) -> tuple[str, CodingKind] | None:
    """The problem of ours and the kind of round that a question's id names, where a problem made it."""
    from agent.interview.questions import question_id
    from sandbox.library import problem_ids

    parts = question.split(".")
    if parts[0] != "coding" or len(parts) < 2 or parts[1] not in problem_ids():
        return None
    return next(((parts[1], kind) for kind in get_args(CodingKind) if question_id(parts[1], kind) == question), None)


def _row(spec: ProblemFile, topic: str, coding: CodingKind, reference: str) -> QuestionRow:
    from agent.interview.questions import question_id
    from agent.planning.loop import QuestionRow

    return QuestionRow(
        question_id(spec.id, coding), topic, "coding", spec.minutes, spec.difficulty, spec.id, coding, reference
    )
