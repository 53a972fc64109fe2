import numpy as np


def causal_attention(q: np.ndarray, k: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Attention of the last m positions over all n; (h, m, d), (h, n, d), (h, n, e) to (h, m, e)."""
