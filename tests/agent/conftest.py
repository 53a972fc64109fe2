"""Fixtures of the interview's tests."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def desk() -> ModuleType:
    """The helpers of desk.py."""
    return _load("desk")


@pytest.fixture
def question_file(tmp_path: Path, desk: ModuleType) -> str:
    """A user's question file."""
    path = tmp_path / "t_cache.yaml"
    path.write_text(desk.QUESTION)
    return str(path)


@pytest.fixture
def seen() -> list[object]:
    """Events that a front end was shown."""
    return []


@pytest.fixture
def session(desk: ModuleType, question_file: str, seen: list[object], home: Path) -> Iterator[object]:
    """A fresh session, entered and begun."""
    from agent.store import Store

    with desk.open_session(Store(), question_file, seen) as live:
        live.go_on()
        yield live
