"""Profiles and plans."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from agent import paths
from agent.coding import CodingKind
from agent.interview.state import State, fold
from agent.models import LoopPlan, Profile, SessionKind, StudyPlan
from agent.planning.problems import problem_of, problem_row, problem_rows
from agent.store import Store

if TYPE_CHECKING:
    from agent.planning.loop import QuestionRow
    from agent.planning.need import MeasuredLevel
    from agent.planning.played import Played
    from rubrics.schema import Question


def profile(path: Path | None = None) -> Profile:
    """A profile from a file, else the stored one, else the defaults. Raises BadInput."""
    from agent.planning.profile import load_profile

    if path is not None:
        return load_profile(path)
    stored = paths.profile_file()
    return load_profile(stored) if stored.exists() else Profile()


def has_profile() -> bool:
    """Whether the user has stored a profile."""
    return paths.profile_file().exists()


def save_profile(value: Profile) -> None:
    """Keep the profile. Raises StorageFailure."""
    paths.write_atomically(
        paths.profile_file(), json.dumps(value.model_dump(mode="json", exclude_none=True), indent=2) + "\n"
    )


def study(path: Path | None = None) -> StudyPlan:
    """The study plan of a profile, with what earlier sessions measured. Raises BadInput."""
    from agent.planning.measured import with_solved
    from agent.planning.study import study_plan

    rounds = played(Store())
    return study_plan(with_solved(profile(path), rounds), _measured(rounds))


def loop(
    kind: SessionKind,
    of: Profile,
    seed: int,
    *,
    topic: str | None = None,
    question: str | None = None,
    problem: str | None = None,
    coding: CodingKind | None = None,
    opening: bool = False,
    minutes: int | None = None,
    store: Store | None = None,
) -> LoopPlan:
    """The rounds of a loop or a drill; questions and problems that earlier sessions asked come back last.

    `minutes` is the length of a drill, or of a whole loop; `problem` (an id or a folder) and `coding` make the drill a
    coding round of that kind. Raises BadInput, RubricError, SandboxError.
    """
    from agent.api.stories import preferred_questions
    from agent.planning.loop import loop_plan, question_drill, topic_drill
    from agent.planning.measured import with_solved
    from agent.planning.played import played_rounds
    from rubrics.loader import bank
    from rubrics.loader import question as find

    if opening:
        return _openings(topic or "", seed, store or Store())
    if question is not None and (made := problem_of(question)):
        problem, coding = made
    elif question is not None:
        found = find(question)
        named = question if found.id != question else found.id
        return question_drill(_row(found), str(Path(named).absolute()) if named != found.id else named, minutes)
    if problem is not None:
        row = problem_row(problem, coding or "solve")
        return question_drill(row, row.reference or row.id, minutes)
    talk = [_row(each) for each in bank().values()]
    if coding is not None:
        talk = [row for row in talk if row.coding == coding]
    rows = [*talk, *problem_rows(coding or "solve", {row.problem for row in talk})]
    states = _states(store or Store())
    rounds = list(played_rounds(states))
    asked, aimed, of = _asked(states), preferred_questions(rounds), with_solved(of, rounds)
    if kind == "drill":
        return topic_drill(topic or "", rows, seed, asked=asked, minutes=minutes, profile=of, preferred=aimed)
    if minutes is not None:
        of = of.model_copy(update={"loop_minutes": minutes})
    return loop_plan(kind, of, rows, seed, asked=asked, measured=_measured(rounds), preferred=aimed)


def _openings(topic: str, seed: int, store: Store) -> LoopPlan:
    from agent.interview.openings import pillars_of
    from agent.planning.openings import opening_drill
    from rubrics.loader import bank

    usable = [
        q for q in bank().values() if q.opening and len(pillars_of(q)) > 1 and q.kind not in ("coding", "behavioral")
    ]
    return opening_drill(topic, [_row(each) for each in usable], seed, asked=_asked(_states(store)))


def _row(question: Question) -> QuestionRow:
    from agent.planning.loop import QuestionRow

    coding: CodingKind | None = "solve" if question.problem else None
    return QuestionRow(
        question.id, question.topic, question.kind, question.minutes, question.difficulty, question.problem, coding
    )


def _measured(rounds: Iterable[Played]) -> dict[str, MeasuredLevel]:
    """What earlier sessions measured, by topic."""
    from agent.planning.measured import levels_seen, measured_levels

    return measured_levels(levels_seen(rounds), datetime.datetime.now(datetime.UTC))


def played(store: Store) -> list[Played]:
    """The scored rounds of all sessions, oldest first."""
    from agent.planning.played import played_rounds

    return list(played_rounds(_states(store)))


def _states(store: Store) -> list[State]:
    """All sessions, oldest first. Reading them is what a start costs: once."""
    return [fold(event for _, event in store.events(row.id)) for row in reversed(store.sessions())]


def _asked(states: Iterable[State]) -> list[str]:
    """The questions that earlier sessions put, and the problems, as `problem:` and the id."""
    asked: list[str] = []
    for state in states:
        for question in (now.question for now in state.rounds if now.put and now.question):
            asked += [question.id, *([f"problem:{question.problem}"] if question.problem else [])]
    return asked
