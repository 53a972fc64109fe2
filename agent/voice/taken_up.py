"""Which of the candidate's own words a follow-up takes up: it shows that they were heard. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.events import Decided
from agent.interview.intents import read_intent
from agent.models import Quote, Turn

FEWEST_WORDS = 4
_FILLER = re.compile(
    r"\b(i would have to|i'd have to|i would need to|i'd need to|i am not sure|i'm not sure|i don't know|"
    r"hard to say|off the top of my head|as i said|it depends)\b",
    re.IGNORECASE,
)
"""Words that are about the answer, not about the matter."""
_SUPPOSED = re.compile(r"\W*(if|suppose|say|unless|whether|you|could you|let me|so|and|but)\b", re.IGNORECASE)
"""How a sentence begins that is a condition, hangs on the one before, or speaks to the interviewer."""
FOLLOW_UPS: frozenset[str] = frozenset({"probe", "quantify", "tradeoff"})


def taken_up(decided: Decided, turns: Sequence[Turn]) -> Quote | None:
    """The words on the point that is aimed at, once each. Words on another point would lead the listener astray."""
    assessment, aim = decided.assessment, decided.criterion
    if assessment is None or aim is None or decided.phrase == "rephrase":
        return None
    # What was said before the second angle was put is no answer to it.
    since = max((number for number, turn in enumerate(turns, 1) if turn.move == "second_angle"), default=0)
    found = assessment.of(aim)
    quotes = [quote for quote in found.quotes if quote.turn > since]
    if decided.move == "challenge":
        return quotes[0] if quotes and _repeatable(quotes[0], 1) else None
    if decided.move not in FOLLOW_UPS or found.label != "partial":
        return None
    heard = " ".join(turn.text for turn in turns if turn.speaker == "interviewer")
    return next(
        (q for q in quotes if _repeatable(q) and not _SUPPOSED.match(q.text) and not _said_back(q, heard)), None
    )


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
        and not _FILLER.search(quote.text)
    )


def _said_back(quote: Quote, heard: str) -> bool:
    """Whether the interviewer has repeated its beginning before."""
    return " ".join(quote.text.replace("“", '"').replace("”", '"').split()[:FEWEST_WORDS]) in heard
