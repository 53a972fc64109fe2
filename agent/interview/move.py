"""A chosen move: what the interviewer does next, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agent.models import Move


@dataclass(frozen=True)
class NextMove:
    """A move with its aim and its reason."""

    move: Move
    why: str
    criterion: str | None = None
    facts: tuple[int | None, ...] = ()
    phrase: str = ""
    """Which set of phrases the embedded voice draws from; empty: the set named like the move."""
    then: Literal["answer", "code", "score"] = "answer"
