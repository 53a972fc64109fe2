"""The Chroma collection: where passages and vectors are stored and checked. The only module that imports chromadb.

Vectors are always passed, never computed by Chroma (its default would be downloaded). A folder has one writer at a
time (`corpus.store.Store.locked`), and a client is opened for one piece of work only: another process's client would
go on answering from what it has read before.
"""

from __future__ import annotations

import shutil
import socket
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import numpy as np

from corpus.errors import CorpusError, CorpusUnavailable
from corpus.passage import Passage
from corpus.snapshot import Snapshot, State

COLLECTION = "hotseat-passages"
_CONNECT_SECONDS = 5.0


class Index:
    """An open collection, in a folder or on a server. Use it as a context manager."""

    def __init__(self, place: Path | str, dimension: int) -> None:
        """Name the folder, or the server's URL, and the length of its vectors."""
        self._place = place
        self._dimension = dimension
        self._client: Any = None
        self._collection: Any = None

    def __enter__(self) -> Self:
        """Open the collection, making it where there is none.

        Raises:
            CorpusError: the URL is none.
            CorpusUnavailable: the server does not answer, or the folder cannot be used.
        """
        try:
            self._open()
        except CorpusError:
            raise
        except BaseException as error:
            self._give_up(error)
            # A damaged folder: everything in it can be made again from the snapshot.
            _forget_clients()
            shutil.rmtree(self._folder(), ignore_errors=True)
            try:
                self._open()
            except Exception as again:
                raise self._unavailable(again) from again
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            self._client.close()
        self._client = self._collection = None

    def state(self) -> State | None:
        """Return the manifest that is stored with the collection; None where there is none."""
        return State.from_json(str((self._collection.metadata or {}).get("state", "")))

    def agrees(self, snapshot: Snapshot) -> bool:
        """Tell whether the collection holds exactly the snapshot, every vector readable."""
        try:
            state = self.state()
            if state is None or state.version != snapshot.state.version or self._collection.count() != state.count:
                return False
            if not state.count:
                return True
            # Lost vectors and lost index folders show only in a query: count() does not notice them.
            found = self._collection.query(
                query_embeddings=[[1.0] * self._dimension], n_results=state.count, include=["distances"]
            )
            return set(found["ids"][0]) == {passage.id for passage in snapshot.passages}
        except BaseException as error:
            self._give_up(error)
            return False

    def read(self) -> Snapshot | None:
        """Return what the collection holds, without tokens; None where that is not what its manifest says."""
        try:
            state = self.state()
            if state is None:
                return None
            found = self._collection.get(include=["documents", "metadatas", "embeddings"])
            rank = {guide.id: at for at, guide in enumerate(state.guides)}
            metas = found["metadatas"]
            passages = [
                Passage(text=text, **{key: meta[key] for key in _META})
                for text, meta in zip(found["documents"], metas, strict=True)
            ]
            order = sorted(range(len(metas)), key=lambda row: (rank[metas[row]["guide"]], metas[row]["position"]))
            vectors = np.asarray(found["embeddings"], np.float32).reshape(len(passages), -1)
        except BaseException as error:
            self._give_up(error)
            return None
        if not passages:
            vectors = np.zeros((0, self._dimension), np.float32)
        snapshot = Snapshot(state, tuple(passages[row] for row in order), vectors[order], None)
        return snapshot if snapshot.is_whole() else None

    def update(self, before: Snapshot, after: Snapshot) -> None:
        """Turn the collection, which agrees with `before`, into `after`.

        Raises:
            CorpusUnavailable: Chroma could not write it.
        """
        old = {passage.id: (place, passage) for place, passage in zip(_places(before), before.passages, strict=True)}
        new = {passage.id for passage in after.passages}
        changed = [
            row
            for row, (place, passage) in enumerate(zip(_places(after), after.passages, strict=True))
            if old.get(passage.id) != (place, passage)
        ]
        try:
            gone = [key for key in old if key not in new]
            for start in range(0, len(gone), self._batch()):
                self._collection.delete(ids=gone[start : start + self._batch()])
            self._put(after, changed)
        except BaseException as error:
            self._give_up(error)
            raise self._unavailable(error) from error

    def rebuild(self, snapshot: Snapshot) -> None:
        """Make the collection anew from the snapshot.

        Raises:
            CorpusUnavailable: Chroma could not write it.
        """
        try:
            self._client.delete_collection(COLLECTION)
            self._collection = self._create()
            self._put(snapshot, range(len(snapshot.passages)))
        except BaseException as error:
            self._give_up(error)
            raise self._unavailable(error) from error

    def _put(self, snapshot: Snapshot, rows: Sequence[int]) -> None:
        places = _places(snapshot)
        for start in range(0, len(rows), self._batch()):
            part = list(rows[start : start + self._batch()])
            passages = [snapshot.passages[row] for row in part]
            self._collection.upsert(
                ids=[passage.id for passage in passages],
                documents=[passage.text for passage in passages],
                embeddings=snapshot.vectors[part],
                metadatas=[
                    {"position": places[row], **{key: getattr(snapshot.passages[row], key) for key in _META}}
                    for row in part
                ],
            )
        self._collection.modify(metadata={"state": snapshot.state.to_json()})

    def _batch(self) -> int:
        return min(1_000, int(self._client.get_max_batch_size()))

    def _open(self) -> None:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if isinstance(self._place, Path):
            self._place.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._client = chromadb.PersistentClient(str(self._place), settings=settings)
        else:
            host, port, ssl = server_address(self._place)
            try:
                socket.create_connection((host, port), timeout=_CONNECT_SECONDS).close()
                self._client = chromadb.HttpClient(host=host, port=port, ssl=ssl, settings=settings)
            except Exception as error:
                raise self._unavailable(error) from error
        self._collection = self._create()

    def _create(self) -> Any:
        # The space counts only when the collection is made; cosine distance is 1 - cosine.
        return self._client.get_or_create_collection(
            COLLECTION, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )

    def _folder(self) -> Path:
        if isinstance(self._place, str):
            raise CorpusUnavailable(*_server_failed(self._place, "it gave an answer that makes no sense"))
        return self._place

    def _give_up(self, error: BaseException) -> None:
        """Let an interruption through; everything else, a panic of Chroma's core included, is Chroma's failure."""
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise error

    def _unavailable(self, error: BaseException) -> CorpusUnavailable:
        reason = (str(error) or type(error).__name__).splitlines()[0][:200]
        if isinstance(self._place, str):
            return CorpusUnavailable(*_server_failed(self._place, reason))
        return CorpusUnavailable(
            "The index of guides cannot be written",
            f"Chroma reports for {self._place}: {reason}.",
            "Check the disk's free space and the folder's permissions; the folder may be removed, it is made again.",
        )


_META = ("guide", "topic", "topic_name", "section", "title", "line", "end_line", "anchor", "repeat")


def _forget_clients() -> None:
    """Drop the half-open client that Chroma keeps after a failure and would hand out again."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


def _places(snapshot: Snapshot) -> list[int]:
    """Return the position of each passage within its guide."""
    seen: Counter[str] = Counter()
    places = []
    for passage in snapshot.passages:
        places.append(seen[passage.guide])
        seen[passage.guide] += 1
    return places


def _server_failed(url: str, reason: str) -> tuple[str, str, str]:
    return (
        "The Chroma server cannot be used",
        f"{url}: {reason}.",
        "Start it with `chroma run --path FOLDER --port PORT`, or leave HOTSEAT_CHROMA_URL empty to use a folder.",
    )


def server_address(url: str) -> tuple[str, int, bool]:
    """Return (host, port, TLS) of a server's URL.

    Raises:
        CorpusError: it is not http(s)://HOST[:PORT].
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    plain = not (parts.username or parts.password or parts.query or parts.fragment or parts.path.strip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or not plain:
        raise CorpusError(
            "The Chroma server's address is not understood",
            f"HOTSEAT_CHROMA_URL is {url[:100]!r}.",
            "Write it as http://HOST:PORT, for example http://127.0.0.1:8000.",
        )
    return parts.hostname, port or (443 if parts.scheme == "https" else 8000), parts.scheme == "https"
