import math
import numpy as np
from statistics import NormalDist


def boundaries(fractions, alpha, kind):
    if len(fractions) == 0:
        raise ValueError
    if any(not 0 < t <= 1 for t in fractions) or any(a >= b for a, b in zip(fractions, fractions[1:])):
        raise ValueError
    if alpha <= 0 or alpha >= 1 or kind not in ("obrien_fleming", "pocock"):
        raise ValueError

    def S(t):
        if kind == "pocock":
            return alpha * math.log1p((math.e - 1) * t)
        return 2 * math.erfc(-NormalDist().inv_cdf(alpha / 4) / math.sqrt(2 * t))

    res = []
    M = 60
    g = None
    tp = 0.0
    used = 0.0
    for t in fractions:
        need = S(t) - used
        used = S(t)
        dt = t - tp
        s = math.sqrt(2 * dt)
        if g is None:
            tail = lambda b: math.erfc(b / s)
        else:
            y, p = g

            def tail(b):
                a1 = (b - y) / s
                return float(np.dot(p, [math.erfc(v) for v in a1.tolist()]))  # symmetric: both tails alike

        lo, hi = 0.0, 20.0 * math.sqrt(t) + 5
        for _ in range(46):
            mid = 0.5 * (lo + hi)
            if tail(mid) >= need:
                lo = mid
            else:
                hi = mid
        b = hi
        res.append(b / math.sqrt(t))
        x = np.linspace(-b, b, M + 1)
        w = np.ones(M + 1)
        w[1:-1:2] = 4
        w[2:-1:2] = 2
        w *= (2 * b / M) / 3
        if g is None:
            d = np.exp(-x * x / (2 * t)) / math.sqrt(2 * math.pi * t)
        else:
            d = np.exp(-((x[:, None] - y[None, :]) ** 2) / (2 * dt)) @ p / math.sqrt(2 * math.pi * dt)
        g = (x, w * d)
        tp = t
    return res
