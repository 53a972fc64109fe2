"""The room's face: guides in, passages out."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus import guide as builtin
from corpus.embedder import TokenEmbedder, Vectors
from corpus.embedders import Embedders
from corpus.errors import CorpusError
from corpus.parsing import PARSER_VERSION, passages_of, read_document
from corpus.parsing.blocks import slug
from corpus.passage import OVERVIEW, Passage
from corpus.reading import read_source
from corpus.search import Hit, Ranker
from corpus.snapshot import GuideRecord, Part, Snapshot, empty, new_state, part_of, with_guide, without
from corpus.store import Store
from corpus.tokens import TokenIndex

if TYPE_CHECKING:
    from corpus.index import Index

_SERVER_CHECK_SECONDS = 10.0
MAX_PASSAGES = 20_000
"""Of one guide: about a thousand pages."""
_BATCH = 64
Progress = Callable[[int, int], None]
"""Called with (passages encoded, passages to encode) while a guide is read in."""
_MAX_QUERY = 10_000
"""Characters of a query that are looked at; the encoder reads 256 tokens."""


@dataclass(frozen=True, slots=True)
class GuideInfo:
    """A guide of the library, and what the last call changed."""

    id: str
    title: str
    topics: tuple[str, ...]
    """Slugs in reading order."""
    passages: int
    added: int = 0
    removed: int = 0
    unchanged: int = 0


class Library:
    """All guides of one home. Safe to use from several threads and processes."""

    def __init__(self, root: Path, chroma_url: str | None = None, embedder: TokenEmbedder | None = None) -> None:
        """Open the library in the folder `root`, with its vectors in a Chroma folder there or on a Chroma server.

        Nothing is read, written or loaded before it is needed.

        Raises:
            CorpusError: the URL is not http(s)://HOST[:PORT].
        """
        self._url = chroma_url
        folder = root
        if chroma_url:
            from corpus.index import server_address

            host, port, _ = server_address(chroma_url)
            folder = root / f"server-{slug(host)}-{port}"
        self._store = Store(folder)
        self._embedders = Embedders(embedder)
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._stamp: tuple[int, int, int] | None = None
        self._checked = 0.0
        self._rankers: dict[str | None, Ranker] = {}
        self._builtin_is_in = False

    def ingest(self, path: Path, progress: Progress | None = None) -> GuideInfo:
        """Read a guide into the library, or read it again: only what changed is encoded.

        Raises:
            CorpusError: the file cannot be used; the library stays as it was.
            CorpusUnavailable: the encoder, the folder or the server fails.
        """
        source = read_source(Path(path))
        document = read_document(source.text, source.path.suffix)
        title = document.title.strip()[:200] or source.path.stem.replace("_", " ").strip()
        known = next((guide for guide in self._current().state.guides if guide.path == str(source.path)), None)
        place = hashlib.sha256(str(source.path).encode("utf-8", "surrogateescape")).hexdigest()[:8]
        guide = known.id if known else f"{slug(title) or 'guide'}-{place}"
        passages = passages_of(replace(document, title=title), guide)
        if not passages:
            raise CorpusError(
                f"{source.path.name[:200]} cannot be used as a guide",
                "No paragraph and no bullet was found in it.",
                "Give a guide with text in it, not only headings.",
            )
        if len(passages) > MAX_PASSAGES:
            raise CorpusError(
                f"{source.path.name[:200]} cannot be used as a guide",
                f"It has {len(passages):,} passages; a guide may have {MAX_PASSAGES:,}.",
                "Split it, or leave out what is not the guide.",
            )
        return self._take(_record(guide, title, passages, str(source.path), source.sha256), passages, progress)

    def ingest_builtin(self, progress: Progress | None = None) -> GuideInfo | None:
        """Read our own guide in, where it is not in yet or its files have changed; None where nothing was to be done.

        Raises:
            CorpusUnavailable: the encoder, the folder or the server fails.
        """
        sha256 = builtin.fingerprint()
        wanted = (sha256, PARSER_VERSION)
        known = [guide for guide in self._current().state.guides if guide.id == builtin.GUIDE_ID]
        if not builtin.files() or (known and (known[0].sha256, known[0].parser) == wanted):
            self._builtin_is_in = True
            return None
        passages: list[Passage] = []
        for topic in builtin.builtin_topics().values():
            text = read_source(topic.path).text
            passages += passages_of(read_document(text, ".md"), builtin.GUIDE_ID)
        record = _record(builtin.GUIDE_ID, builtin.GUIDE_TITLE, passages, str(builtin.FOLDER), sha256)
        info = self._take(record, passages, progress)
        self._builtin_is_in = True
        return info

    @property
    def ready(self) -> bool:
        """Whether our own guide is in, so that a search need not read it first."""
        return any(guide.id == builtin.GUIDE_ID for guide in self._current().state.guides)

    def guides(self) -> list[GuideInfo]:
        """Return the library's guides, our own first."""
        self._ensure_builtin(None)
        guides = self._current().state.guides
        ordered = sorted(guides, key=lambda guide: guide.id != builtin.GUIDE_ID)
        return [GuideInfo(guide.id, guide.title, guide.topics, guide.passages) for guide in ordered]

    def search(self, query: str, k: int = 5, guide: str | None = None, topic: str | None = None) -> list[Hit]:
        """Return the k best passages for the query, best first; none for a blank query.

        Raises:
            CorpusError: k is below 1, or there is no such guide.
            CorpusUnavailable: the encoder, the folder or the server fails.
        """
        return self.search_many([query], k, guide, topic)[0]

    def search_many(
        self, queries: Sequence[str], k: int = 5, guide: str | None = None, topic: str | None = None
    ) -> list[list[Hit]]:
        """Return `search` of each query."""
        if k < 1:
            raise CorpusError("The number of passages is not usable", f"k is {k}.", "Ask for 1 or more.")
        ranker = self._ranker(guide)
        asked = [query.strip()[:_MAX_QUERY] for query in queries]
        states = iter(self._embedders.one().token_states([query for query in asked if query]))
        return [ranker.search(query, next(states), k, topic) if query else [] for query in asked]

    def topic(self, topic: str, guide: str | None = None) -> list[Passage]:
        """Return the topic's passages in the guide's order; none where no guide has it.

        Raises:
            CorpusError: there is no such guide.
        """
        self._ensure_builtin(guide)
        snapshot = self._current()
        _check_guide(snapshot, guide)
        wanted = [passage for passage in snapshot.passages if passage.topic == topic]
        return [passage for passage in wanted if guide is None or passage.guide == guide]

    def remove(self, guide: str) -> None:
        """Take a guide out of the library.

        Raises:
            CorpusError: there is no such guide, or it is our own.
        """
        if guide == builtin.GUIDE_ID:
            raise CorpusError("Our own guide stays", "Questions cite it.", "Search another one with --guide ID.")
        _check_guide(self._current(), guide)
        with self._lock, self._store.locked(), self._index() as index:
            before = self._settled(index)
            self._commit(index, before, without(before, guide))

    def _take(self, record: GuideRecord, passages: Sequence[Passage], progress: Progress | None) -> GuideInfo:
        """Put a guide's passages in place of those it had."""
        vectors, tokens = self._encoded(passages, self._current(), progress)
        with self._lock, self._store.locked(), self._index() as index:
            before = self._settled(index)
            after = with_guide(before, record, Part(tuple(passages), vectors, tokens))
            if after.passages != before.passages or after.state.guides != before.state.guides:
                self._commit(index, before, after)
        old = {passage.id for passage in before.passages if passage.guide == record.id}
        new = {passage.id for passage in passages}
        counts = (len(new - old), len(old - new), len(new & old))
        return GuideInfo(record.id, record.title, record.topics, record.passages, *counts)

    def _encoded(
        self, passages: Sequence[Passage], known: Snapshot, progress: Progress | None = None
    ) -> tuple[Vectors, TokenIndex]:
        """Return the passages' vectors and tokens, encoding those that the snapshot has not."""
        place = {passage.id: row for row, passage in enumerate(known.passages)} if known.tokens is not None else {}
        ids = [passage.id for passage in passages]
        new = [row for row, key in enumerate(ids) if key not in place]
        embedder = self._embedders.for_texts(len(new))
        vectors = [known.vectors]
        tokens = [known.tokens or TokenIndex.of([], self._embedders.one().dimension)]
        for start in range(0, len(new), _BATCH):
            batch = new[start : start + _BATCH]
            states = embedder.token_states([passages[row].searched for row in batch])
            vectors.append(np.stack([text.pooled for text in states]))
            tokens.append(TokenIndex.of(states, embedder.dimension))
            if progress is not None:
                progress(start + len(batch), len(new))
            place |= {ids[row]: len(known.passages) + start + at for at, row in enumerate(batch)}
        rows = [place[key] for key in ids]
        return np.concatenate(vectors)[rows], TokenIndex.joined(tokens).take(rows)

    def _settled(self, index: Index) -> Snapshot:
        """Return the current version, with the collection in agreement with it; the caller holds the lock."""
        snapshot = self._store.load() or index.read() or empty(self._embedders.name, self._embedders.one().dimension)
        if self._url and (remote := index.state()) is not None and remote.version != snapshot.state.version:
            snapshot = index.read() or snapshot
        snapshot = self._completed(snapshot)
        if not index.agrees(snapshot):
            index.rebuild(snapshot)
        return snapshot

    def _completed(self, snapshot: Snapshot) -> Snapshot:
        """Return the same passages with the vectors and tokens of the embedder of today."""
        same = snapshot.state.model == self._embedders.name
        if same and snapshot.tokens is not None:
            return snapshot
        nothing = empty(self._embedders.name, self._embedders.one().dimension)
        vectors, tokens = self._encoded(snapshot.passages, nothing)
        if same:
            return replace(snapshot, tokens=tokens)
        state = new_state(self._embedders.name, snapshot.passages, snapshot.state.guides)
        return Snapshot(state, snapshot.passages, vectors, tokens)

    def _commit(self, index: Index, before: Snapshot, after: Snapshot) -> None:
        index.update(before, after)
        if not index.agrees(after):
            index.rebuild(after)
        self._store.save(after)
        self._use(after)

    def _use(self, snapshot: Snapshot) -> None:
        self._snapshot, self._stamp, self._rankers = snapshot, self._store.stamp(), {}
        self._checked = time.monotonic()

    def _current(self) -> Snapshot:
        """Return the newest version: from memory, from the store's files, else from Chroma."""
        with self._lock:
            due = self._url is not None and time.monotonic() - self._checked > _SERVER_CHECK_SECONDS
            if self._snapshot is not None and self._stamp == self._store.stamp() and not due:
                return self._snapshot
            snapshot = self._store.load()
            if due or (self._url and self._snapshot is None):
                with self._index() as index:
                    remote = index.state()
                    if snapshot is None or remote is None or remote.version != snapshot.state.version:
                        snapshot = None
            if snapshot is None or snapshot.state.model != self._embedders.name:
                snapshot = self._recovered()
            self._use(snapshot)
            return snapshot

    def _recovered(self) -> Snapshot:
        """Return what Chroma holds, or an empty version where nothing was ever stored."""
        if self._url is None and self._store.stamp() is None:
            return empty(self._embedders.name, self._embedders.one().dimension)
        with self._store.locked(), self._index() as index:
            snapshot = self._settled(index)
            self._store.save(snapshot)
        return snapshot

    def _ranker(self, guide: str | None) -> Ranker:
        self._ensure_builtin(guide)
        with self._lock:
            snapshot = self._current()
            _check_guide(snapshot, guide)
            if guide not in self._rankers:
                rows = [row for row, passage in enumerate(snapshot.passages) if guide in {None, passage.guide}]
                part = part_of(snapshot, rows)
                self._rankers[guide] = Ranker(part.passages, part.vectors, part.tokens)
            return self._rankers[guide]

    def _ensure_builtin(self, guide: str | None) -> None:
        if not self._builtin_is_in and guide in {None, builtin.GUIDE_ID}:
            self.ingest_builtin()

    def _index(self) -> Index:
        from corpus.index import Index

        return Index(self._url or self._store.folder / "chroma", self._embedders.one().dimension)


def _record(guide: str, title: str, passages: Sequence[Passage], path: str, sha256: str) -> GuideRecord:
    topics = dict.fromkeys(passage.topic for passage in passages if passage.topic != OVERVIEW)
    return GuideRecord(guide, title, tuple(topics), len(passages), path, sha256, PARSER_VERSION)


def _check_guide(snapshot: Snapshot, guide: str | None) -> None:
    known = [record.id for record in snapshot.state.guides]
    if guide is not None and guide not in known:
        raise CorpusError(
            "There is no such guide",
            f"{guide[:200]!r} is not in the library.",
            f"Guides: {', '.join(known) or 'none yet'}. `hotseat ingest FILE` adds one.",
        )
