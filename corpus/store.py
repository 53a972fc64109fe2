"""What a search needs, in two small files beside the index: passages and vectors of one version.

The pointer `state.json` is replaced last, so that a reader sees either the old version or the new one, whatever
happens in between. Every file is compared with its sha256 when it is read.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import io
import json
import os
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import CorpusUnavailable
from corpus.passage import Passage
from corpus.snapshot import Snapshot, State
from corpus.tokens import TokenIndex

_LOCK_SECONDS = 120.0


class Store:
    """The files of one folder."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made, for its owner alone, at the first write."""
        self.folder = folder
        self._pointer = folder / "state.json"

    def stamp(self) -> tuple[int, int, int] | None:
        """Return what changes whenever another version becomes the current one; None before the first."""
        try:
            found = self._pointer.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def load(self) -> Snapshot | None:
        """Return the current version; None where there is none or a file of it is damaged."""
        for _ in range(3):
            try:
                pointer = json.loads(self._pointer.read_text(encoding="utf-8"))
                state = State.from_json(pointer["state"])
                if state is None:
                    return None
                passages = _checked(self.folder / pointer["passages"]["file"], pointer["passages"]["sha256"])
                vectors = _checked(self.folder / pointer["vectors"]["file"], pointer["vectors"]["sha256"])
                arrays = np.load(io.BytesIO(vectors), allow_pickle=False)
                tokens = TokenIndex(arrays["codes"], arrays["scales"], arrays["starts"])
                rows = tuple(Passage(**row) for row in json.loads(passages))
                snapshot = Snapshot(state, rows, arrays["vectors"], tokens)
            except FileNotFoundError:
                continue  # Another process has just put a newer version in place.
            except (OSError, ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile):
                return None
            return snapshot if snapshot.is_whole() else None
        return None

    def save(self, snapshot: Snapshot) -> None:
        """Make the snapshot, which has its tokens, the current version.

        Raises:
            CorpusUnavailable: the folder cannot be written.
        """
        version = snapshot.state.version
        buffer = io.BytesIO()
        tokens = snapshot.tokens
        if tokens is None:
            raise ValueError("a snapshot is stored with its tokens")
        np.savez(buffer, vectors=snapshot.vectors, codes=tokens.codes, scales=tokens.scales, starts=tokens.starts)
        rows = json.dumps([passage.as_row() for passage in snapshot.passages], ensure_ascii=False)
        try:
            files: dict[str, Any] = {"state": snapshot.state.to_json()}
            for name, data in (
                (f"passages-{version}.json", rows.encode()),
                (f"vectors-{version}.npz", buffer.getvalue()),
            ):
                _replace(self.folder / name, data)
                files[name.split("-")[0]] = {"file": name, "sha256": hashlib.sha256(data).hexdigest()}
            _replace(self._pointer, json.dumps(files).encode())
            self._sweep(files)
        except OSError as error:
            raise unwritable(self.folder, error) from None

    def _sweep(self, files: Mapping[str, Any]) -> None:
        """Remove the files of earlier versions, and what a killed writer left half written."""
        kept = {files["passages"]["file"], files["vectors"]["file"]}
        for path in (*self.folder.glob("passages-*"), *self.folder.glob("vectors-*"), *self.folder.glob(".new-*")):
            if path.name not in kept:
                path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder's writing lock; the system drops it with the process.

        Raises:
            CorpusUnavailable: the folder cannot be written, or another process keeps the lock for two minutes.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise unwritable(self.folder, error) from None
        try:
            deadline = time.monotonic() + _LOCK_SECONDS
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise CorpusUnavailable(
                            "The index of guides is busy",
                            f"Another Hotseat has been writing it for {_LOCK_SECONDS:.0f} seconds.",
                            "Wait until it has finished, or end it, then try again.",
                        ) from None
                    time.sleep(0.05)
            yield
        finally:
            os.close(handle)


def unwritable(folder: Path, error: OSError) -> CorpusUnavailable:
    """Return the error for a folder that cannot be written."""
    return CorpusUnavailable(
        "The index of guides cannot be written",
        f"{folder}: {error.strerror or error}.",
        "Free some space or mend the folder's permissions, or name another one in HOTSEAT_HOME.",
    )


def _checked(path: Path, sha256: str) -> bytes:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(path.name)
    return data


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
