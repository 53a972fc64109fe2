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
    if k == 1:
        p = math.erfc(math.sqrt(x / 2))
    else:
        z = ((x / k) ** (1 / 3) - (1 - 2 / (9 * k))) / math.sqrt(2 / (9 * k))
        p = math.erfc(z / math.sqrt(2)) / 2
    return x, p, p < alpha
