"""Spaces that a scraper lost around code spans: `AllReducefor` is "AllReduce for".

Scrapers that drop the markup of inline code put the span at the start of a line and glue what follows to it.
Only lines that go on with an unfinished sentence are mended, so that identifiers elsewhere stay as they are.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable

_PIECE = re.compile(r"[A-Za-z0-9_@^]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CODE_SIGN = re.compile(r"[A-Z0-9_@^]")
_PERCENTILE = re.compile(r"(p\d\d)([A-Z]{2,})\Z")
_BEFORE_OPERATOR = re.compile(r"\b([a-z]{5,})(?=\s?[*/+]\s?[a-z])")
# fmt: off
_SHORT_TAILS = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "for", "from", "if", "in", "into", "is", "it",
    "like", "may", "must", "of", "on", "only", "or", "per", "so", "than", "that", "the", "then", "to", "use", "via",
    "when", "where", "which", "while", "will", "with",
))
# fmt: on
# fmt: off
_SHORT_HEADS = frozenset((
    "and", "avoid", "by", "call", "for", "from", "in", "like", "of", "or", "per", "prefer", "set", "the", "to",
    "use", "using", "via", "with",
))
# fmt: on


class Glue:
    """Mends lines by the words of the document and of a general vocabulary."""

    def __init__(self, sound_lines: Iterable[str]) -> None:
        """Take the words of the lines that are not glued."""
        self._words = {word for line in sound_lines for word in _PIECE.findall(line)}

    def mend(self, line: str) -> str:
        """Return the line with its lost spaces put back."""
        line = _BEFORE_OPERATOR.sub(lambda found: self._split_operand(found[1], line), line)
        line = re.sub(r"(?<=\))(?=[A-Za-z]{2})", " ", line)
        line = re.sub(r"(?<=[\w).])([;,])(?=[A-Za-z])", r"\1 ", line)
        line = re.sub(r"(?<=\w)—\s+(?=\w)", " — ", line)
        return _PIECE.sub(lambda found: self._split(found[0], at_start=found.start() == 0), line)

    def _split(self, piece: str, at_start: bool) -> str:
        if len(piece) > 60 or self._known(piece):
            return piece
        for found in _HUMP.finditer(piece):
            left = piece[: found.start()]
            acronym = piece[found.start() :][:2].isupper()
            if left in _SHORT_HEADS or (acronym and left.islower() and len(left) >= 4 and self._known(left)):
                return f"{left} {self._split(piece[found.start() :], at_start=True)}"
        for head in _SHORT_HEADS:
            rest = piece.removeprefix(head)
            if rest != piece and len(rest) >= 4 and (head == "via" or (head in {"and", "using"} and "_" in rest)):
                return f"{head} {rest}"
        return self._split_tail(piece, at_start)

    def _split_tail(self, piece: str, at_start: bool) -> str:
        """Split code from the word after it, at the longest tail that is a word."""
        percentile = _PERCENTILE.match(piece)
        if percentile:
            return f"{percentile[1]} {percentile[2]}"
        humps = _HUMP.split(piece)
        if len(humps) > 1 and self._known(humps[-1]):
            return piece
        for at in range(3, len(piece) - 1):
            head, tail = piece[:at], piece[at:]
            if not (tail.isalpha() and tail.islower() and self._is_tail(tail)):
                continue
            signed = _CODE_SIGN.search(head) is not None
            if at_start or (signed and (head in self._words or head[-1].isupper() or len(humps) > 1 or "_" in head)):
                return f"{head} {tail}"
        return piece

    def _split_operand(self, piece: str, line: str) -> str:
        """Split a word from the name of a variable that the line's formula uses again."""
        for at in range(4, len(piece)):
            if self._known(piece[:at]) and re.search(rf"\b{piece[at:]}\b", line):
                return f"{piece[:at]} {piece[at:]}"
        return piece

    def _is_tail(self, tail: str) -> bool:
        if tail in _SHORT_TAILS:
            return True
        return len(tail) > 3 and (tail in self._words or (len(tail) > 4 and self._known(tail)))

    def _known(self, word: str) -> bool:
        if word in self._words or word in _SHORT_TAILS:
            return True
        lower = word.lower()
        stems = (lower, lower.removesuffix("s"), lower.removesuffix("ed"), lower.removesuffix("d"))
        return word[1:].islower() and any(len(stem) >= 3 and stem in _vocabulary() for stem in stems)


@functools.cache
def _vocabulary() -> frozenset[str]:
    """Return the whole words among the encoder's word pieces: frequent English."""
    from corpus.encoder import TOKENIZER_PATH

    pieces = json.loads(TOKENIZER_PATH.read_text(encoding="utf-8"))["model"]["vocab"]
    return frozenset(piece for piece in pieces if piece.isalpha())
