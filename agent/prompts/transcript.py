"""A transcript as untrusted data inside a prompt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.models import Turn

LONGEST_LINE = 12_000
"""Characters of one line that a model gets to see."""

_TAG = re.compile(r"<(\s*/?\s*transcript)", re.IGNORECASE)


def fenced(turns: Sequence[Turn]) -> str:
    """Numbered lines with their speakers; tags that could close the fence are defused."""
    return "\n".join(f"[{number}] {turn.speaker}: {_defused(turn.text)}" for number, turn in enumerate(turns, 1))


def _defused(text: str) -> str:
    return _TAG.sub(lambda found: f"‹{found.group(1)}", text[:LONGEST_LINE])
