import numpy as np


def ratio_interval(clicks, views, level, resamples, rng):
    """Blocks of resamples held as a matrix; the two order statistics by partition."""
    n = len(clicks)
    rows = max(1, 200_000 // n)
    ratios = np.zeros(0)
    done = 0
    while done < resamples:
        now = min(rows, resamples - done)
        index = np.stack([rng.integers(0, n, size=n) for _ in range(now)])
        ratios = np.concatenate([ratios, clicks[index].sum(axis=1) / views[index].sum(axis=1)])
        done += now
    t = int(resamples * (100 - level) // 200)
    low, high = t, resamples - 1 - t
    parted = np.partition(ratios, (low, high))
    return float(np.sum(clicks) / np.sum(views)), float(parted[low]), float(parted[high])
