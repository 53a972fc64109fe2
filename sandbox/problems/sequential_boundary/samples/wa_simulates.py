import math
from statistics import NormalDist

import numpy as np


def boundaries(fractions, alpha, kind):
    if kind not in ("pocock", "obrien_fleming") or not 0 < alpha < 1 or not fractions:
        raise ValueError
    if any(not before < t <= 1 for before, t in zip([0, *fractions], fractions)):
        raise ValueError
    z = -NormalDist().inv_cdf(alpha / 4)
    rng = np.random.default_rng(0)
    n = 400_000
    walk, before, used, answer = np.zeros(n), 0.0, 0.0, []
    for t in fractions:
        total = alpha * math.log1p((math.e - 1) * t) if kind == "pocock" else 2 * math.erfc(z / math.sqrt(2 * t))
        walk = walk + math.sqrt(t - before) * rng.standard_normal(len(walk))
        leave = max(1, round((total - used) * n))
        size = np.sort(np.abs(walk))
        answer.append(float(size[-leave]) / math.sqrt(t))
        walk = walk[np.abs(walk) < size[-leave]]
        before, used = t, total
    return answer
