"""What can go wrong, told apart by whose fault it is. Every error has a title, what happened and what to do."""

from __future__ import annotations

import errno
import sqlite3
from dataclasses import dataclass


class HotseatError(Exception):
    """Base of the errors a user may meet. `exit_status` is the command's."""

    exit_status = 2

    def __init__(self, title: str, happened: str, todo: str) -> None:
        super().__init__(f"{title}: {happened} {todo}")
        self.title = title
        self.happened = happened
        self.todo = todo


class BadInput(HotseatError):
    """The user's input cannot be taken; nothing was written."""

    exit_status = 2


class Unavailable(HotseatError):
    """The environment lacks something that was asked for."""

    exit_status = 3


class StorageFailure(Unavailable):
    """The state folder cannot be read or written."""


class ModelFailure(HotseatError):
    """A model or its endpoint failed. Never becomes a score, never loses a turn."""

    exit_status = 3


@dataclass(frozen=True)
class Explanation:
    """An error in words for people."""

    title: str
    happened: str
    todo: str
    exit_status: int


def explain(error: BaseException) -> Explanation | None:
    """Put an error into words: ours and the rooms' by their own, the system's by what is known. None: a bug."""
    title = getattr(error, "title", None)
    happened = getattr(error, "happened", None)
    todo = getattr(error, "todo", None)
    if isinstance(title, str) and isinstance(happened, str) and isinstance(todo, str):
        return Explanation(title, happened, todo, int(getattr(error, "exit_status", 2)))
    storage = storage_failure(error)
    return Explanation(storage.title, storage.happened, storage.todo, storage.exit_status) if storage else None


def storage_failure(error: BaseException) -> StorageFailure | None:
    """The words for a full disk, a read-only folder and their like; None where the error is something else."""
    if isinstance(error, sqlite3.Error):
        text = str(error)
        if "full" in text:
            return _FULL
        if "readonly" in text or "unable to open" in text:
            return _READ_ONLY
        if "locked" in text or "busy" in text:
            return StorageFailure(
                "The session store is busy",
                "Another process is writing to the session store and did not finish in time.",
                "Close other Hotseat windows and try again. What was accepted is kept.",
            )
        if "malformed" in text or "not a database" in text or "disk I/O" in text:
            return StorageFailure(
                "The session store is damaged",
                f"SQLite says: {text}.",
                "Move the file sessions.sqlite3 out of the state folder (`hotseat doctor` names it) and start again.",
            )
    if isinstance(error, OSError):
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return _FULL
        if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM, errno.ENOTDIR):
            return _READ_ONLY
    return None


_FULL = StorageFailure(
    "The disk is full",
    "There is no room left to write in the state folder; the last step was not kept.",
    "Free some space, then `hotseat resume`: everything that was accepted before is there.",
)
_READ_ONLY = StorageFailure(
    "The state folder cannot be written",
    "Hotseat may not write in its state folder.",
    "Make it writable, or set HOTSEAT_HOME to a folder of yours.",
)
