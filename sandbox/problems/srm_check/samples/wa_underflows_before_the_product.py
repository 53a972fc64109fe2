import math


def srm_check(counts, weights, alpha=0.001):
    if len(counts) != len(weights) or not counts:
        raise ValueError
    if min(counts) < 0 or min(weights) < 0 or sum(weights) == 0:
        raise ValueError
    if any(w == 0 and c > 0 for c, w in zip(counts, weights)):
        return (math.inf, 0.0, True)
    arms = [(c, w) for c, w in zip(counts, weights) if w > 0]
    n = sum(counts)
    W = math.fsum(weights)
    if n == 0 or len(arms) == 1:
        return (0.0, 1.0, False)
    x = 0.0
    for c, w in arms:
        e = n * w / W
        x += (c - e) ** 2 / e
    k = len(arms) - 1
    if k % 2:
        q, j = math.erfc(math.sqrt(x / 2)), 1
    else:
        q, j = math.exp(-x / 2), 2
    while j < k:
        if x > 0:
            q += math.exp(-x / 2) * math.exp(min(700, j / 2 * math.log(x / 2) - math.lgamma(j / 2 + 1)))
        j += 2
    return (x, q, q < alpha)
