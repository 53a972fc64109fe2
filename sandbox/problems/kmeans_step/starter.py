import numpy as np


def kmeans_step(points: np.ndarray, weights: np.ndarray, centers: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """The assignment (n,), the moved centers (k, d) and the cost before they move."""
