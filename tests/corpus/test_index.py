from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.index import Index, server_address
from corpus.passage import Passage
from corpus.snapshot import GuideRecord, Snapshot, new_state
from corpus.tokens import TokenIndex


def _snapshot(embedder: Any, *texts: str) -> Snapshot:
    passages = tuple(Passage("g", "t", "T", "text", "", text, row + 1, row + 1) for row, text in enumerate(texts))
    states = embedder.token_states([passage.searched for passage in passages])
    record = GuideRecord("g", "G", ("t",), len(passages), "/g", "0", 1)
    tokens = TokenIndex.of(states, embedder.dimension)
    vectors = np.stack([state.pooled for state in states])
    return Snapshot(new_state(embedder.name, passages, (record,)), passages, vectors, tokens)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "chroma"


@pytest.fixture
def snapshot(embedder: Any) -> Snapshot:
    return _snapshot(embedder, "salt", "stones", "fans")


@pytest.fixture
def index(folder: Path, snapshot: Snapshot, embedder: Any) -> Iterator[Index]:
    with Index(folder, embedder.dimension) as opened:
        opened.rebuild(snapshot)
        yield opened


def test_what_is_put_in_comes_out(index: Index, snapshot: Snapshot) -> None:
    assert index.agrees(snapshot)
    found = index.read()
    assert found is not None
    assert (found.state, found.passages) == (snapshot.state, snapshot.passages)
    np.testing.assert_allclose(found.vectors, snapshot.vectors, atol=1e-6)


def test_another_version_or_other_passages_are_noticed(index: Index, snapshot: Snapshot, embedder: Any) -> None:
    assert not index.agrees(replace(snapshot, state=replace(snapshot.state, version="another")))
    other = _snapshot(embedder, "salt", "stones", "fins")
    assert not index.agrees(replace(other, state=replace(other.state, version=snapshot.state.version)))


def test_lost_vectors_are_noticed(folder: Path, snapshot: Snapshot, embedder: Any) -> None:
    # Enough for Chroma to write the vectors' own folder.
    many = _snapshot(embedder, *[f"word{number}" for number in range(1_200)])
    with Index(folder, embedder.dimension) as index:
        index.rebuild(many)
        assert index.agrees(many)
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
    with Index(folder, embedder.dimension) as index:
        assert not index.agrees(many)
        index.rebuild(many)
        assert index.agrees(many)


def test_an_update_moves_adds_and_removes(index: Index, snapshot: Snapshot, embedder: Any) -> None:
    after = _snapshot(embedder, "fans", "salt", "steam")
    index.update(snapshot, after)
    assert index.agrees(after)
    found = index.read()
    assert found is not None
    assert found.passages == after.passages


def test_addresses() -> None:
    assert server_address("http://127.0.0.1:8123/") == ("127.0.0.1", 8123, False)
    assert server_address("https://chroma.example") == ("chroma.example", 443, True)
