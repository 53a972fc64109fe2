"""Our own guide: the Markdown files under `corpus/data/guide/`, one a topic."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusError
from corpus.parsing.blocks import slug
from corpus.parsing.markdown import front_matter, read_markdown
from corpus.reading import read_source

GUIDE_ID = "hotseat"
GUIDE_TITLE = "The Hotseat guide"
FOLDER = Path(__file__).parent / "data" / "guide"


@dataclass(frozen=True, slots=True)
class GuideTopic:
    """A topic of our own guide, as its front matter gives it."""

    id: str
    title: str
    questions: tuple[str, ...]
    """Ids of the bank's questions on it."""
    problems: tuple[str, ...]
    """Ids of the coding problems on it."""
    path: Path


@functools.cache
def builtin_topics() -> dict[str, GuideTopic]:
    """Return the topics of our own guide by id, in the order of their ids.

    Raises:
        CorpusError: a file cannot be read or its front matter lacks something.
    """
    topics = [_topic(path) for path in files()]
    return {topic.id: topic for topic in sorted(topics, key=lambda topic: topic.id)}


@functools.cache
def anchors(topic: str) -> frozenset[str]:
    """Return what a question may cite after `topic#`: anchors of bullets and slugs (or anchors) of headings.

    Raises:
        CorpusError: there is no such topic.
    """
    known = builtin_topics()
    if topic not in known:
        raise CorpusError("There is no such topic", f"{topic!r} is not in our guide.", f"Topics: {', '.join(known)}.")
    blocks = read_markdown(read_source(known[topic].path).text).blocks
    found = {block.anchor for block in blocks if block.anchor}
    return frozenset(found | {slug(block.text) for block in blocks if block.kind == "heading"})


@functools.cache
def passage(topic: str, anchor: str) -> str | None:
    """Return the text that stands at `topic#anchor`: a bullet's own, or the first paragraph under a heading.

    Raises:
        CorpusError: there is no such topic.
    """
    if anchor not in anchors(topic):
        return None
    blocks = read_markdown(read_source(builtin_topics()[topic].path).text).blocks
    for at, block in enumerate(blocks):
        if block.anchor == anchor and block.kind != "heading":
            return block.text
        if block.kind == "heading" and anchor in (block.anchor, slug(block.text)):
            return next((after.text for after in blocks[at + 1 :] if after.kind != "heading"), None)
    return None


def files() -> list[Path]:
    """Return the guide's files in the order of their names."""
    return sorted(FOLDER.glob("*.md"))


def fingerprint() -> str:
    """Return the sha256 over the names and the bytes of the guide's files."""
    whole = hashlib.sha256()
    for path in files():
        whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _topic(path: Path) -> GuideTopic:
    front, _ = front_matter(read_source(path).text)
    problem = next((key for key in ("id", "title") if not isinstance(front.get(key), str) or not front[key]), "")
    lists = {key: front.get(key) or [] for key in ("questions", "problems")}
    problem = problem or next((key for key, value in lists.items() if not _is_names(value)), "")
    if problem:
        raise CorpusError(
            f"{path.name} is not a topic of the guide",
            f"Its front matter has no usable {problem!r}.",
            "It needs id and title as texts, questions and problems as lists of ids.",
        )
    return GuideTopic(front["id"], front["title"], tuple(lists["questions"]), tuple(lists["problems"]), path)


def _is_names(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(name, str) for name in value)
