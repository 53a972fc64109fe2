"""What a round leaves beside its scorecard. All frozen."""

from __future__ import annotations

import datetime
from typing import Literal

from agent.dialogue import Quote
from agent.values import Value
from rubrics.labels import Elicited, Label

StoryKind = Literal["in_bank", "not_in_bank", "other_competency", "reused", "figure_changed"]


class PivotEvidence(Value):
    """What a reply to a pivot shows of the topic it led to; no part of the round's own score."""

    topic: str
    question: str
    """The bank's question whose rubric judged it."""
    criterion: str
    name: str
    label: Label
    quotes: tuple[Quote, ...] = ()


class Contest(Value):
    """A label that the candidate disagrees with."""

    criterion: str
    label: Label
    """The label at that time."""
    note: str
    at: datetime.datetime


class MovedLabel(Value):
    """A criterion whose label or credit is not what it was; null: it was not judged then, or is not any more."""

    id: str
    name: str
    before: Label | None
    after: Label | None
    elicited_before: Elicited | None = None
    elicited_after: Elicited | None = None


class Moved(Value):
    """What scoring a round anew changed, and why."""

    round: int
    question: str
    level_before: int | None
    level_after: int | None
    score_before: float | None
    score_after: float | None
    criteria: tuple[MovedLabel, ...]
    why: tuple[str, ...]
    """What is not the same any more in how the score was made; empty: nothing is."""


class StoryFinding(Value):
    """Something to say about the telling."""

    kind: StoryKind
    what: str
    """In words for the candidate."""
    story: str | None = None
    """The story of the bank that it is about, by id."""
    told: Quote | None = None
    """Where it stands in this round's transcript."""
    before: str | None = None
    """What was said then, word for word."""
    where: str | None = None
    """Where that was."""


class OpeningResult(Value):
    """What the first 90 seconds got: facts asked for, pillars named."""

    facts_got: tuple[str, ...] = ()
    """What the interviewer told because it was asked for."""
    facts_missed: tuple[str, ...] = ()
    """Questions that would have got a fact."""
    pillars_named: tuple[str, ...] = ()
    pillars_missed: tuple[str, ...] = ()

    def in_words(self) -> list[tuple[str, str]]:
        """Four lines: what was got and named, what was not."""
        rows = (
            ("facts got", self.facts_got),
            ("facts not asked for", self.facts_missed),
            ("pillars named", self.pillars_named),
            ("pillars missed", self.pillars_missed),
        )
        return [(name, "; ".join(told) or "none") for name, told in rows]


class Gap(Value):
    """A point that was not fully there, with the guide's words on it."""

    criterion: str
    name: str
    label: Label
    expectation: str
    """What would have established it."""
    passage: str = ""
    """The guide's passage; empty where no source is cited or found."""
    source: str = ""
    """`topic#anchor` in our guide."""


class Debrief(Value):
    """What a candidate learns from after the round."""

    gaps: tuple[Gap, ...] = ()
    """The weightiest first."""
    strong: str = ""
    """A strong answer of ours; empty where the question has none."""
