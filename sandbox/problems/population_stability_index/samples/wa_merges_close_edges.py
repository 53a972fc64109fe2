import math
from bisect import bisect_left


def miss(x):
    return x is None or x != x


def stability_index(reference, current, bins, smoothing):
    if not reference or not current or bins < 1 or smoothing <= 0:
        raise ValueError
    s = sorted(x for x in reference if not miss(x))
    n = len(s)
    edges = []
    if n:
        for j in range(1, bins):
            e = s[-(-j * n // bins) - 1]
            if not edges or e - edges[-1] > 1e-9:
                edges.append(e)
    B = len(edges) + 2

    def shares(v):
        c = [0] * B
        for x in v:
            if miss(x):
                c[B - 1] += 1
            else:
                c[bisect_left(edges, x)] += 1
        return [(k + smoothing) / (len(v) + B * smoothing) for k in c]

    q = shares(reference)
    p = shares(current)
    return sum((a - b) * math.log(a / b) for a, b in zip(p, q))
