"""A chosen move: what the interviewer does next, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agent.models import Move

FOLLOW_UPS: frozenset[str] = frozenset({"probe", "challenge", "quantify", "tradeoff"})
LAST_FOLLOW_UP = 0.85
"""Share of the time after which nothing new is asked."""


@dataclass(frozen=True)
class NextMove:
    """A move with its aim and its reason."""

    move: Move
    why: str
    criterion: str | None = None
    facts: tuple[int | None, ...] = ()
    phrase: str = ""
    """Which set of phrases the embedded voice draws from; empty: the set named like the move."""
    note: str = ""
    """What was measured or judged, in words, where the phrase refers to it."""
    said: str = ""
    """The cost in time that the candidate stated, where the phrase refers to it."""
    pivot: int | None = None
    """Which of the question's pivots is taken."""
    then: Literal["answer", "code", "score"] = "answer"
