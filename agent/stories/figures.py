"""Figures in a told text: the number, its unit, and the words around it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rubrics.words import content_words

AROUND = 70
"""Characters on each side of a number in which the words stand that say what it counts; never over a sentence's end."""
_NUMBER = re.compile(
    r"(?<![\w.])(?P<value>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    r"(?P<scale>\s?(?:k\b|thousand\b|million\b|billion\b))?"
    r"(?:\s?(?P<unit>%|percent\b|per cent\b|percentage points?\b|euros?\b|eur\b|€|dollars?\b|usd\b|\$|pounds?\b|"
    r"milliseconds?\b|ms\b|seconds?\b|s\b|minutes?\b|min\b|hours?\b|h\b|days?\b|weeks?\b|months?\b|years?\b|"
    r"gb\b|mb\b|tb\b|times\b|x\b))?",
    re.IGNORECASE,
)
_SCALE = {"k": 1e3, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_SAME_UNIT = {
    "percent": "%", "per cent": "%", "percentage point": "points", "percentage points": "points",
    "euros": "euro", "eur": "euro", "€": "euro", "second": "s", "milliseconds": "ms", "millisecond": "ms",
    "dollar": "dollar", "dollars": "dollar", "usd": "dollar", "$": "dollar", "pounds": "pound", "seconds": "s",
    "minutes": "minute", "min": "minute", "hours": "hour",
    "h": "hour", "days": "day", "weeks": "week", "months": "month", "years": "year", "times": "x",
}  # fmt: skip
_PAIR = re.compile(
    r"\s*(?:to|and|or|instead of|against|rather than|not|and not|versus|vs\.?|-|–|->|→)\s*(?:about|around|only)?\s*\Z",
    re.IGNORECASE,
)
"""What stands between two numbers that share the unit of the second."""
_BREAK = re.compile(r"[.!?;](?=\s)|\n")
_CURRENCY = {"$": "dollar", "€": "euro", "£": "pound"}


@dataclass(frozen=True)
class Figure:
    """A number where it stands."""

    value: float
    unit: str
    """Its unit in one spelling; empty for a bare count."""
    about: frozenset[str]
    """Stems of the words around it, and the other numbers among them."""
    start: int
    end: int

    @property
    def is_year(self) -> bool:
        """Whether it reads as a calendar year."""
        return not self.unit and 1950 <= self.value <= 2100 and self.value.is_integer()


def figures(text: str) -> list[Figure]:
    """The numbers written in digits, in order. In "from 6.1 to 4.4 percent" both are percent."""
    matches = list(_NUMBER.finditer(text))
    values = [_value(match) for match in matches]
    units = [_unit(text, match) for match in matches]
    for at in range(len(matches) - 2, -1, -1):
        if not units[at] and _PAIR.match(text[matches[at].end() : matches[at + 1].start()]):
            units[at] = units[at + 1]
    found = []
    for at, match in enumerate(matches):
        left, right = _reach(text, match.start(), match.end())
        stems = {word.stem for word in content_words(f"{text[left : match.start()]} {text[match.end() : right]}")}
        beside = {
            f"{value:g}"
            for other, value in zip(matches, values, strict=True)
            if other is not match and left <= other.start() and other.end() <= right
        }
        found.append(Figure(values[at], units[at], frozenset(stems | beside), *match.span()))
    return found


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around a range of `text`, as it stands there."""
    left = max((m.end() for m in _BREAK.finditer(text, 0, start)), default=0)
    right = next((m.start() + 1 for m in _BREAK.finditer(text, end)), len(text))
    return text[left:right].strip()


def _value(match: re.Match[str]) -> float:
    plain = float(match["value"].replace(",", "") + (match["fraction"] or ""))
    return plain * _SCALE.get((match["scale"] or "").strip().lower(), 1.0)


def _unit(text: str, match: re.Match[str]) -> str:
    unit = (match["unit"] or "").lower()
    before = text[match.start() - 1] if match.start() else ""
    return _CURRENCY.get(before, _SAME_UNIT.get(unit, unit))


def _reach(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where the words lie that say what a number counts."""
    left = max((m.end() for m in _BREAK.finditer(text, max(0, start - AROUND), start)), default=max(0, start - AROUND))
    right = next((m.start() for m in _BREAK.finditer(text, end, end + AROUND)), min(len(text), end + AROUND))
    return left, right
