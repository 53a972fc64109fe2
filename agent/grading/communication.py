"""How the candidate communicated: counted by code, reported apart, never mixed into content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.interview.intents import read_intent
from agent.models import Assessment, Communication, Turn

DESIGNING: frozenset[str] = frozenset({"system_design", "ml_concepts", "experimentation", "coding"})
"""Kinds of round in which clarifying questions come first."""
FOLLOW_UPS: frozenset[str] = frozenset({"probe", "challenge", "quantify", "tradeoff"})

_NUMBER_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ANNOUNCED = re.compile(
    r"\b(two|three|four|five|six|[2-6]) (main |big |key )?"
    r"(parts?|pillars?|steps?|pieces?|stages?|areas?|things|points|components|sections)\b",
    re.IGNORECASE,
)
_STRUCTURE = re.compile(
    r"\b(i('ll| will| would|'d) (start with|structure|split|break|organi[sz]e|go through|cover|walk)|"
    r"let me (start|split|break|structure|outline)|here'?s (my|the) (plan|outline|structure)|my plan is|"
    r"at a high level|"
    r"first(ly)?[,:].*\b(second(ly)?|then|next)\b)",
    re.IGNORECASE | re.DOTALL,
)
_ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|finally|lastly)(ly)?\b|(?m:^\s*(\d+[.)]|[-*•]))|\(\d\)", re.IGNORECASE
)


def communication(kind: str, turns: Sequence[Turn], assessment: Assessment, seconds: float | None) -> Communication:
    """Measure one round. `seconds` is the active time, or None where nobody measured it."""
    said = [(number, turn) for number, turn in enumerate(turns, 1) if turn.speaker == "candidate"]
    words = sum(len(turn.text.split()) for _, turn in said)
    first = next((turn.text for _, turn in said if not read_intent(turn.text).mostly_questions), "")
    announced = _announced(first)
    return Communication(
        asked_before_designing=_asked(said) if kind in DESIGNING and said else None,
        announced_structure=bool(announced or _STRUCTURE.search(first[:1500])) if first else None,
        kept_structure=_kept(first, announced) if announced else None,
        answered_the_probe=_answered(turns, assessment),
        closed=_closed(turns),
        words=words,
        words_per_minute=round(60 * words / seconds, 1) if seconds else None,
    )


def _asked(said: Sequence[tuple[int, Turn]]) -> bool:
    return bool(read_intent(said[0][1].text).questions)


def _announced(first: str) -> int:
    """How many parts the first answer announces; 0: none."""
    found = _ANNOUNCED.search(first[:1500])
    if not found:
        return 0
    count = found.group(1).lower()
    return _NUMBER_WORDS.get(count) or int(count)


def _kept(first: str, announced: int) -> bool:
    return len(_ORDINAL.findall(first)) >= announced


def _answered(turns: Sequence[Turn], assessment: Assessment) -> float | None:
    """Share of the follow-ups whose next answer gave evidence on the criterion that was asked about."""
    outcomes = []
    evidence = {(row.id, quote.turn) for row in assessment.criteria for quote in row.quotes}
    for number, turn in enumerate(turns, 1):
        if turn.speaker == "interviewer" and turn.move in FOLLOW_UPS and turn.criterion and number < len(turns):
            outcomes.append((turn.criterion, number + 1) in evidence)
    return round(sum(outcomes) / len(outcomes), 2) if outcomes else None


def _closed(turns: Sequence[Turn]) -> bool | None:
    for number, turn in enumerate(turns):
        if turn.move == "close":
            return any(later.speaker == "candidate" for later in turns[number + 1 :])
    return None
