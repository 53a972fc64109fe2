"""Fixtures of the interview's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import desk
import pytest

from agent.interview.session import Session
from agent.store import Store


@pytest.fixture
def question_file(tmp_path: Path) -> str:
    """A user's question file."""
    path = tmp_path / "t_cache.yaml"
    path.write_text(desk.QUESTION)
    return str(path)


@pytest.fixture
def seen() -> list[object]:
    """Events that a front end was shown."""
    return []


@pytest.fixture
def session(question_file: str, seen: list[object], home: Path) -> Iterator[Session]:
    """A fresh session, entered and begun."""
    with desk.open_session(Store(), question_file, seen) as live:
        live.go_on()
        yield live
