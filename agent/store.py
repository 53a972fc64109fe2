"""The session store: SQLite in WAL mode, one transaction an event, keys that make each step happen once."""

from __future__ import annotations

import datetime
import fcntl
import json
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar, cast

from agent import paths
from agent.errors import BadInput, Unavailable, storage_failure
from agent.events import ANY_EVENT, PUBLIC_KINDS, Event

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE sessions (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        started TEXT NOT NULL,
        ended TEXT,
        delivered INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE events (
        session TEXT NOT NULL REFERENCES sessions(id),
        ord INTEGER NOT NULL,
        key TEXT NOT NULL,
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (session, ord),
        UNIQUE (session, key)
    ) STRICT;
    CREATE TRIGGER events_are_final BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are final'); END;
    """,
)
"""Numbered migrations; `user_version` says how many were applied."""

E = TypeVar("E", bound=Event)
Stamp = tuple[str, int, datetime.datetime]
"""Session, public number and time: what every event starts with."""


@dataclass(frozen=True)
class SessionRow:
    """One session in the store."""

    id: str
    kind: str
    started: datetime.datetime
    ended: datetime.datetime | None


class Store:
    """All sessions. Safe for several processes; one thread at a time."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open or create the store. Raises StorageFailure, or Unavailable for a newer store."""
        self.folder = paths.private_folder(folder or paths.home())
        self.path = self.folder / "sessions.sqlite3"
        try:
            with _flocked(self.folder / "store.lock"):
                self._db = sqlite3.connect(self.path, timeout=10, isolation_level=None, check_same_thread=False)
                os.chmod(self.path, 0o600)
                self._db.execute("PRAGMA journal_mode=WAL")
                self._db.execute("PRAGMA synchronous=FULL")
                self._db.execute("PRAGMA foreign_keys=ON")
                self._migrate()
        except (sqlite3.Error, OSError) as error:
            raise storage_failure(error) or error from error

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def _migrate(self) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise Unavailable(
                "The session store is of a newer Hotseat",
                f"{self.path.name} has format {version}; this Hotseat knows formats up to {len(MIGRATIONS)}.",
                "Install the newer Hotseat, or set HOTSEAT_HOME to another folder.",
            )
        for number in range(version, len(MIGRATIONS)):
            self._db.executescript(f"BEGIN IMMEDIATE; {MIGRATIONS[number]} PRAGMA user_version={number + 1}; COMMIT;")

    # -- sessions

    def create(self, kind: str) -> str:
        """A new session's id."""
        started = _now()
        with self._writing():
            while True:
                name = f"{started:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
                if not self._db.execute("SELECT 1 FROM sessions WHERE id=?", (name,)).fetchone():
                    break
            self._db.execute(
                "INSERT INTO sessions(id, kind, started) VALUES (?,?,?)", (name, kind, started.isoformat())
            )
        return name

    def sessions(self) -> list[SessionRow]:
        """All sessions, newest first."""
        rows = self._db.execute("SELECT id, kind, started, ended FROM sessions ORDER BY started DESC, rowid DESC")
        return [
            SessionRow(i, k, datetime.datetime.fromisoformat(s), datetime.datetime.fromisoformat(e) if e else None)
            for i, k, s, e in rows
        ]

    def find(self, session: str | None) -> SessionRow:
        """A session by id or by its unambiguous beginning; None means the newest open one. Raises BadInput."""
        rows = self.sessions()
        if session is None:
            rows = [row for row in rows if row.ended is None]
            if not rows:
                raise BadInput(
                    "No open session",
                    "There is no session to go on with.",
                    "Start one: `hotseat onsite` or `hotseat drill TOPIC`.",
                )
            return rows[0]
        found = [row for row in rows if row.id == session] or [
            row for row in rows if session and row.id.startswith(session)
        ]
        if len(found) != 1:
            happened = (
                f"No session is called {session!r}." if not found else f"{len(found)} sessions begin with {session!r}."
            )
            raise BadInput("Unknown session", happened, "`hotseat history` lists them.")
        return found[0]

    @contextmanager
    def locked(self, session: str) -> Iterator[None]:
        """Hold a session against other processes. Raises BadInput where another process has it."""
        with _flocked(self.folder / f"{session}.lock", wait=False):
            yield

    # -- events

    def events(self, session: str) -> list[tuple[str, Event]]:
        """Keys and events of a session, in order."""
        rows = self._db.execute("SELECT key, body FROM events WHERE session=? ORDER BY ord", (session,))
        return [(key, ANY_EVENT.validate_json(body)) for key, body in rows]

    def newest(self, kinds: Sequence[str], most: int, question: str | None = None) -> list[Event]:
        """Events of some kinds over all sessions, newest first; with `question`, those whose scorecard is on it.

        Read by SQLite alone, so that a long history costs little where a few events are wanted.
        """
        on = " AND json_extract(body, '$.scorecard.question')=?" if question is not None else ""
        rows = self._db.execute(
            f"SELECT body FROM events WHERE json_extract(body, '$.event') IN ({','.join('?' * len(kinds))}){on}"
            " ORDER BY json_extract(body, '$.at') DESC, rowid DESC LIMIT ?",
            (*kinds, *([question] if question is not None else []), most),
        )
        return [ANY_EVENT.validate_json(body) for (body,) in rows]

    def append(self, session: str, key: str, make: Callable[[Stamp], E]) -> E:
        """Write an event under a key, in one transaction, unless the key is there: then return what is there.

        `make` gets session, public number and time. Raises StorageFailure where it cannot be written.
        """
        with self._writing():
            known = self._db.execute("SELECT body FROM events WHERE session=? AND key=?", (session, key)).fetchone()
            if known:
                return cast(E, ANY_EVENT.validate_json(known[0]))
            number, last = self._db.execute(
                "SELECT COALESCE(MAX(ord), 0), (SELECT json_extract(body, '$.seq') FROM events WHERE session=?1"
                " ORDER BY ord DESC LIMIT 1) FROM events WHERE session=?1",
                (session,),
            ).fetchone()
            last = last or 0
            event = make((session, last + 1, _now()))
            if event.event not in PUBLIC_KINDS:
                event = cast(E, event.model_copy(update={"seq": last}))
            body = json.dumps(event.model_dump(mode="json", by_alias=True), ensure_ascii=False)
            self._db.execute(
                "INSERT INTO events(session, ord, key, body) VALUES (?,?,?,?)", (session, number + 1, key, body)
            )
            if event.event == "session_ended":
                self._db.execute("UPDATE sessions SET ended=? WHERE id=?", (event.at.isoformat(), session))
        return event

    def delivered(self, session: str) -> int:
        """Number of the last public event that a front end has shown."""
        row = self._db.execute("SELECT delivered FROM sessions WHERE id=?", (session,)).fetchone()
        return int(row[0]) if row else 0

    def deliver(self, session: str, seq: int) -> None:
        """Remember that a front end has shown the events up to this number."""
        with self._writing():
            self._db.execute("UPDATE sessions SET delivered=MAX(delivered, ?) WHERE id=?", (seq, session))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise storage_failure(error) or error from error


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@contextmanager
def _flocked(path: Path, *, wait: bool = True) -> Iterator[IO[str]]:
    """An advisory lock that the kernel frees when the process dies, however it dies."""
    with open(path, "a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise BadInput(
                "The session is open elsewhere",
                f"Another process works on the session {path.stem}.",
                "Go on there, or close it first: nothing is lost.",
            ) from error
        yield file
