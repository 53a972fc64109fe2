import numpy as np


def ratio_interval(clicks, views, level, resamples, rng):
    n = len(clicks)
    ratios = np.empty(resamples)
    for b in range(resamples):
        users = rng.integers(0, max(1, n - 1), size=n)
        ratios[b] = clicks[users].sum() / views[users].sum()
    ratios.sort()
    outside = resamples * (100 - level) // 200
    return float(clicks.sum() / views.sum()), float(ratios[outside]), float(ratios[resamples - 1 - outside])
