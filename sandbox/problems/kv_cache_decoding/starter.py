import numpy as np


class CachedAttention:
    """Causal attention over tokens that arrive in pieces."""

    def __init__(
        self, wq: np.ndarray, wk: np.ndarray, wv: np.ndarray, wo: np.ndarray, heads: int, capacity: int
    ) -> None:
        pass

    def extend(self, x: np.ndarray) -> np.ndarray:
        """The next tokens, (m, d); their attention over all tokens held, (m, d)."""

    def rollback(self, length: int) -> None:
        """Keep the first `length` tokens."""

    def length(self) -> int:
        """Tokens held."""
