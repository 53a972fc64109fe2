"""The sections that guides have, recognised by their headings."""

from __future__ import annotations

import re

SECTIONS: tuple[str, ...] = (
    "what_is_tested",
    "core_knowledge",
    "patterns",
    "worked_example",
    "second_angle",
    "pitfalls",
    "connections",
    "further_reading",
    "practice",
)

_NAMES: tuple[tuple[str, str], ...] = (
    (
        "what_is_tested",
        r"what(?:['’]s| is)(?: being)? (?:tested|assessed)|what (?:interviewers|they) (?:look for|test|probe)",
    ),
    ("core_knowledge", r"(?:core|key) (?:knowledge|concepts|ideas)|fundamentals|need to know"),
    ("patterns", r"(?:(?:common|key) )?patterns(?: (?:&|and) templates)?|templates"),
    ("worked_example", r"(?:a )?worked examples?"),
    ("second_angle", r"(?:a |the )?second angle|another angle"),
    ("pitfalls", r"(?:common )?(?:pitfalls|mistakes)|(?:common )?misconceptions"),
    ("connections", r"connections|related topics|where it leads"),
    ("further_reading", r"further reading|references|resources|bibliography"),
    ("practice", r"practice(?: (?:these|questions|problems))?|exercises"),
)
_HEADINGS = tuple(
    (section, re.compile(rf"(?:{names})\s*(?:[—–:-]+\s*(?P<title>\S.*))?\Z", re.IGNORECASE))
    for section, names in _NAMES
)
_TITLED = frozenset({"worked_example", "second_angle"})
_QUOTES = "\"'“”‘’"


def section_of(heading: str) -> tuple[str, str] | None:
    """Return (section, title) of a heading that names a section; the title is empty where it has none."""
    heading = heading.strip()
    if len(heading) > 200:
        return None
    for section, pattern in _HEADINGS:
        found = pattern.match(heading)
        if found:
            title = (found["title"] or "").strip().strip(_QUOTES).strip()
            return None if title and section not in _TITLED else (section, title)
    return None


def quoted_title(text: str) -> str:
    """Return the question that a worked example quotes at its start, without its quotation marks, or ""."""
    found = re.match(r"[\"“]([^\"“”]{15,200})[\"”]", text)
    return found[1].strip().rstrip(".") if found else ""
