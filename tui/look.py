"""How things are put into words, colours and glyphs. Text of others is made safe here, and nowhere parsed as markup."""

from __future__ import annotations

import datetime
import locale
import os
import re
from typing import Final

from textual.content import Content
from textual.theme import Theme

from tui.output import printable

MAX_SHOWN: Final = 12_000
"""Characters of one text that are put on the screen; more is kept, and shown in the report file."""

THEME: Final = Theme(
    name="hotseat",
    primary="#e8955c",
    secondary="#7fb4ca",
    accent="#e8b46a",
    foreground="#dcdfe4",
    background="#16181d",
    surface="#1c1f26",
    panel="#262a33",
    success="#8fc27a",
    warning="#e3b55b",
    error="#e5736f",
    dark=True,
    variables={
        "footer-key-foreground": "#e8b46a",
        "border": "#4a5160",
        "border-blurred": "#3a414e",
        "block-cursor-blurred-background": "#2e343f",
        "scrollbar": "#3f4654",
        "scrollbar-hover": "#596273",
        "scrollbar-active": "#e8955c",
        "scrollbar-background": "#1c1f26",
        "scrollbar-background-hover": "#1c1f26",
        "scrollbar-background-active": "#1c1f26",
        "scrollbar-corner-color": "#1c1f26",
    },
)

MUTED: Final = "dim"
"""The style of what matters less; unlike a colour it works on a highlighted line, too."""

LEVELS: Final = {1: "strong no hire", 2: "below the bar", 3: "at the bar", 4: "above the bar"}

LABEL_STYLES: Final = {
    "met": "$text-success",
    "partial": "$text-warning",
    "missing": MUTED,
    "contradicted": "$text-error",
    "unscored": MUTED,
}
ELICITED: Final = {
    "unprompted": "said unprompted",
    "probed": "after a probe",
    "challenged": "after a challenge",
    "hinted": "after a hint",
    "given": "given by the interviewer",
}
VERDICTS: Final = {
    "AC": "accepted",
    "WA": "wrong answer",
    "TLE": "time limit exceeded",
    "MLE": "memory limit exceeded",
    "OLE": "output limit exceeded",
    "RE": "run-time error",
    "CE": "the code does not load",
    "IE": "our fault, not yours",
}
KINDS: Final = {
    "system_design": "System design",
    "ml_concepts": "ML concepts",
    "experimentation": "Experimentation",
    "behavioral": "Behavioral",
    "statistics": "Statistics",
    "coding": "Coding",
}
CATEGORIES: Final = {
    "coding": "Coding",
    "ml_system_design": "ML system design",
    "machine_learning": "Machine learning",
    "behavioral": "Behavioral",
    "statistics": "Statistics",
}
_ABBREVIATIONS: Final = {"gpu": "GPU", "lru": "LRU", "llm": "LLM", "ab": "A/B", "star": "STAR", "ml": "ML"}

_GLYPHS: Final = {
    "met": ("✓", "+"),
    "partial": ("~", "~"),
    "missing": ("·", "."),
    "contradicted": ("✗", "x"),
    "unscored": ("?", "?"),
    "pass": ("✓", "+"),
    "fail": ("✗", "x"),
    "bar": ("█", "#"),
    "rest": ("░", "."),
    "dot": ("·", "-"),
    "arrow": ("▸", ">"),
    "dash": ("–", "-"),
}

# Marks that reorder or hide text; `printable` shows the embedding ones, these are left.
_DIRECTION = re.compile("[\u061c\u200b-\u200f\u2060\ufeff]")


def safe(text: str, limit: int = MAX_SHOWN) -> str:
    """Text of others as it may stand on the screen: control and direction characters shown, the length bounded."""
    cut = text[:limit]
    shown = _DIRECTION.sub(lambda found: f"\\u{ord(found.group(0)):04x}", printable(cut))
    if len(text) > limit:
        shown += f"\n… {len(text) - limit:,} more characters are kept and not shown here."
    return shown


def plain(text: str, style: str = "", limit: int = MAX_SHOWN) -> Content:
    """Text of others as content, never parsed."""
    return Content.styled(safe(text, limit), style) if style else Content(safe(text, limit))


def line(text: str, limit: int = 200) -> str:
    """Text of others on one line."""
    flat = " ".join(text.split())
    return safe(flat if len(flat) <= limit else flat[: limit - 1] + "…")


def joined(*parts: str | Content | tuple[str, str]) -> Content:
    """Content of parts: strings as they are, `(text, style)` styled."""
    return Content.assemble(*parts)


def unicode_terminal() -> bool:
    """Whether block and check glyphs can be expected to show."""
    return "utf" in (locale.getpreferredencoding(False) or "").lower() and os.environ.get("TERM") != "linux"


def glyph(name: str) -> str:
    """A glyph, or its ASCII twin where the terminal may not show it."""
    return _GLYPHS[name][0 if unicode_terminal() else 1]


def words(name: str) -> str:
    """An id in words: `ab_testing` is `A/B testing`."""
    parts = [_ABBREVIATIONS.get(part, part) for part in safe(name, 120).replace("_", " ").split()]
    told = " ".join(parts)
    return told[:1].upper() + told[1:]


def kind(name: str) -> str:
    """A round's kind in words."""
    return KINDS.get(name, words(name))


def level(value: int | None) -> str:
    """A level in words."""
    return "not enough to tell" if value is None else f"{value} of 4, {LEVELS[value]}"


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds: `31:07`."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def day(stamp: str) -> str:
    """An ISO time as a day and an hour of this place's clock."""
    try:
        return datetime.datetime.fromisoformat(stamp).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return safe(stamp, 20)


def bar(share: float, width: int = 10) -> str:
    """A bar of blocks for a share from 0 to 1."""
    full = round(max(0.0, min(1.0, share)) * width)
    return glyph("bar") * full + glyph("rest") * (width - full)
