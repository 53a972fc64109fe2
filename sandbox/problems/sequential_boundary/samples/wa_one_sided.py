import math
from statistics import NormalDist

import numpy as np

NODES, WEIGHTS = np.polynomial.legendre.leggauss(160)
_erfc = np.vectorize(math.erfc, otypes=[float])


def _spent(kind, t, alpha):
    if kind == "pocock":
        return alpha * math.log1p((math.e - 1) * t)
    return 2 * math.erfc(-NormalDist().inv_cdf(alpha / 4) / math.sqrt(2 * t))


def boundaries(fractions, alpha, kind):
    if kind not in ("pocock", "obrien_fleming") or not 0 < alpha < 1 or not fractions:
        raise ValueError("unknown kind, alpha out of range or no fractions")
    if any(not before < t <= 1 for before, t in zip([0, *fractions], fractions)):
        raise ValueError("the fractions must ascend in (0, 1]")
    # Points and masses of the survivors; at the start all are at zero.
    points, masses, before, used = np.zeros(1), np.ones(1), 0.0, 0.0
    answer = []
    for t in fractions:
        allowed = _spent(kind, t, alpha)
        spread = math.sqrt(t - before)
        low, high = 0.0, 40.0 * math.sqrt(t)
        for _ in range(60):
            c = (low + high) / 2
            tails = _erfc((c - points) / (spread * math.sqrt(2)))
            if masses @ tails / 2 > allowed - used:
                low = c
            else:
                high = c
        answer.append(c / math.sqrt(t))
        to = c * NODES
        steps = np.exp(-(((to[:, None] - points) / spread) ** 2) / 2) / (spread * math.sqrt(2 * math.pi))
        points, masses, before, used = to, c * WEIGHTS * (steps @ masses), t, allowed
    return answer
