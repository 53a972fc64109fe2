"""Values that cross the facade: transcripts, assessments, scorecards, reports; plans come along. All frozen."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import ConfigDict, Field

from agent.coding import CodingResult
from agent.dialogue import Move, Quote, Speaker, Turn
from agent.plans import (
    Category,
    LoopPlan,
    PlanLabel,
    PlannedRound,
    PlannedSection,
    PlannedStage,
    PlannedTopic,
    Profile,
    Rating,
    SessionKind,
    StudyPlan,
)
from agent.results import Contest, Debrief, Gap, Moved, MovedLabel, OpeningResult, PivotEvidence, StoryFinding
from agent.values import Value
from rubrics.labels import Elicited, Label, TargetLevel
from rubrics.schema import Dimension, Kind

__all__ = [
    "Assessment",
    "Attempt",
    "Category",
    "CodingResult",
    "Communication",
    "Contest",
    "CriterionAssessment",
    "CriterionScore",
    "Debrief",
    "DimensionVerdict",
    "Engine",
    "Evidence",
    "Flag",
    "Gap",
    "LoopPlan",
    "Move",
    "Moved",
    "MovedLabel",
    "NextStep",
    "OpeningResult",
    "Overall",
    "Packet",
    "PivotEvidence",
    "PlanLabel",
    "PlannedRound",
    "PlannedSection",
    "PlannedStage",
    "PlannedTopic",
    "Profile",
    "Provenance",
    "Quote",
    "Rating",
    "Report",
    "RoundReport",
    "Scorecard",
    "SessionKind",
    "Speaker",
    "StoryFinding",
    "StudyPlan",
    "Turn",
    "Value",
]

Engine = Literal["auto", "embedded", "llm"]
Flag = Literal["off_topic", "restates_question", "keyword_list", "instructs_grader", "other_language", "non_answer"]


# -- assessment


class CriterionAssessment(Value):
    """What an assessor found on one criterion."""

    id: str
    label: Label
    elicited: Elicited | None = None
    """Null where the label is missing, contradicted before any probe, or unscored."""
    p_partial: float = Field(ge=0, le=1)
    """P(at least partial)."""
    p_met: float = Field(ge=0, le=1)
    """P(met); at most `p_partial`."""
    p_contradicted: float = Field(ge=0, le=1)
    quotes: tuple[Quote, ...] = ()
    reason: str = ""
    samples: tuple[Label, ...] = ()
    """Labels of the single samples, where a model graded more than once."""
    misconception: str | None = None
    """The misconception of the rubric that the answer comes nearest to, where it is contradicted."""

    @property
    def p_open(self) -> float:
        """Probability that the criterion is not fully met yet."""
        return 1.0 - self.p_met


class Assessment(Value):
    """The whole dialogue so far, judged criterion by criterion."""

    criteria: tuple[CriterionAssessment, ...]
    flags: tuple[Flag, ...] = ()
    level_halfwidth: float = Field(default=0.75, ge=0)
    """Half-width, in levels, of the 80 % interval of the overall level."""

    def of(self, criterion: str) -> CriterionAssessment:
        """The row of one criterion. Raises KeyError for an unknown id."""
        for row in self.criteria:
            if row.id == criterion:
                return row
        raise KeyError(criterion)


# -- scorecard and report


class CriterionScore(Value):
    """One row of a scorecard."""

    id: str
    name: str
    dimension: Dimension | None
    weight: int
    label: Label
    elicited: Elicited | None
    confidence: float = Field(ge=0, le=1)
    quotes: tuple[Quote, ...] = ()
    reason: str = ""
    samples: tuple[Label, ...] = ()
    """Labels of the single samples, where a model graded more than once: their spread."""


class Overall(Value):
    """Score and levels; computed by code from labels, weights and credit."""

    score: float | None = Field(ge=0, le=100)
    """Null, like the levels, where too little could be scored."""
    level: int | None = Field(ge=1, le=4)
    level_unprompted: int | None = Field(ge=1, le=4)
    low: int | None = Field(ge=1, le=4)
    high: int | None = Field(ge=1, le=4)


class Communication(Value):
    """Measured by code, reported apart, never mixed into content. Null: not applicable in this round."""

    asked_before_designing: bool | None = None
    announced_structure: bool | None = None
    kept_structure: bool | None = None
    answered_the_probe: float | None = Field(default=None, ge=0, le=1)
    """Share of the probes that the next answer spoke to."""
    closed: bool | None = None
    words: int = Field(default=0, ge=0)
    words_per_minute: float | None = Field(default=None, ge=0)


class Provenance(Value):
    """What a score was made with."""

    rubric: str
    """sha256 of the question as data."""
    grader: str
    model: str | None = None
    prompt: str | None = None
    agreement: str
    """The published agreement figure of this grader, or "not measured here"."""
    target: TargetLevel | None = None
    """The level that was interviewed for: it moves the cuts."""


class Scorecard(Value):
    """One question, scored."""

    question: str
    topic: str
    kind: Kind
    engine: str
    answer: str | None = None
    criteria: tuple[CriterionScore, ...]
    overall: Overall
    communication: Communication
    flags: tuple[Flag, ...] = ()
    provenance: Provenance


class Attempt(Value):
    """An earlier score on the same question."""

    session: str
    round: int
    at: datetime.datetime
    scorecard: Scorecard


class RoundReport(Value):
    """One round of a report."""

    round: int
    kind: Kind
    question: str
    topic: str
    minutes: int
    seconds: float
    scorecard: Scorecard | None
    """Null: the round was not answered at all; `unscored` says why."""
    unscored: str | None = None
    second_opinion: Scorecard | None = None
    opening: OpeningResult | None = None
    pivot: PivotEvidence | None = None
    debrief: Debrief | None = None
    stories: tuple[StoryFinding, ...] = ()
    """What is to be noticed about the story that was told."""
    attempt_before: Attempt | None = None
    """The last attempt at the same question, where there was one."""
    earlier: tuple[Scorecard, ...] = ()
    """Scores that this one replaced, oldest first."""
    contests: tuple[Contest, ...] = ()
    transcript: tuple[Turn, ...]
    coding: CodingResult | None = None


class Evidence(Value):
    """One line for or against."""

    round: int
    criterion: str
    text: str


class DimensionVerdict(Value):
    """A dimension across rounds."""

    dimension: Dimension
    level: int | None
    """Null: not assessed, which is not the same as weak."""
    for_: tuple[Evidence, ...] = Field(default=(), alias="for", serialization_alias="for")
    against: tuple[Evidence, ...] = ()

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Packet(Value):
    """Rounds put together as a hiring committee would read them (our mapping, no company's form)."""

    dimensions: tuple[DimensionVerdict, ...]
    recommendation: str


class NextStep(Value):
    """One line of the plan for tomorrow."""

    topic: str
    what: str
    minutes: int
    why: str


class Report(Value):
    """A whole session."""

    session: str
    kind: SessionKind
    started: datetime.datetime
    engine: str
    rounds: tuple[RoundReport, ...]
    packet: Packet
    next: tuple[NextStep, ...]
