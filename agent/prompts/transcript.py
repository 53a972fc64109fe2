"""A transcript as untrusted data inside a prompt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.models import Turn

LONGEST_LINE = 12_000
"""Characters of one line that a model gets to see."""

_TAG = re.compile(r"<(\s*/?\s*transcript|\|)", re.IGNORECASE)
"""What could close the fence, or pass for a chat template's marker such as `<|im_end|>`."""
CONTINUED = "\n    "
"""A further line of the same turn: indented, so that it cannot pass for another speaker's."""


def fenced(turns: Sequence[Turn]) -> str:
    """Numbered lines with their speakers; tags and line breaks cannot leave a turn."""
    return "\n".join(f"[{number}] {turn.speaker}: {_defused(turn.text)}" for number, turn in enumerate(turns, 1))


def _defused(text: str) -> str:
    shown = _TAG.sub(lambda found: f"‹{found.group(1)}", text[:LONGEST_LINE])
    return CONTINUED.join(shown.splitlines())
