"""Token states of many passages in one byte a number, and late interaction with a query's tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from corpus.embedder import TokenStates, Vectors


@dataclass(frozen=True, slots=True)
class TokenIndex:
    """The tokens of n passages, one after another."""

    codes: npt.NDArray[np.int8]
    """Shape (t, d): each state over its largest absolute number, in 127ths."""
    scales: Vectors
    """Shape (t,): what a row of `codes` is multiplied with."""
    starts: npt.NDArray[np.int64]
    """Shape (n + 1,): passage i has the tokens starts[i] to starts[i + 1], at least one."""

    @classmethod
    def of(cls, texts: Sequence[TokenStates], dimension: int) -> Self:
        """Return the index of the texts; a text without tokens counts as one token, its vector."""
        rows = [text.states if len(text.states) else text.pooled[None] for text in texts]
        states = np.concatenate([np.zeros((0, dimension), np.float32), *rows])
        scales = np.maximum(np.abs(states).max(axis=1, initial=0), 1e-9) / 127
        codes = np.rint(states / scales[:, None]).astype(np.int8)
        return cls(codes, scales.astype(np.float32), np.cumsum([0, *map(len, rows)], dtype=np.int64))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def is_whole(self) -> bool:
        """Tell whether the three arrays fit together."""
        return (
            self.codes.ndim == 2
            and self.codes.dtype == np.int8
            and self.scales.shape == self.codes.shape[:1]
            and len(self.starts) > 0
            and int(self.starts[0]) == 0
            and int(self.starts[-1]) == len(self.codes)
            and bool((np.diff(self.starts) > 0).all())
        )

    def take(self, rows: Sequence[int]) -> Self:
        """Return the index of the passages `rows`, in that order."""
        lengths = [int(self.starts[row + 1] - self.starts[row]) for row in rows]
        tokens = self._tokens(rows)
        starts = np.cumsum([0, *lengths], dtype=np.int64)
        return type(self)(self.codes[tokens], self.scales[tokens], starts)

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the passages of all parts, in order; at least one part."""
        lengths = np.concatenate([np.diff(part.starts) for part in parts])
        return cls(
            np.concatenate([part.codes for part in parts]),
            np.concatenate([part.scales for part in parts]),
            np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)]),
        )

    def likeness(self, query: Vectors, rows: Sequence[int]) -> Vectors:
        """Return for each passage of `rows` the mean, over the query's tokens, of the cosine with its nearest token.

        This is ColBERT's MaxSim (Khattab and Zaharia 2020), divided by the number of the query's tokens.

        Args:
            query: shape (q, d), q at least 1, rows of length 1.
            rows: passages.
        """
        if not len(rows):
            return np.zeros(0, np.float32)
        tokens = self._tokens(rows)
        cosines = (query @ self.codes[tokens].astype(np.float32).T) * self.scales[tokens]
        lengths = [int(self.starts[row + 1] - self.starts[row]) for row in rows]
        nearest = np.maximum.reduceat(cosines, np.cumsum([0, *lengths[:-1]]), axis=1)
        return np.asarray(nearest.mean(axis=0), np.float32)

    def _tokens(self, rows: Sequence[int]) -> npt.NDArray[np.int64]:
        ranges = [np.arange(self.starts[row], self.starts[row + 1]) for row in rows]
        return np.concatenate([np.zeros(0, np.int64), *ranges])
