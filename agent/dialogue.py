"""What is said in a round, line by line. Frozen."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from agent.values import Value

Speaker = Literal["interviewer", "candidate"]
Move = Literal[
    "clarify", "probe", "challenge", "quantify", "tradeoff", "second_angle", "pivot", "hint", "redirect", "close"
]


class Turn(Value):
    """One line of a transcript."""

    speaker: Speaker
    text: str
    move: str | None = None
    """What the interviewer did with this line; null for the question itself and for the candidate."""
    criterion: str | None = None
    """The criterion that the interviewer aimed at."""


class Quote(Value):
    """The candidate's own words, as they stand in the transcript."""

    turn: int = Field(ge=1)
    """Line of the transcript, counted from 1 over both speakers."""
    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    """Offsets in code points of that line: `line[start:end] == text`."""
