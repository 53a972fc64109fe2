import math


def srm_check(counts, weights, alpha=0.001):
    if not counts or len(counts) != len(weights) or min(counts) < 0 or min(weights) < 0 or sum(weights) == 0:
        raise ValueError
    on = [(count, weight) for count, weight in zip(counts, weights) if weight > 0]
    users = sum(count for count, _ in on)
    if users != sum(counts):
        return math.inf, 0.0, True
    if users == 0 or len(on) == 1:
        return 0.0, 1.0, False
    total = sum(weight for _, weight in on)
    x = sum((count - users * weight / total) ** 2 / (users * weight / total) for count, weight in on)
    k = len(on) - 1
    cdf = math.erf(math.sqrt(x / 2)) if k % 2 else -math.expm1(-x / 2)
    for d in range(1 if k % 2 else 2, k, 2):
        cdf -= math.exp(d / 2 * math.log(x / 2) - x / 2 - math.lgamma(d / 2 + 1)) if x else 0.0
    p = min(1.0, max(0.0, 1 - cdf))
    return x, p, p < alpha
