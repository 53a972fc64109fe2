"""Guides: ingesting, listing, searching, studying."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent import paths, settings
from agent.events import Citation

if TYPE_CHECKING:
    from corpus.library import GuideInfo, Library


@cache
def library() -> Library:
    """The library of this home. Raises CorpusError."""
    from corpus.library import Library

    paths.private_folder(paths.home())
    return Library(paths.library_folder(), settings.load().value("chroma_url") or None)


def prepare(progress: Callable[[int, int], None] | None = None) -> None:
    """Read our own guide in where that was not done yet: once a home, some seconds. Raises CorpusError."""
    library().ingest_builtin(progress)


@cache
def _prepare_behind() -> None:
    threading.Thread(target=prepare, name="guide").start()


def ingest(files: Sequence[Path]) -> list[dict[str, Any]]:
    """Read guides into the index; one row a guide. A file that cannot be read leaves the index as it was."""
    return [_guide(library().ingest(path)) for path in files]


def guides() -> list[dict[str, Any]]:
    """All guides of the library."""
    return [_guide(info) for info in library().guides()]


def search(queries: Sequence[str], k: int = 5, guide: str | None = None) -> list[dict[str, Any]]:
    """For each query its best passages, best first."""
    hits = library().search_many(queries, k=k, guide=guide)
    return [
        {"query": query, "passages": [hit.as_json() for hit in found]}
        for query, found in zip(queries, hits, strict=True)
    ]


def topics() -> list[dict[str, str]]:
    """The topics of our own guide: id and title."""
    from corpus.guide import builtin_topics

    return [{"id": topic.id, "title": topic.title} for topic in builtin_topics().values()]


def study(topic: str) -> dict[str, Any]:
    """A topic's passages in the order of the guide, with recall prompts. Raises BadInput for an unknown topic."""
    from agent.study import lesson

    return lesson(topic, library())


def passages_for(query: str, k: int = 3) -> list[Citation]:
    """The passages that stand behind a turn of the interviewer; none while our guide is still being read in."""
    if not library().ready:
        _prepare_behind()
        return []
    return [
        Citation(source=f"{hit.guide}:{hit.line}-{hit.end_line}", text=hit.text) for hit in library().search(query, k=k)
    ]


def _guide(info: GuideInfo) -> dict[str, Any]:
    return dataclasses.asdict(info)
