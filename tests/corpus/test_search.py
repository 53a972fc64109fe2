from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.encoder import load_encoder
from corpus.passage import Passage
from corpus.search import HALF, K1, SMOOTHING, B, Ranker
from corpus.tokens import TokenIndex
from corpus.words import STOP_WORDS, stems


def _passages(*texts: str) -> list[Passage]:
    return [Passage("g", f"t{row % 2}", "", "text", "", text, row + 1, row + 1) for row, text in enumerate(texts)]


def _ranker(passages: list[Passage], embedder: Any) -> Ranker:
    states = embedder.token_states([passage.searched for passage in passages])
    tokens = TokenIndex.of(states, embedder.dimension)
    vectors = np.stack([state.pooled for state in states]) if states else np.zeros((0, embedder.dimension), np.float32)
    return Ranker(passages, vectors, tokens)


def test_stems_split_identifiers_and_drop_stop_words() -> None:
    assert stems("The AllReduce of move_to_front") == ["allreduc", "reduc", "move_to_front", "move", "front"]
    assert stems("A/B tests; O(n)") == ["ab", "test"]
    assert "the" in STOP_WORDS


def test_the_score_is_the_documented_sum(embedder: Any) -> None:
    passages = _passages("steam keeps crust soft", "stones store heat", "salt slows yeast", "fans dry bread and crust")
    query = "crust heat"
    state = embedder.token_states([query])[0]
    found = _ranker(passages, embedder).scores(query, state)

    words = [stems(passage.searched) for passage in passages]
    mean = np.mean([len(each) for each in words])
    fused = []
    for passage, each in zip(passages, words, strict=True):
        keyword = 0.0
        for term in stems(query):
            has = sum(term in other for other in words)
            idf = np.log(1 + (len(words) - has + 0.5) / (has + 0.5))
            tf = each.count(term)
            keyword += idf * tf / (tf + K1 * (1 - B + B * len(each) / mean))
        own = embedder.token_states([passage.searched])[0]
        maxsim = (state.states @ own.states.T).max(axis=1).mean()
        fused.append(keyword / (keyword + HALF) + state.pooled @ own.pooled + maxsim)
    expected = [
        score + SMOOTHING * np.mean([other for at, other in enumerate(fused) if at % 2 == row % 2])
        for row, score in enumerate(fused)
    ]
    np.testing.assert_allclose(found, expected, atol=0.02)


def test_a_topic_filter_and_k_are_kept_and_ties_go_to_the_earlier(embedder: Any) -> None:
    ranker = _ranker(_passages("same words", "other", "same words", "other"), embedder)
    state = embedder.token_states(["same words"])[0]
    assert [hit.line for hit in ranker.search("same words", state, 10)][:2] == [1, 3]
    assert [hit.line for hit in ranker.search("same words", state, 10, topic="t1")] == [2, 4]
    assert len(ranker.search("same words", state, 1)) == 1


def test_no_passages_and_passages_without_words(embedder: Any) -> None:
    state = embedder.token_states(["x"])[0]
    assert _ranker([], embedder).search("x", state, 5) == []
    assert len(_ranker(_passages("— —", "…"), embedder).search("the", state, 5)) == 2


def test_quantised_tokens_are_close_and_can_be_taken_and_joined(embedder: Any) -> None:
    states = embedder.token_states(["one two three", "", "four five"])
    index = TokenIndex.of(states, embedder.dimension)
    assert len(index) == 3
    assert index.is_whole()
    query = embedder.token_states(["two five"])[0].states
    exact = [(query @ state.states.T).max(axis=1).mean() for state in (states[0], states[2])]
    np.testing.assert_allclose(index.likeness(query, [0, 2]), exact, atol=0.01)
    again = TokenIndex.joined([index.take([2]), index.take([0, 1])]).take([1, 2, 0])
    np.testing.assert_array_equal(again.codes, index.codes)
    np.testing.assert_array_equal(again.starts, index.starts)


def test_the_real_encoder_finds_what_is_only_meant() -> None:
    passages = _passages(
        "Union-Find answers connectivity questions when all links are known beforehand.",
        "Evict the least recently used entry first.",
        "Use a holdout group to see long-term effects.",
        "Gradient checkpointing trades compute for memory.",
        "Keep sourdough starters warm.",
    )
    ranker = _ranker(passages, load_encoder())
    for query, line in (
        ("throw out what nobody has touched for the longest time", 2),
        ("recomputing activations in the backward pass to fit the GPU", 4),
        ("are two nodes in the same component", 1),
    ):
        assert ranker.search(query, load_encoder().token_states([query])[0], 1)[0].line == line


def test_two_thousand_passages_are_searched_in_time(tmp_path: Path, embedder: Any) -> None:
    import time

    ranker = _ranker(_passages(*[f"word{n} word{n * 7 % 501} common text" for n in range(2_000)]), embedder)
    state = embedder.token_states(["word77 common"])[0]
    ranker.search("word77 common", state, 5)
    started = time.process_time()
    for _ in range(10):
        ranker.search("word77 common", state, 5)
    assert (time.process_time() - started) / 10 < 0.04


@pytest.mark.parametrize("query", ["", " ", "the of", "\x00", "🎉", "a" * 50_000])
def test_any_query_can_be_asked(embedder: Any, query: str) -> None:
    ranker = _ranker(_passages("steam", "stones"), embedder)
    assert len(ranker.search(query, embedder.token_states([query])[0], 5)) == 2
