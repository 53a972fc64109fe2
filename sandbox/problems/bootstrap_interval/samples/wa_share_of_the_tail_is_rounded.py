"""The share of a tail is a float before it is multiplied."""

import numpy as np


def ratio_interval(clicks, views, level, resamples, rng):
    n = len(clicks)
    ratios = np.empty(resamples)
    for b in range(resamples):
        users = rng.integers(0, n, size=n)
        ratios[b] = clicks[users].sum() / views[users].sum()
    ratios.sort()
    outside = int(resamples * ((100 - level) / 200))
    return float(clicks.sum() / views.sum()), float(ratios[outside]), float(ratios[resamples - 1 - outside])
