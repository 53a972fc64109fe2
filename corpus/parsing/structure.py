"""Blocks into topics, sections and passages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.parsing.blocks import Block, Document, slug
from corpus.parsing.sections import quoted_title, section_of
from corpus.parsing.sentences import split
from corpus.parsing.topics import Lead, name_topics
from corpus.passage import MAX_WORDS, OVERVIEW, Passage

PARAGRAPH_WORDS = 120
"""A paragraph that is longer is split, so that a citation points at a few sentences."""

_PITFALL = re.compile(r"(?:pitfall|mistake|misconception|trap)s?\s*(?:\d+\s*)?[:—–-]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Piece:
    section: str
    title: str
    anchor: str
    block: Block


@dataclass
class _Topic:
    heading: str
    category: str
    pieces: list[_Piece] = field(default_factory=list)

    def lead(self) -> Lead:
        example = next((piece.title for piece in self.pieces if piece.section == "worked_example" and piece.title), "")
        words = [piece.block.text for piece in self.pieces if piece.section not in {"note", "practice"}]
        return Lead(self.heading, "\n".join(words), example, self.category)


def passages_of(document: Document, guide: str) -> list[Passage]:
    """Return the guide's passages in reading order, each of at most 120 words."""
    overview, topics = _topics(document)
    if document.topic is not None:
        names = [document.topic] * len(topics)
    else:
        names = name_topics([topic.lead() for topic in topics], document.pointers)
    repeats: Counter[tuple[str, ...]] = Counter()
    passages: list[Passage] = []
    for (topic_slug, name), topic in [((OVERVIEW, ""), overview), *zip(names, topics, strict=True)]:
        for piece in _merged(topic.pieces):
            for start, end in _ranges(piece):
                text = piece.block.text[start:end].strip()
                line, end_line = piece.block.lines_of(start, end)
                key = (topic_slug, piece.section, piece.title, text)
                place = (line, end_line, piece.anchor, repeats[key])
                passages.append(Passage(guide, topic_slug, name, piece.section, piece.title, text, *place))
                repeats[key] += 1
    return passages


def _ranges(piece: _Piece) -> list[tuple[int, int]]:
    return split(piece.block.text, PARAGRAPH_WORDS if piece.block.kind == "paragraph" else MAX_WORDS)


def _topics(document: Document) -> tuple[_Topic, list[_Topic]]:
    """Return what comes before the first topic, and the topics."""
    level = _topic_level(document)
    sectioned = any(block.kind == "heading" and section_of(block.text) for block in document.blocks)
    overview = _Topic("", "")
    topics: list[_Topic] = []
    if level == 0:
        topics.append(_Topic(document.title, ""))
    current = topics[-1] if topics else overview
    category, section, title, anchor = "", "text", "", ""
    for block in document.blocks:
        if block.kind != "heading":
            if section == "worked_example" and not title:
                title = quoted_title(block.text)
            current.pieces.append(_Piece(section, title, block.anchor or anchor, block))
            continue
        anchor = block.anchor or slug(block.text)
        found = section_of(block.text)
        if found and block.level > level:
            section, title = found
        elif block.level == level:
            current = _Topic(block.text, category)
            topics.append(current)
            section, title = ("note" if sectioned else "text"), ""
        elif block.level < level:
            category = block.text
            current, section, title = overview, "text", ""
        elif section in {"text", "note"} or block.level <= level + 1:
            section, title = "text", block.text
    return overview, [topic for topic in topics if topic.pieces]


def _topic_level(document: Document) -> int:
    """Return the level of the headings that name topics; 0 where the whole document is one topic."""
    headings = [block for block in document.blocks if block.kind == "heading"]
    if document.topic is not None or not headings:
        return 0
    parents: Counter[int] = Counter()
    above: list[Block] = []
    for block in headings:
        while above and above[-1].level >= block.level:
            above.pop()
        if section_of(block.text):
            parents[above[-1].level if above else 0] += 1
        else:
            above.append(block)
    if parents:
        return parents.most_common(1)[0][0]
    levels = sorted({block.level for block in headings})
    single = sum(block.level == levels[0] for block in headings) == 1
    return levels[1] if single and len(levels) > 1 else levels[0]


def _merged(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Join a pitfall with the paragraphs that explain it, and a short lead such as "Pillars:" with what it leads."""
    held: _Piece | None = None
    for piece in pieces:
        if held is not None and _belongs(held, piece):
            held = _Piece(held.section, held.title, held.anchor, _joined(held.block, piece.block))
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _belongs(held: _Piece, piece: _Piece) -> bool:
    if (held.section, held.title) != (piece.section, piece.title):
        return False
    if held.block.text.endswith(":") and len(held.block.text.split()) <= 8:
        return True
    explained = piece.section == "pitfalls" and _PITFALL.match(held.block.text) is not None
    whole = len(held.block.text.split()) + len(piece.block.text.split()) <= MAX_WORDS
    return explained and whole and piece.block.kind == "paragraph" and _PITFALL.match(piece.block.text) is None


def _joined(first: Block, second: Block) -> Block:
    shift = len(first.text) + 1
    starts = first.starts or ((0, first.line),)
    more = second.starts or ((0, second.line),)
    return Block(
        second.kind if first.text.endswith(":") else first.kind,
        f"{first.text} {second.text}",
        first.line,
        second.end_line,
        anchor=first.anchor or second.anchor,
        starts=(*starts, *((shift + offset, line) for offset, line in more)),
    )
