"""What every format is read into: headings, bullets and paragraphs that know their lines."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from typing import Literal

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, bullet or paragraph."""

    kind: Literal["heading", "bullet", "paragraph"]
    text: str
    line: int
    """First line in the source, from 1."""
    end_line: int
    level: int = 0
    """Of a heading: 1 is the outermost."""
    anchor: str = ""
    """Given explicitly in the source, as in `{#anchor}`."""
    starts: tuple[tuple[int, int], ...] = ()
    """(offset in text, line) of each source line, in order; empty where the block is one line's."""

    def lines_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and the last source line of text[start:end]."""
        if not self.starts:
            return self.line, self.end_line
        offsets = [offset for offset, _ in self.starts]
        first = self.starts[max(0, bisect.bisect_right(offsets, start) - 1)][1]
        last = self.starts[max(0, bisect.bisect_right(offsets, max(start, end - 1)) - 1)][1]
        return first, last


@dataclass(frozen=True, slots=True)
class Document:
    """A guide in reading order."""

    title: str
    """May be empty: the caller then names it after its file."""
    blocks: tuple[Block, ...]
    pointers: tuple[str, ...] = ()
    """Names of topics that the guide says are treated elsewhere in it."""
    topic: tuple[str, str] | None = None
    """(slug, name) where front matter names the one topic."""


def slug(text: str, limit: int = 60) -> str:
    """Return the text in lower-case letters, digits and dashes, cut at a dash near `limit` characters."""
    whole = _NOT_SLUG.sub("-", text.lower()).strip("-")
    return whole if len(whole) <= limit else whole[:limit].rsplit("-", 1)[0]


def join(pieces: list[tuple[str, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Join (text, line) pieces with a space where one belongs; return the text and the lines' starts."""
    text, starts = "", []
    for piece, line in pieces:
        if text and not text.endswith(("(", "[", "“", "/")) and not piece.startswith((".", ",", ";", ":", ")", "”")):
            text += " "
        starts.append((len(text), line))
        text += piece
    return text, tuple(starts)


def sniff(text: str, suffix: str) -> Literal["markdown", "html", "plain"]:
    """Tell the format from the file's suffix, else from the text itself."""
    suffix = suffix.lower()
    if suffix in {".md", ".markdown", ".mkd", ".mdown"}:
        return "markdown"
    if suffix in {".html", ".htm", ".xhtml"}:
        return "html"
    head = text[:2_000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html")):
        return "html"
    headings = len(re.findall(r"^#{1,6} \S", text, re.MULTILINE))
    return "markdown" if headings >= 2 else "plain"
