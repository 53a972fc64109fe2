import numpy as np


def ratio_interval(
    clicks: np.ndarray, views: np.ndarray, level: int, resamples: int, rng: np.random.Generator
) -> tuple[float, float, float]:
    """(ratio of sums, low, high) by the percentile bootstrap over users."""
