"""What a guide says of one topic, taken apart: the shape of a good answer, its pitfalls, where it leads. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.parsing.sentences import sentences
from corpus.passage import Passage

SECTIONS_OF_POINTS = ("core_knowledge", "patterns")

_NUMBERED = re.compile(r"\s*\((\d)\)\s*")
_FIRST = re.compile(
    r"^(?:in the )?(?:first 30 ?s(?:ec(?:ond)?s?)?|frame)\b[^:]{0,20}:|\bfirst 30 seconds\b|"
    r"^also ask\b|^ask (?:if|whether)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:ask|clarify)\b(?: clarifying questions)?\s*[:—–-]?\s*", re.IGNORECASE)
_ASSUMED = re.compile(r"^(?:state|frame) assumptions?:\s*", re.IGNORECASE)
_PILLARS = re.compile(
    r"^(?:skeleton|(?:main )?pillars|(?:frame|organi[sz]e|structure)\b[^:]*\b(?:pillars?|parts?|around))[^:]*:\s*",
    re.IGNORECASE,
)
_TRADEOFF = re.compile(r"\btrade-?offs?\b", re.IGNORECASE)
_CLOSE = re.compile(r"^(?:clos(?:e|ing)\b|end with\b|if more time|with more time)", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:(?:a |an |one )?(?:common |explicit(?:ly)? |flag a |flag |state a )*(?:concrete )?trade-?offs?(?: to flag)?|"
    r"pitfalls?|tip|"
    r"clos(?:e|ing)(?: (?:by|with)[^:,]{0,40})?|skeleton[^:]*)\s*[:—–]\s*",
    re.IGNORECASE,
)
_LIST = re.compile(r",\s+(?:and |or )?|;\s+")
_HEAD = re.compile(r"^(?P<head>[^:—(;.]{3,80}?)\s*(?::|\s[–-]\s|—)\s*(?P<rest>\S.*)$", re.DOTALL)
_PIVOTS = re.compile(r"\b(?:pivots? to|ask about|connect)\s+(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A statement of the guide and where it stands."""

    text: str
    line: int
    end_line: int
    head: str = ""
    """What the guide calls it, where it does."""


@dataclass(frozen=True)
class Outline:
    """One topic of a guide."""

    guide: str
    topic: str
    name: str
    example: str = ""
    """The worked example's question."""
    asks: tuple[Piece, ...] = ()
    """What to ask in the first 30 seconds."""
    assumptions: tuple[Piece, ...] = ()
    pillars: tuple[Piece, ...] = ()
    tradeoff: tuple[Piece, ...] = ()
    close: tuple[Piece, ...] = ()
    rest: tuple[Piece, ...] = ()
    """Sentences of the worked example that are none of these."""
    angle: str = ""
    angle_points: tuple[Piece, ...] = ()
    points: tuple[Piece, ...] = ()
    """Core knowledge or patterns."""
    pitfalls: tuple[Piece, ...] = ()
    pivots: tuple[Piece, ...] = ()
    reading: tuple[Piece, ...] = ()


@dataclass
class _Parts:
    asks: list[Piece] = field(default_factory=list)
    assumptions: list[Piece] = field(default_factory=list)
    pillars: list[Piece] = field(default_factory=list)
    tradeoff: list[Piece] = field(default_factory=list)
    close: list[Piece] = field(default_factory=list)
    rest: list[Piece] = field(default_factory=list)


def outline(passages: Sequence[Passage]) -> Outline:
    """Take the passages of one topic of one guide apart. Raises ValueError where there is none."""
    if not passages:
        raise ValueError("an outline needs passages")
    of = {
        name: [p for p in passages if p.section == name]
        for name in dict.fromkeys(passage.section for passage in passages)
    }
    example, angle = of.get("worked_example", []), of.get("second_angle", [])
    parts = _worked(example)
    first = passages[0]
    return Outline(
        guide=first.guide,
        topic=first.topic,
        name=first.topic_name,
        example=example[0].title if example else "",
        asks=tuple(parts.asks),
        assumptions=tuple(parts.assumptions),
        pillars=tuple(parts.pillars),
        tradeoff=tuple(parts.tradeoff),
        close=tuple(parts.close),
        rest=tuple(parts.rest),
        angle=_angle_title(angle),
        angle_points=tuple(_angle_points(angle)),
        points=tuple(headed(p) for name in SECTIONS_OF_POINTS for p in of.get(name, [])),
        pitfalls=tuple(_pitfalls(of.get("pitfalls", []))),
        pivots=tuple(pivot for passage in of.get("connections", []) for pivot in _pivots(passage)),
        reading=tuple(_piece(p, p.text.strip("[] ")) for p in of.get("further_reading", [])),
    )


def headed(passage: Passage) -> Piece:
    """A bullet with its name apart: `Two-stage architecture: candidate ...`."""
    found = _HEAD.match(passage.text)
    if found is None or len(found["head"].split()) > 9:
        return _piece(passage, passage.text)
    return _piece(passage, passage.text, found["head"])


def _piece(passage: Passage, text: str, head: str = "") -> Piece:
    return Piece(" ".join(text.split()), passage.line, passage.end_line, " ".join(head.split()).strip(' ."“”'))


def _worked(example: Sequence[Passage]) -> _Parts:
    parts = _Parts()
    listing = False
    for passage in example:
        for number, sentence in enumerate(sentences(passage.text)):
            kind = _kind(sentence, passage.title)
            if kind == "title":
                continue
            # Pillars that stand in a list of their own follow the line that announces them.
            if kind == "rest" and listing and number == 0 and headed(passage).head:
                parts.pillars.append(headed(passage))
                continue
            listing = kind == "pillars"
            if kind == "asks":
                parts.asks += [_piece(passage, ask) for ask in _asked(sentence)]
            elif kind == "pillars":
                parts.pillars += [_piece(passage, text, head) for head, text in _pillars(sentence)]
            elif kind == "assumptions":
                parts.assumptions.append(_piece(passage, _ASSUMED.sub("", sentence)))
            else:
                {"tradeoff": parts.tradeoff, "close": parts.close, "rest": parts.rest}[kind].append(
                    _piece(passage, _LABEL.sub("", sentence))
                )
    return parts


def _kind(sentence: str, title: str) -> str:
    bare = sentence.strip(' "“”.')
    if title and bare == title.strip(' "“”.'):
        return "title"
    if _ASSUMED.match(sentence):
        return "assumptions"
    if _PILLARS.match(sentence) or len(_NUMBERED.findall(sentence)) >= 2:
        return "pillars"
    if _FIRST.search(sentence) or sentence.endswith('?"') or (_ASKS.search(sentence) and "?" in sentence):
        return "asks"
    if _CLOSE.match(sentence):
        return "close"
    return "tradeoff" if _TRADEOFF.search(sentence) else "rest"


def _asked(sentence: str) -> Iterator[str]:
    """The single questions of `ask A (a or b), B, and whether C`."""
    listed = _ASKS.split(sentence, maxsplit=1)[-1].strip(' ."“”')
    for part in outside_brackets(listed):
        ask = re.sub(r"^(?:and|or|also|—|-)\s+", "", part).strip(' .?"“”')
        if len(ask) > 2:
            yield ask


def outside_brackets(text: str, at: re.Pattern[str] = _LIST) -> list[str]:
    """Cut a text where `at` matches in no bracket; by default at commas and semicolons."""
    depth, start, cuts = 0, 0, []
    for found in re.finditer(rf"[(\[)\]]|{at.pattern}", text):
        mark = found.group(0)
        if mark in "([":
            depth += 1
        elif mark in ")]":
            depth = max(0, depth - 1)
        elif depth == 0:
            cuts.append(text[start : found.start()])
            start = found.end()
    return [*cuts, text[start:]]


def _pillars(sentence: str) -> Iterator[tuple[str, str]]:
    """(name, text) of each pillar of `(1) name (text), (2) name: text`, or of `pillars: a, b, and c`."""
    parts = _NUMBERED.split(sentence)
    if len(parts) >= 5:
        for text in parts[2::2]:
            whole = re.sub(r"[,;.]?\s*(?:and|or)?\s*$", "", text.strip())
            yield re.split(r"[(:—–;,]", whole)[0].strip(), whole
        return
    listed = _PILLARS.sub("", sentence)
    named = [part.strip(" .") for part in outside_brackets(listed) if part.strip(" .")]
    if 2 <= len(named) <= 6 and all(len(part.split()) <= 8 for part in named):
        for part in named:
            head = re.sub(r"^(?:and|or)\s+", "", part)
            yield head, head
    elif found := _HEAD.match(listed):
        yield found["head"], listed


def _angle_title(angle: Sequence[Passage]) -> str:
    if not angle:
        return ""
    if angle[0].title:
        return angle[0].title
    first = sentences(angle[0].text)[0]
    return first.strip(' "“”').rstrip(":") if first.startswith(('"', "“")) else re.split(r"[:;]", first)[0]


def _angle_points(angle: Sequence[Passage]) -> Iterator[Piece]:
    for passage in angle:
        for sentence in sentences(passage.text):
            if sentence.strip(' "“”') == _angle_title(angle) or len(sentence.split()) < 6:
                continue
            numbered = list(_pillars(sentence)) if len(_NUMBERED.findall(sentence)) >= 2 else []
            if numbered:
                yield from (_piece(passage, text, head) for head, text in numbered)
            else:
                yield _piece(passage, sentence)


def _pitfalls(passages: Iterable[Passage]) -> Iterator[Piece]:
    for passage in passages:
        text = _LABEL.sub("", passage.text)
        found = re.match(r"(?P<head>.+?)(?:\s[—–]\s|—|–|\.\s|\s-\s|$)", text, re.DOTALL)
        yield _piece(passage, text, found["head"] if found else text)


def _pivots(passage: Passage) -> Iterator[Piece]:
    for sentence in sentences(passage.text):
        found = _PIVOTS.search(sentence)
        if found is None:
            continue
        for part in outside_brackets(found.group(1)):
            text = re.sub(r"^(?:and|or|deeper|topics? like)\s+", "", part.strip(" .")).strip()
            if len(text) > 5 and len(text.split()) <= 14 and "," not in re.sub(r"\([^)]*\)", "", text):
                yield _piece(passage, text)
