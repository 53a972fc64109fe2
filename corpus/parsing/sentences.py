"""Cutting long text at the ends of its sentences."""

from __future__ import annotations

import math
import re

from corpus.passage import MAX_CHARACTERS, MAX_WORDS

_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“(\[]?[A-Z0-9])")
_SOFT = re.compile(r"(?<=[;:])\s+|\s+(?=\(\d\)\s)")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|vs|al|cf|Dr|Mr|Ms|Prof|Fig|Eq|No|St|etc)|\b[A-Z])\.\Z")


def split(text: str, words: int = MAX_WORDS) -> list[tuple[int, int]]:
    """Return half-open ranges of the text of at most `words` words each, of about equal length.

    They end at sentence ends; a sentence that is too long is cut at semicolons and enumerations, then between
    words, and a word of more than 4,000 characters within it.
    """
    if len(text.split()) <= words and len(text) <= MAX_CHARACTERS:
        return [(0, len(text))] if text.strip() else []
    atoms: list[tuple[int, int]] = []
    for start, end in _cut(text, 0, len(text), _END):
        if _fits(text, start, end, words):
            atoms.append((start, end))
            continue
        for soft_start, soft_end in _cut(text, start, end, _SOFT):
            if _fits(text, soft_start, soft_end, words):
                atoms.append((soft_start, soft_end))
            else:
                atoms.extend(_by_words(text, soft_start, soft_end, words))
    return _gather(text, atoms, words)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; an abbreviation ends none."""
    return [text[start:end].strip() for start, end in _cut(text, 0, len(text), _END)]


def _fits(text: str, start: int, end: int, words: int) -> bool:
    return end - start <= MAX_CHARACTERS and len(text[start:end].split()) <= words


def _cut(text: str, start: int, end: int, boundary: re.Pattern[str]) -> list[tuple[int, int]]:
    pieces, at = [], start
    for found in boundary.finditer(text, start, end):
        if boundary is _END and _ABBREVIATION.search(text, max(at, found.start() - 8), found.start()):
            continue
        pieces.append((at, found.start() + len(found[0].rstrip())))
        at = found.end()
    pieces.append((at, end))
    return [(a, b) for a, b in pieces if text[a:b].strip()]


def _by_words(text: str, start: int, end: int, words: int) -> list[tuple[int, int]]:
    found = [match.span() for match in re.finditer(rf"\S{{1,{MAX_CHARACTERS}}}", text[start:end])]
    pieces: list[tuple[int, int]] = []
    count = 0
    for low, high in found:
        low, high = low + start, high + start
        if pieces and count < words and high - pieces[-1][0] <= MAX_CHARACTERS:
            pieces[-1] = (pieces[-1][0], high)
            count += 1
        else:
            pieces.append((low, high))
            count = 1
    return pieces


def _gather(text: str, atoms: list[tuple[int, int]], words: int) -> list[tuple[int, int]]:
    """Put neighbours together up to the limit, aiming at pieces of equal length."""
    sizes = [len(text[a:b].split()) for a, b in atoms]
    aim = sum(sizes) / math.ceil(sum(sizes) / words)
    pieces: list[tuple[int, int]] = []
    count = 0
    for (start, end), size in zip(atoms, sizes, strict=True):
        fits = pieces and count + size <= words and end - pieces[-1][0] <= MAX_CHARACTERS
        if fits and count + size / 2 <= aim:
            pieces[-1] = (pieces[-1][0], end)
            count += size
        else:
            pieces.append((start, end))
            count = size
    return pieces
