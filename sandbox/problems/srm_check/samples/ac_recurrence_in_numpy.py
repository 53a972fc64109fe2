import math

import numpy as np


def srm_check(counts, weights, alpha=0.001):
    n, w = np.array(counts, dtype=float), np.array(weights, dtype=float)
    if n.shape != w.shape or n.size == 0 or (n < 0).any() or (w < 0).any() or w.sum() == 0:
        raise ValueError
    if n[w == 0].any():
        return float("inf"), 0.0, True
    n, w = n[w > 0], w[w > 0]
    if n.sum() == 0 or n.size == 1:
        return 0.0, 1.0, False
    expected = n.sum() * (w / w.sum())
    x = float(((n - expected) ** 2 / expected).sum())
    k = n.size - 1
    # The steps of the recurrence by their quotients, scaled by the largest so that none is lost.
    start = 1 if k % 2 else 2
    q = math.erfc(math.sqrt(x / 2)) if start == 1 else math.exp(-x / 2)
    if x > 0 and k > start:
        degrees = np.arange(start, k, 2)
        logs = degrees / 2 * math.log(x / 2) - x / 2 - np.array([math.lgamma(d / 2 + 1) for d in degrees])
        q += float(np.exp(logs).sum())
    return x, q, bool(q < alpha)
