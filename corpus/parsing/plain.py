"""Plain text, well kept or badly scraped, into blocks.

Levels of headings: 1 a stage ("Onsite — 15 min"), 2 the category after it, 3 a topic, 4 a section. A topic whose
heading was lost gets an empty one, to be named from what the document says elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from corpus.parsing.blocks import Block, Document, join
from corpus.parsing.glue import Glue
from corpus.parsing.sections import section_of

_STAGE = re.compile(r".{2,60}\s[—–-]\s\d+\s*min(?:utes)?\.?\Z", re.IGNORECASE)
_BULLET = re.compile(r"(?:[-*•‣▪·]|\d{1,2}[.)])\s+(?=\S)")
_NEXT_BULLET = re.compile(r"(?<=[.!?])\s+-(?=\s+[A-Z]|\s*\Z)")
_LABEL = re.compile(r"(?P<label>[A-Z][\w ]{2,30})(?P=label)(?=\s[—–:-])")
_POINTER = re.compile(
    r"(?P<name>.{3,120}?)\s*(?:\([^)]*\))?\s[—–-]+\s(?:covered|treated|see)\b.{0,40}\b(?:under|in|below|above)\b", re.I
)
_STARTER = re.compile(r"(?:pitfall|tip|note|warning|example)s?:\s", re.IGNORECASE)
_ENDS = (".", "!", "?", ":", ".”", '."', ".)", "?”", '?"', "!)")
# fmt: off
_SMALL_WORDS = frozenset((
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "vs", "with", "your",
))
# fmt: on
_HARD_WRAP = 120
"""A text with empty lines whose lines are all shorter than this was wrapped by its writer."""


@dataclass
class _Open:
    """A block that is being read."""

    kind: Literal["bullet", "paragraph"]
    pieces: list[tuple[str, int]] = field(default_factory=list)

    def finished(self) -> bool:
        return bool(self.pieces) and self.pieces[-1][0].endswith(_ENDS)


def read_plain(text: str) -> Document:
    """Return the document's blocks; `title` is its first line where that reads like one."""
    lines = [line.strip() for line in text.split("\n")]
    first = next((number for number, line in enumerate(lines) if line), 0)
    title = lines[first] if _title_like(lines[first]) and section_of(lines[first]) is None else ""
    if title:
        lines[first] = ""
    reader = _Reader(lines)
    blocks = reader.read()
    return Document(title, tuple(_with_topics(blocks)), tuple(reader.pointers))


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.pointers: list[str] = []
        self._lines = lines
        self._blocks: list[Block] = []
        self._open: _Open | None = None
        self._sectioned = any(section_of(line) for line in lines if line and len(line) < 200)
        widths = [len(line) for line in lines if line]
        self._width = max(widths, default=0)
        # Lines that end where the writer's editor broke them, and empty ones between paragraphs.
        self._hard_wrapped = self._width <= _HARD_WRAP and "" in "\n".join(lines).strip().split("\n")
        going_on = self._continuations()
        self._glued = going_on
        self._glue = Glue(line for number, line in enumerate(lines) if number not in going_on)

    def read(self) -> list[Block]:
        after_stage = False
        for number, line in enumerate(self._lines, 1):
            if not line:
                self._close()
                continue
            level = self._heading_level(number, line, after_stage)
            if level:
                self._close()
                self._blocks.append(Block("heading", line, number, number, level))
                after_stage = level == 1
                continue
            after_stage = False
            self._take(number, line)
        self._close()
        return self._blocks

    def _continuations(self) -> set[int]:
        """Return the indices of lines that go on with a sentence, or start with code after a lone dash."""
        if self._hard_wrapped:
            return set()
        found = set()
        for number, line in enumerate(self._lines):
            before = self._lines[number - 1] if number else ""
            if before == "-" or before.endswith(" -"):
                if re.match(r"[A-Z][a-z]+[A-Z]", line):
                    found.add(number)
            elif before and not before.endswith(_ENDS) and not self._is_marked(line) and not self._is_heading(before):
                found.add(number)
        return found

    def _is_marked(self, line: str) -> bool:
        return line == "-" or bool(_BULLET.match(line) or _STARTER.match(line)) or self._is_heading(line)

    def _is_heading(self, line: str) -> bool:
        return section_of(line) is not None or bool(_STAGE.match(line))

    def _heading_level(self, number: int, line: str, after_stage: bool) -> int:
        if section_of(line) is not None:
            return 4
        if _STAGE.match(line):
            return 1
        if after_stage and _title_like(line):
            return 2
        if self._open is not None and not self._open.finished() and self._open.kind == "bullet":
            return 0
        return 3 if self._sectioned and _title_like(line) and self._section_follows(number) else 0

    def _section_follows(self, number: int) -> bool:
        """Tell whether one of the next three lines that are not blank is the heading of a section."""
        ahead = [line for line in self._lines[number : number + 8] if line][:3]
        return any(section_of(line) for line in ahead) and not ahead[0][0].islower()

    def _take(self, number: int, line: str) -> None:
        line = _LABEL.sub(lambda found: found["label"], line)
        mended = self._glue.mend(line) if number - 1 in self._glued else line
        pieces = _NEXT_BULLET.split(mended)
        for position, piece in enumerate(pieces):
            piece = piece.strip()
            if position or piece == "-":
                self._close()
                self._open = _Open("bullet")
                piece = piece.removeprefix("-").strip()
            marker = _BULLET.match(piece)
            if marker:
                self._close()
                self._open = _Open("bullet")
                piece = piece[marker.end() :]
            if piece:
                self._add(piece, number)

    def _add(self, piece: str, number: int) -> None:
        if self._open is not None and self._open.pieces:
            before = self._open.pieces[-1]
            whole = not self._open.finished() and not _STARTER.match(piece)
            if not whole and before[1] != number and not self._wrapped(before[1], piece):
                self._close()
        if self._open is None:
            self._open = _Open("paragraph")
        self._open.pieces.append((piece, number))

    def _wrapped(self, before: int, piece: str) -> bool:
        """Tell whether the line break came only because the next word no longer fitted."""
        word = piece.split(maxsplit=1)[0]
        return self._hard_wrapped and len(self._lines[before - 1]) + 1 + len(word) > self._width * 0.9

    def _close(self) -> None:
        block, self._open = self._open, None
        if block is None or not block.pieces:
            return
        text, starts = join(block.pieces)
        pointer = _POINTER.match(text) if len(text) < 200 else None
        if pointer:
            self.pointers.append(pointer["name"])
            return
        self._blocks.append(Block(block.kind, text, block.pieces[0][1], block.pieces[-1][1], starts=starts))


def _title_like(line: str) -> bool:
    """Tell whether a line reads like a title: short, no end of a sentence, most words with a capital."""
    words = re.findall(r"[^\W\d_][\w'’./-]*", line)
    if (
        _STARTER.match(line)
        or not 1 <= len(words) <= 14
        or len(line) > 100
        or line.endswith((*_ENDS, ",", ";", "-"))
        or "://" in line
    ):
        return False
    big = [word for word in words if word.lower() not in _SMALL_WORDS]
    return line[0].isupper() and bool(big) and sum(word[0].isupper() for word in big) >= 0.7 * len(big)


def _with_topics(blocks: list[Block]) -> list[Block]:
    """Insert an empty topic heading where a run of sections starts that has none."""
    out: list[Block] = []
    seen: set[str] = set()
    named = False
    for block in blocks:
        if block.kind == "heading" and block.level < 4:
            seen, named = set(), block.level == 3
        elif block.kind == "heading":
            found = section_of(block.text)
            section = found[0] if found else ""
            restart = section == "what_is_tested" and section in seen | {"practice"} and bool(seen)
            if restart or (not seen and not named):
                lead = _lead_in(out, bool(seen))
                out.insert(
                    len(out) - lead, Block("heading", "", out[-lead].line if lead else block.line, block.line, 3)
                )
                seen = set()
            seen.add(section)
            named = True
        out.append(block)
    return out


def _lead_in(before: list[Block], after_sections: bool) -> int:
    """Return how many of the last blocks introduce the topic that starts now."""
    count = 0
    while count < len(before) and before[-1 - count].kind != "heading":
        count += 1
    if after_sections:
        return min(count, 1)
    return count if count < len(before) else 0
