import math


def _upper_gamma(a, x):
    """Regularized upper incomplete gamma function: series below a + 1, continued fraction (Lentz) above."""
    if x <= 0:
        return 1.0
    front = a * math.log(x) - x - math.lgamma(a)
    if x < a + 1:
        term = total = 1 / a
        n = a
        while abs(term) > 1e-17 * total:
            n += 1
            term *= x / n
            total += term
        return 1 - total * math.exp(front)
    tiny = 1e-300
    b = x + 1 - a
    c, d = 1 / tiny, 1 / b
    h = d
    for i in range(1, 10_000):
        an = -i * (i - a)
        b += 2
        d = an * d + b
        d = 1 / (d if d else tiny)
        c = b + an / c
        c = c if c else tiny
        h *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return math.exp(front) * h


def srm_check(counts, weights, alpha=0.001):
    if not counts or len(counts) != len(weights):
        raise ValueError("lengths")
    if min(counts) < 0 or min(weights) < 0 or not any(weights):
        raise ValueError("negative or all zero")
    on = [(count, weight) for count, weight in zip(counts, weights) if weight > 0]
    users = sum(count for count, _ in on)
    if users != sum(counts):
        return math.inf, 0.0, True
    if users == 0 or len(on) == 1:
        return 0.0, 1.0, False
    total = math.fsum(weight for _, weight in on)
    statistic = sum((count - users * weight / total) ** 2 / (users * weight / total) for count, weight in on)
    p = _upper_gamma((len(on) - 1) / 2, statistic / 2)
    return statistic, p, p < alpha
