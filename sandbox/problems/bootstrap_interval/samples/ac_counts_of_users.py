import numpy as np


def ratio_interval(clicks, views, level, resamples, rng):
    """Each resample as counts of users; sums are dot products with the counts."""
    n = clicks.shape[0]
    both = np.stack([clicks, views], axis=1)
    found = []
    for _ in range(resamples):
        counts = np.bincount(rng.integers(0, n, size=n), minlength=n)
        top, bottom = counts @ both
        found.append(top / bottom)
    found = sorted(found)
    t = (resamples * (100 - level)) // 200
    return clicks.sum() / views.sum(), found[t], found[-1 - t]
