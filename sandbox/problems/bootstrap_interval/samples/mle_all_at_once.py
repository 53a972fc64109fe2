import numpy as np


def ratio_interval(clicks, views, level, resamples, rng):
    n = len(clicks)
    index = np.stack([rng.integers(0, n, size=n) for _ in range(resamples)])
    ratios = np.sort(clicks[index].sum(axis=1) / views[index].sum(axis=1))
    t = resamples * (100 - level) // 200
    return float(clicks.sum() / views.sum()), float(ratios[t]), float(ratios[resamples - 1 - t])
