import numpy as np


def calibration_error(probs: np.ndarray, labels: np.ndarray, bins: int) -> tuple[float, float]:
    """(expected, maximal) calibration error over `bins` bins of equal width."""
