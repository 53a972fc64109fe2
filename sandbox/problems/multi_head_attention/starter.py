import numpy as np


def multi_head_attention(
    x: np.ndarray,
    wq: np.ndarray,
    wk: np.ndarray,
    wv: np.ndarray,
    wo: np.ndarray,
    heads: int,
    kv_heads: int,
    lengths: np.ndarray,
    causal: bool,
) -> np.ndarray:
    """Attention of every head over the real positions; (b, n, d) to (b, n, d), zero where padded."""
