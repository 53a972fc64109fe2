"""What a voice is told, and what it gives back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from agent.events import Citation, Decided
from agent.models import Quote, Turn
from rubrics.schema import Criterion, OpeningFact, Question

Emit = Callable[[str], None]
"""Takes a piece of text as it comes."""


@dataclass(frozen=True)
class Brief:
    """One move to be phrased."""

    question: Question
    decided: Decided
    turns: tuple[Turn, ...]
    said: frozenset[str]
    """Everything the interviewer said in this session."""
    facts: tuple[OpeningFact, ...] = ()
    """The facts of the question that the move refers to by index."""
    quote: Quote | None = None
    """The candidate's words that the move takes up."""
    variant: int = 0
    """Seed for the choice among equal phrases."""
    minutes_left: int | None = None
    """Whole minutes left in the round; None: not known."""
    outcome: str = ""
    """The verdict of a submission, in words."""

    @property
    def criterion(self) -> Criterion | None:
        """The criterion aimed at."""
        wanted = self.decided.criterion
        return next((c for c in self.question.all_criteria() if c.id == wanted), None)


@dataclass(frozen=True)
class Phrased:
    """A move in words."""

    text: str
    voice: Literal["embedded", "llm"]
    citations: tuple[Citation, ...] = ()


class Voice(Protocol):
    """Puts a move into words. Raises ModelFailure where a model fails."""

    def phrase(self, brief: Brief, emit: Emit, cancel: threading.Event) -> Phrased:
        """Text of one reply; `emit` may be given its pieces on the way."""
        ...
