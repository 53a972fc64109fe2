"""Which of the candidate's own words a follow-up takes up: it shows that they were heard. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from agent.events import Decided
from agent.interview.intents import read_intent
from agent.models import Assessment, Quote, Turn

FEWEST_WORDS = 4
FOLLOW_UPS: frozenset[str] = frozenset({"probe", "quantify", "tradeoff"})


def taken_up(decided: Decided, turns: Sequence[Turn]) -> tuple[Quote, Literal["point", "beside"]] | None:
    """The words on the point that is aimed at; else words of the last answer on a point that it met, once each."""
    assessment, aim = decided.assessment, decided.criterion
    if assessment is None or aim is None:
        return None
    row = assessment.of(aim)
    if decided.move == "challenge":
        return (row.quotes[0], "point") if row.quotes and _repeatable(row.quotes[0], 1) else None
    if decided.move not in FOLLOW_UPS:
        return None
    heard = " ".join(turn.text for turn in turns if turn.speaker == "interviewer")
    if row.label == "partial":
        for quote in row.quotes:
            if _repeatable(quote) and not _said_back(quote, heard):
                return quote, "point"
    for quote in _met_just_now(assessment, turns):
        if _repeatable(quote) and not _said_back(quote, heard):
            return quote, "beside"
    return None


def _met_just_now(assessment: Assessment, turns: Sequence[Turn]) -> list[Quote]:
    last = max((number for number, turn in enumerate(turns, 1) if turn.speaker == "candidate"), default=0)
    return [
        quote
        for row in sorted(assessment.criteria, key=lambda row: -row.p_met)
        if row.label == "met"
        for quote in row.quotes[:1]
        if quote.turn == last
    ]


def _repeatable(quote: Quote, fewest: int = FEWEST_WORDS) -> bool:
    """Whether the interviewer may say it: no question, no instruction, nothing that is only noise."""
    words = quote.text.split()
    intent = read_intent(quote.text)
    return (
        len(words) >= fewest
        and "?" not in quote.text
        and quote.text.isprintable()
        and not (intent.instructs or intent.hostile or intent.asks_for_answer)
        and not words[-1].endswith(":")
    )


def _said_back(quote: Quote, heard: str) -> bool:
    """Whether the interviewer has repeated its beginning before."""
    return " ".join(quote.text.replace("“", '"').replace("”", '"').split()[:FEWEST_WORDS]) in heard
