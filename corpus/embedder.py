"""The seam between texts and vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class TokenStates:
    """One text as the encoder sees it; the special tokens are left out of everything but `pooled`."""

    tokens: list[str]
    """The t word pieces; a piece that continues a word starts with `##`."""
    states: Vectors
    """Shape (t, dimension): the last layer's state of each token, each row of Euclidean length 1."""
    offsets: list[tuple[int, int]]
    """The t half-open ranges of code points of the text that the tokens came from."""
    pooled: Vectors
    """Shape (dimension,): the text's vector, the same as `embed` gives."""


class Embedder(Protocol):
    """Turns texts into vectors whose inner product is their likeness in meaning."""

    @property
    def name(self) -> str:
        """Identifies the weights: vectors of embedders with different names are not comparable."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return float32 of shape (len(texts), dimension), each row of Euclidean length 1."""
        ...


class TokenEmbedder(Embedder, Protocol):
    """An embedder that shows its tokens, too."""

    def token_states(self, texts: Sequence[str]) -> list[TokenStates]:
        """Return the tokens of each text with their states, and its vector."""
        ...
