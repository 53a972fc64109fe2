"""Profiles and plans."""

from __future__ import annotations

import json
from pathlib import Path

from agent import paths
from agent.models import LoopPlan, Profile, SessionKind, StudyPlan
from agent.store import Store


def profile(path: Path | None = None) -> Profile:
    """A profile from a file, else the stored one, else the defaults. Raises BadInput."""
    from agent.planning.profile import load_profile

    if path is not None:
        return load_profile(path)
    stored = paths.profile_file()
    return load_profile(stored) if stored.exists() else Profile()


def save_profile(value: Profile) -> None:
    """Keep the profile. Raises StorageFailure."""
    paths.write_atomically(paths.profile_file(), json.dumps(value.model_dump(mode="json", exclude_none=True), indent=2) + "\n")


def study(path: Path | None = None) -> StudyPlan:
    """The study plan of a profile. Raises BadInput."""
    from agent.planning.study import study_plan

    return study_plan(profile(path))


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
    """The rounds of a loop or a drill. Questions that earlier sessions asked come back last. Raises BadInput."""
    from agent.planning import loop as planning

    if question is not None:
        return planning.question_drill(_row(question), question, minutes)
    rows = question_rows()
    asked = _asked(store or Store())
    if kind == "drill":
        return planning.topic_drill(topic or "", rows, seed, asked=asked, minutes=minutes)
    return planning.loop_plan(kind, of, rows, seed, asked=asked)
