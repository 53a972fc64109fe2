"""The kinds of drill that the home screen offers, as data."""

from __future__ import annotations

from typing import Any

DRILLS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "question": ("Question", "one question, with follow-ups", {}),
    "opening": ("Openings", "ten times 90 seconds: ask, then a skeleton", {"opening": True}),
    "solve": ("Code", "a coding problem on the topic, if there is one", {"coding": "solve"}),
    "tests": ("Write tests", "cases that tell wrong programs from right ones", {"coding": "tests"}),
    "bug": ("Find the bug", "a colleague's patch fails: find the input, say why, mend it", {"coding": "bug"}),
}
"""Id, then name, explanation, and what it adds to a session's options."""
