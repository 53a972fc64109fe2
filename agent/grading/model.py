"""The model grader: one structured verdict a criterion, its quotes checked against the transcript. Never a total."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from agent.endpoint import background
from agent.endpoint.chat import Message
from agent.endpoint.structured import ask
from agent.errors import ModelFailure
from agent.models import Assessment, CriterionAssessment, Quote, Turn
from agent.prompts import prompt
from agent.prompts.transcript import fenced
from agent.settings import Endpoint
from rubrics.schema import Criterion, Question

AT_ONCE = 4
"""Criteria that are graded at the same time."""

P_MET: dict[str, tuple[float, float, float]] = {
    "met": (1.0, 1.0, 0.0),
    "partial": (1.0, 0.0, 0.0),
    "missing": (0.0, 0.0, 0.0),
    "contradicted": (0.0, 0.0, 1.0),
}
"""A model states a label and no probabilities: P(at least partial), P(met), P(contradicted)."""


class Judgement(BaseModel):
    """What the model is asked for; the reason comes first."""

    model_config = ConfigDict(extra="forbid")
    reason: str = Field(max_length=2000)
    label: Literal["met", "partial", "missing", "contradicted"]
    quotes: list[str] = Field(max_length=8)


def grade(
    question: Question,
    criteria: Sequence[Criterion],
    turns: Sequence[Turn],
    embedded: Assessment,
    endpoint: Endpoint,
    cancel: threading.Event,
) -> Assessment:
    """A second opinion. A criterion whose grading failed is `unscored` with its reason; a failure is never a score.

    Who elicited a point is decided by rule on the transcript and taken over from the embedded assessment.
    """
    rows = background.run(_all(question, criteria, turns, embedded, endpoint), cancel)
    return Assessment(criteria=tuple(rows), flags=embedded.flags, level_halfwidth=embedded.level_halfwidth)


async def _all(
    question: Question, criteria: Sequence[Criterion], turns: Sequence[Turn], embedded: Assessment, endpoint: Endpoint
) -> list[CriterionAssessment]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(criterion: Criterion) -> CriterionAssessment:
        async with gate:
            return await _grade_one(question, criterion, turns, embedded, endpoint)

    return list(await asyncio.gather(*(one(criterion) for criterion in criteria)))


async def _grade_one(
    question: Question, criterion: Criterion, turns: Sequence[Turn], embedded: Assessment, endpoint: Endpoint
) -> CriterionAssessment:
    messages = _messages(question, criterion, turns)
    why = ""
    try:
        for _ in range(2):
            judgement = await ask(endpoint, messages, Judgement)
            quotes = [find_quote(text, turns) for text in judgement.quotes]
            found = tuple(quote for quote in quotes if quote is not None)
            needs = judgement.label in ("met", "partial", "contradicted")
            if len(found) == len(quotes) and (found or not needs):
                at_least, met, wrong = P_MET[judgement.label]
                credited = judgement.label in ("met", "partial")
                return CriterionAssessment(
                    id=criterion.id,
                    label=judgement.label,
                    elicited=(embedded.of(criterion.id).elicited or "unprompted") if credited else None,
                    p_partial=at_least,
                    p_met=met,
                    p_contradicted=wrong,
                    quotes=found[:2] if needs else (),
                    reason=judgement.reason,
                )
            why = "a quote is not in the transcript" if quotes else "no quote was given"
            messages = [
                *messages,
                ("assistant", judgement.model_dump_json()),
                ("user", f"Refused: {why}. Quote verbatim."),
            ]
    except ModelFailure as failure:
        why = failure.happened
    return CriterionAssessment(
        id=criterion.id, label="unscored", p_partial=0.0, p_met=0.0, p_contradicted=0.0, reason=f"not graded: {why}"
    )


def _messages(question: Question, criterion: Criterion, turns: Sequence[Turn]) -> list[Message]:
    text = prompt("grader").fill(
        question=question.prompt,
        name=criterion.name,
        expectation=criterion.expectation,
        evidence="\n".join(f"- {line}" for line in criterion.evidence),
        misconceptions="\n".join(f"- {line}" for line in criterion.misconceptions) or "(none listed)",
        transcript=fenced(turns),
    )
    return [("system", text), ("user", "Grade the criterion now.")]


def find_quote(text: str, turns: Sequence[Turn]) -> Quote | None:
    """Where the candidate said exactly this, or None."""
    wanted = text.strip()
    if not wanted:
        return None
    for number, turn in enumerate(turns, 1):
        if turn.speaker == "candidate" and (start := turn.text.find(wanted)) >= 0:
            return Quote(turn=number, text=wanted, start=start, end=start + len(wanted))
    return None
