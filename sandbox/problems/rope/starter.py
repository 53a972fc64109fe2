import numpy as np


def rotate(
    x: np.ndarray, positions: np.ndarray, width: int, layout: str, base: float = 10000.0, inverse: bool = False
) -> np.ndarray:
    """The first `width` features of every head turned by position; (n, h, d) to (n, h, d)."""
