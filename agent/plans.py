"""The profile and the plans made from it. All frozen."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field

from agent.coding import CodingKind
from agent.values import Value
from rubrics.labels import TargetLevel
from rubrics.schema import Kind

SessionKind = Literal["onsite", "screen", "drill"]
Category = Literal["coding", "ml_system_design", "machine_learning", "behavioral", "statistics"]
PlanLabel = Literal["focus", "normal", "light"]
Rating = Annotated[int, Field(ge=1, le=5)]


class Profile(Value):
    """What the candidate says about themselves. All optional: a missing rating counts as solid, not as weak."""

    role: str = "machine learning engineer"
    target_level: TargetLevel = "L4"
    interview_date: datetime.date | None = None
    weeks_left: tuple[float, float] | None = None
    cheatsheet_minutes: int = Field(default=80, ge=10, le=1000)
    daily_minutes: int = Field(default=60, ge=15, le=600)
    """Minutes a day for the calendar."""
    ratings: dict[Category, Rating | None] = {}
    solved: dict[Category, Annotated[int, Field(ge=0)]] = {}
    focus_subtopics: tuple[str, ...] = ()
    loop_minutes: int | None = Field(default=None, ge=20, le=600)


class PlannedTopic(Value):
    """One topic of a study plan."""

    topic: str
    label: PlanLabel
    covered_in: str | None = None
    """Set where this stage only names the topic and another stage treats it."""
    reason: str


class PlannedSection(Value):
    """One category of a stage."""

    category: Category
    minutes: int
    topics: tuple[PlannedTopic, ...]
    reason: str


class PlannedStage(Value):
    """The screen or the onsite."""

    stage: Literal["technical_screen", "onsite"]
    minutes: int
    sections: tuple[PlannedSection, ...]


class StudyPlan(Value):
    """Minutes of reading and a label a topic. `minutes` of a stage is the sum of its sections."""

    total_minutes: int
    stages: tuple[PlannedStage, ...]


class PlannedRound(Value):
    """One round of a loop."""

    round: int = Field(ge=1)
    kind: Kind
    topic: str
    question: str
    """A question's id, the path of a user's file, or `problem:` and a coding problem's id or folder."""
    minutes: int
    reason: str
    coding: CodingKind | None = None
    """What a coding round asks for; null elsewhere."""
    opening: bool = False
    """Whether only the first 90 seconds are practised: questions and a skeleton."""


class LoopPlan(Value):
    """The rounds of a screen, an onsite or a drill."""

    kind: SessionKind
    rounds: tuple[PlannedRound, ...] = Field(min_length=1)
