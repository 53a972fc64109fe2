import statistics

import numpy as np


def ratio_interval(clicks, views, level, resamples, rng):
    n = len(clicks)
    ratios = np.empty(resamples)
    for b in range(resamples):
        users = rng.integers(0, n, size=n)
        ratios[b] = clicks[users].sum() / views[users].sum()
    z = statistics.NormalDist().inv_cdf(0.5 + level / 200)
    estimate = float(clicks.sum() / views.sum())
    return estimate, estimate - z * float(ratios.std()), estimate + z * float(ratios.std())
