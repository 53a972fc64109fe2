import numpy as np


def decoder_block(x: np.ndarray, weights: dict[str, np.ndarray], heads: int, norm: str, eps: float) -> np.ndarray:
    """One pre-norm block; (n, d) to (n, d). `norm` is "rms" or "layer"."""
