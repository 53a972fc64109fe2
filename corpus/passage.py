"""A citable unit of a guide."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

MAX_WORDS = 120
"""No passage is longer."""
MAX_CHARACTERS = 4_000
"""Nor longer than this, whatever a word is in its source."""

OVERVIEW = "overview"
"""The topic of what a guide says before its first topic; not listed among a guide's topics."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A bullet, a pitfall with its explanation, or a paragraph (or a piece of a long one)."""

    guide: str
    """The guide's id."""
    topic: str
    """The topic's slug."""
    topic_name: str
    """The topic as the guide calls it."""
    section: str
    """One of `corpus.parsing.sections.SECTIONS`, or "note" or "text"."""
    title: str
    """The worked example, second angle or sub-heading that it belongs to; may be empty."""
    text: str
    """At most 120 words."""
    line: int
    """First line in the source, from 1."""
    end_line: int
    """Last line in the source."""
    anchor: str = ""
    """The bullet's own anchor, else the slug of the heading above it."""
    repeat: int = 0
    """How many passages of the guide with the same words come before it."""

    @property
    def searched(self) -> str:
        """The text that is indexed: topic, title, passage."""
        return ". ".join(part for part in (self.topic_name, self.title, self.text) if part)

    @property
    def id(self) -> str:
        """Stable: depends on the guide, topic, section and words, not on where the passage stands."""
        parts = (self.guide, self.topic, self.section, self.searched, str(self.repeat))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]

    def as_row(self) -> dict[str, Any]:
        """The fields as JSON values; `Passage(**row)` gives the passage back."""
        return asdict(self)
