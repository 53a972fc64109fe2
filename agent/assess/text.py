"""Splitting what was said into sentences and clauses with exact offsets, and into words and stems."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

Range = tuple[int, int]
"""A half-open range of code points."""

SENTENCE_WORDS = 45
"""A longer sentence is cut at a clause."""
SENTENCE_CHARACTERS = 600
CLAUSE_WORDS = 4
"""No clause is shorter."""

FUNCTION_WORDS = frozenset(
    """a about above after again against all also although am an and another any are as at be because been before
    being below between both but by can cannot could d did do does doing don down during each either else even ever
    every few for from further get gets getting give go goes going got had has have having he her here hers him his
    how however i if in instead into is it its itself just let like ll m many may maybe me might mine more most much
    must my myself neither no nor not now of off often ok okay on once one only onto or other others our ours out over
    own per perhaps quite rather re really s same see she should since so some something still such t than that the
    their theirs them then there therefore these they thing things this those though through thus to too um under
    until up upon us use used uses using ve very was way we well were what when where whether which while who whom
    whose why will with within without would yes yet you your yours""".split()
)
"""Words that say nothing of a topic; a fluent answer is nearly half made of them."""

_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|etc|approx|cf|resp|rel|dr|mr|mrs|ms|no|fig|eq|incl|max|min|w\.r\.t|a\.s|s\.e|ca|st|prob)|\b[a-z])\.$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…。！？]+[\"'”’)\]]*(?=\s)|\n+|;(?=\s)")
_CLAUSE = re.compile(r"[,;:—–](?=\s)|\s-+(?=\s)|\s(?=(?:but|because|so|whereas|while|which|since|then)\s)")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def legible(text: str) -> str:
    """Return the text with control characters and lone surrogates as spaces; every offset stays as it was."""
    return _UNSAFE.sub(" ", text)


def words(text: str) -> list[str]:
    """Return the words in lower case; a number is a word, punctuation is none."""
    return [match.group().lower() for match in _WORD.finditer(text)]


def stems(text: str) -> list[str]:
    """Return the stems of the content words (Snowball's English stemmer), in order, repetitions kept."""
    return [stem(word) for word in words(text) if word not in FUNCTION_WORDS]


@functools.lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of one lower-case word; very long ones are left alone."""
    return word if len(word) > 40 else str(_stemmer().stemWord(word))


def sentences(text: str, limit: int) -> list[Range]:
    """Return at most `limit` sentences of a text, in order, without the white space around them.

    A line break, the end of a sentence and a semicolon end one; a fragment of under three words joins its neighbour
    on the same line, and one that is too long is cut at its clauses.
    """
    found: list[Range] = []
    for start, end in _pieces(text):
        fragment = len(words(text[start:end])) < 3
        if found and "\n" not in text[found[-1][1] : start]:
            previous = found[-1]
            if (fragment or len(words(text[slice(*previous)])) < 3) and end - previous[0] < SENTENCE_CHARACTERS:
                found[-1] = (previous[0], end)
                continue
        if len(found) >= limit:
            break
        found.extend(_cut(text, start, end))
    return found[:limit]


def clauses(text: str, start: int, end: int) -> list[Range]:
    """Return the clauses of one sentence, each of `CLAUSE_WORDS` words or more; the sentence itself if there is one."""
    found: list[Range] = []
    since = start
    for match in _CLAUSE.finditer(text, start, end):
        at = match.end()
        if len(words(text[since:at])) >= CLAUSE_WORDS and len(words(text[at:end])) >= CLAUSE_WORDS:
            found.append((since, at))
            since = at
    return [*found, (since, end)]


def _pieces(text: str) -> Iterator[Range]:
    since = 0
    for match in _STOP.finditer(text):
        if match.group()[0] == "." and _ABBREVIATION.search(text, max(since, match.end() - 12), match.end()):
            continue
        yield from _stripped(text, since, match.end())
        since = match.end()
    yield from _stripped(text, since, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[Range]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _cut(text: str, start: int, end: int) -> list[Range]:
    """Cut an over-long sentence into parts within both limits: at clauses, else at words, else anywhere."""
    if end - start <= SENTENCE_CHARACTERS and len(words(text[start:end])) <= SENTENCE_WORDS:
        return [(start, end)]
    parts: list[Range] = []
    since, count, at_clause = start, 0, start
    position = start
    for match in _WORD.finditer(text, start, end):
        if match.end() - since > SENTENCE_CHARACTERS or count >= SENTENCE_WORDS:
            at = at_clause if at_clause > since + 1 else max(position, since + 1)
            parts.append((since, at))
            count = len(words(text[at : match.start()]))
            since = at
        while match.end() - since > SENTENCE_CHARACTERS:
            parts.append((since, since + SENTENCE_CHARACTERS))
            since += SENTENCE_CHARACTERS
        count += 1
        position = match.end()
        if text[position : position + 1] in {",", ";", ":"}:
            at_clause = position + 1
    while end - since > SENTENCE_CHARACTERS:
        parts.append((since, since + SENTENCE_CHARACTERS))
        since += SENTENCE_CHARACTERS
    parts.append((since, end))
    return [inner for part in parts for inner in _stripped(text, *part)]


@functools.cache
def _stemmer():  # type: ignore[no-untyped-def]
    import snowballstemmer

    return snowballstemmer.stemmer("english")
