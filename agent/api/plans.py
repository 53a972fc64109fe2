"""Profiles and plans."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from agent import events as ev
from agent import paths
from agent.interview.state import fold
from agent.models import LoopPlan, Profile, SessionKind, StudyPlan
from agent.store import Store

if TYPE_CHECKING:
    from agent.planning.loop import QuestionRow
    from agent.planning.need import MeasuredLevel
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
    from agent.planning.study import study_plan

    return study_plan(profile(path), _measured(Store()))


def loop(
    kind: SessionKind,
    of: Profile,
    seed: int,
    *,
    topic: str | None = None,
    question: str | None = None,
    minutes: int | None = None,
    store: Store | None = None,
) -> LoopPlan:
    """The rounds of a loop or a drill; questions that earlier sessions asked come back last.

    `minutes` is the length of a drill, or of a whole loop. Raises BadInput, RubricError.
    """
    from agent.planning.loop import loop_plan, question_drill, topic_drill
    from rubrics.loader import bank
    from rubrics.loader import question as find

    if question is not None:
        found = find(question)
        named = question if found.id != question else found.id
        return question_drill(_row(found), str(Path(named).absolute()) if named != found.id else named, minutes)
    rows = [_row(each) for each in bank().values()]
    asked = _asked(store or Store())
    if kind == "drill":
        return topic_drill(topic or "", rows, seed, asked=asked, minutes=minutes, profile=of)
    if minutes is not None:
        of = of.model_copy(update={"loop_minutes": minutes})
    return loop_plan(kind, of, rows, seed, asked=asked, measured=_measured(store or Store()))


def _row(question: Question) -> QuestionRow:
    from agent.planning.loop import QuestionRow

    return QuestionRow(question.id, question.topic, question.kind, question.minutes, question.difficulty)


def _measured(store: Store) -> dict[str, MeasuredLevel]:
    """What earlier sessions measured, by topic."""
    from agent.planning.measured import measured_levels

    rounds = [
        now
        for row in reversed(store.sessions())
        for now in fold(event for _, event in store.events(row.id)).rounds
        if now.scored is not None
    ]
    pivots = [now.scored.pivot for now in rounds if now.scored is not None and now.scored.pivot is not None]
    return measured_levels([now.card for now in rounds if now.card is not None], pivots)


def _asked(store: Store) -> list[str]:
    """The questions that earlier sessions put."""
    return [
        event.question
        for row in store.sessions()
        for _, event in store.events(row.id)
        if isinstance(event, ev.QuestionAsked)
    ]
