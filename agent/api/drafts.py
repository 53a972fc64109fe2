"""Answers that were typed and not sent: kept beside the sessions, so that quitting loses nothing."""

from __future__ import annotations

from pathlib import Path

from agent import paths


def load(session: str) -> str:
    """The draft of a session; empty where there is none."""
    try:
        return _file(session).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def keep(session: str, text: str) -> None:
    """Keep a draft; an empty one is removed. Raises StorageFailure."""
    if text.strip():
        paths.write_atomically(_file(session), text.encode("utf-8", "replace").decode("utf-8"))
    else:
        _file(session).unlink(missing_ok=True)


def _file(session: str) -> Path:
    return paths.home() / "drafts" / f"{Path(session).name}.txt"
