import math
from statistics import NormalDist

import numpy as np


def boundaries(fractions, alpha, kind):
    """Folded to |B|: midpoint cells of the half line, Newton steps safeguarded by bisection on the logarithm of the tail."""
    if not fractions or fractions[0] <= 0 or fractions[-1] > 1 or sorted(set(fractions)) != list(fractions):
        raise ValueError("fractions")
    if alpha <= 0 or alpha >= 1:
        raise ValueError("alpha")
    if kind == "obrien_fleming":
        z = abs(NormalDist().inv_cdf(alpha / 4))
        spend = lambda t: 2 * math.erfc(z / math.sqrt(t) / math.sqrt(2)) if t else 0.0
    elif kind == "pocock":
        spend = lambda t: alpha * math.log(1 + t * (math.e - 1))
    else:
        raise ValueError("kind")
    root2 = math.sqrt(2)
    x, mass, last, answer = [0.0], np.ones(1), 0.0, []
    for t in fractions:
        sd = math.sqrt(t - last)
        target = math.log(spend(t) - spend(last))

        def tail(c):
            terms = [m * (math.erfc((c - v) / sd / root2) + math.erfc((c + v) / sd / root2)) / 2 for v, m in zip(x, mass)]
            return math.fsum(terms)

        def slope(c):
            v = np.asarray(x)
            kernel = np.exp(-(((c - v) / sd) ** 2) / 2) + np.exp(-(((c + v) / sd) ** 2) / 2)
            return float(kernel @ mass) / sd / math.sqrt(2 * math.pi)

        low, high = 0.0, 40 * math.sqrt(t)
        c = 3 * math.sqrt(t)
        for _ in range(200):
            p = tail(c)
            if p > 0 and math.log(p) > target:
                low = c
            else:
                high = c
            new = c + (math.log(p) - target) * p / slope(c) if p > 0 and slope(c) > 0 else low
            new = new if low < new < high else (low + high) / 2
            if abs(new - c) < 1e-10:
                break
            c = new
        answer.append(c / math.sqrt(t))
        cells = 1200
        y = (np.arange(cells) + 0.5) * c / cells
        v = np.asarray(x)[None, :]
        kernel = np.exp(-(((y[:, None] - v) / sd) ** 2) / 2) + np.exp(-(((y[:, None] + v) / sd) ** 2) / 2)
        mass = kernel @ mass * (c / cells) / sd / math.sqrt(2 * math.pi)
        x, last = y.tolist(), t
    return answer
