"""One version of all guides: the manifest, the passages and what is known of them."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from corpus.embedder import Vectors
from corpus.passage import Passage
from corpus.tokens import TokenIndex

FORMAT = 1


@dataclass(frozen=True, slots=True)
class GuideRecord:
    """What is kept of a guide besides its passages."""

    id: str
    title: str
    topics: tuple[str, ...]
    """Slugs in reading order."""
    passages: int
    path: str
    """Where it was read."""
    sha256: str
    """Of what was read."""
    parser: int
    """`corpus.parsing.PARSER_VERSION` at that time."""


@dataclass(frozen=True, slots=True)
class State:
    """The manifest of one version of the index."""

    version: str
    """Another one after every change."""
    model: str
    """The embedder's name: its vectors and those of another one are not comparable."""
    count: int
    digest: str
    """sha256 over the sorted ids of the passages."""
    guides: tuple[GuideRecord, ...] = ()

    def to_json(self) -> str:
        """The state as JSON text."""
        return json.dumps({"format": FORMAT, **asdict(self)}, sort_keys=True)

    @staticmethod
    def from_json(text: str) -> State | None:
        """Return the state that the text holds; None where it holds none of this format."""
        try:
            values = json.loads(text)
            if values.pop("format") != FORMAT:
                return None
            guides = tuple(GuideRecord(**{**guide, "topics": tuple(guide["topics"])}) for guide in values.pop("guides"))
            return State(**values, guides=guides)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of all passages with their vectors."""

    state: State
    passages: tuple[Passage, ...]
    vectors: Vectors
    """Shape (n, d), in the order of the passages."""
    tokens: TokenIndex | None
    """Of the passages; None where they come from Chroma, which does not hold them."""

    def is_whole(self) -> bool:
        """Tell whether passages, vectors and tokens are those that the state names."""
        ids = [passage.id for passage in self.passages]
        return (
            len(ids) == self.state.count == len(self.vectors)
            and len(set(ids)) == len(ids)
            and digest_of(ids) == self.state.digest
            and bool(np.isfinite(self.vectors).all())
            and (self.tokens is None or (self.tokens.is_whole() and len(self.tokens) == len(ids)))
        )


def digest_of(ids: list[str]) -> str:
    """Return the digest of a set of passage ids."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def new_state(model: str, passages: tuple[Passage, ...], guides: tuple[GuideRecord, ...]) -> State:
    """Return the manifest of a new version."""
    ids = [passage.id for passage in passages]
    return State(secrets.token_hex(8), model, len(ids), digest_of(ids), guides)


def empty(model: str, dimension: int) -> Snapshot:
    """Return the version before any guide."""
    return Snapshot(
        replace(new_state(model, (), ()), version="empty"),
        (),
        np.zeros((0, dimension), np.float32),
        TokenIndex.of([], dimension),
    )


@dataclass(frozen=True, slots=True)
class Part:
    """Some passages with what is known of them."""

    passages: tuple[Passage, ...]
    vectors: Vectors
    tokens: TokenIndex


def part_of(snapshot: Snapshot, rows: Sequence[int]) -> Part:
    """Return the passages `rows` of the snapshot, which has its tokens, in that order."""
    tokens = snapshot.tokens
    if tokens is None:
        raise ValueError("a snapshot is searched with its tokens")
    return Part(tuple(snapshot.passages[row] for row in rows), snapshot.vectors[list(rows)], tokens.take(rows))


def without(before: Snapshot, guide: str) -> Snapshot:
    """Return the version without the guide."""
    part = part_of(before, [row for row, passage in enumerate(before.passages) if passage.guide != guide])
    guides = tuple(record for record in before.state.guides if record.id != guide)
    state = new_state(before.state.model, part.passages, guides)
    return Snapshot(state, part.passages, part.vectors, part.tokens)


def with_guide(before: Snapshot, record: GuideRecord, part: Part) -> Snapshot:
    """Return the version with the guide at its old place, or last where it is new."""
    order = list(dict.fromkeys([*(guide.id for guide in before.state.guides), record.id]))
    records = {guide.id: guide for guide in before.state.guides} | {record.id: record}
    rows: dict[str, list[int]] = {guide: [] for guide in order}
    for row, passage in enumerate(before.passages):
        rows[passage.guide].append(row)
    parts = [part if guide == record.id else part_of(before, rows[guide]) for guide in order]
    passages = tuple(passage for each in parts for passage in each.passages)
    return Snapshot(
        new_state(before.state.model, passages, tuple(records[guide] for guide in order)),
        passages,
        np.concatenate([each.vectors for each in parts]),
        TokenIndex.joined([each.tokens for each in parts]),
    )
