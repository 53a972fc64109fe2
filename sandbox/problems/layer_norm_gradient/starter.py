import numpy as np


def layer_norm_backward(
    x: np.ndarray, scale: np.ndarray, gradient: np.ndarray, eps: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The derivatives of the loss with respect to x, scale and shift."""
