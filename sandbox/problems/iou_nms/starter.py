import numpy as np


def keep_boxes(
    boxes: np.ndarray, scores: np.ndarray, labels: np.ndarray, overlap: float, least_score: float, most: int
) -> list[int]:
    """Indices of the kept boxes, best first."""
