"""Tokens that an endpoint was sent and sent back, counted across threads; what they cost, where prices are known."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

CHARACTERS_A_TOKEN = 4
"""For endpoints that do not report usage: about what English text has. Such counts are marked as estimated."""


@dataclass(frozen=True)
class Usage:
    """Tokens of some calls."""

    prompt: int = 0
    completion: int = 0
    estimated: bool = False
    """Whether an endpoint left a count out, so that characters were counted."""

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.prompt + other.prompt, self.completion + other.completion, self.estimated or other.estimated)

    @property
    def total(self) -> int:
        """Both together."""
        return self.prompt + self.completion


@dataclass(frozen=True)
class Prices:
    """Money a million tokens, in whatever currency the user counts in; None: not known."""

    prompt: float | None = None
    completion: float | None = None

    def cost(self, used: Usage) -> float | None:
        """What the tokens cost; None where a price is not known."""
        if self.prompt is None or self.completion is None:
            return None
        return (used.prompt * self.prompt + used.completion * self.completion) / 1e6


@dataclass
class Tally:
    """Counts calls until it is read. Calls come from the loop's thread, reading from the session's."""

    _usage: Usage = Usage()
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, messages: Sequence[tuple[str, str]], text: str, prompt: int | None, completion: int | None) -> None:
        """Count one call: what the endpoint reported, else an estimate from the characters."""
        counted = Usage(
            prompt if prompt is not None else sum(len(content) for _, content in messages) // CHARACTERS_A_TOKEN,
            completion if completion is not None else len(text) // CHARACTERS_A_TOKEN,
            prompt is None or completion is None,
        )
        with self._lock:
            self._usage += counted

    def take(self) -> Usage:
        """What was counted since the last call of this."""
        with self._lock:
            taken, self._usage = self._usage, Usage()
        return taken
