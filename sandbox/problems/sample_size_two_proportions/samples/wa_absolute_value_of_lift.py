import math
from statistics import NormalDist


def users_needed(baseline, lift, alpha, power, ratio=1.0, comparisons=1):
    p1, p2 = baseline, baseline * (1 + abs(lift) if baseline * (1 + abs(lift)) < 1 else 1 + lift)
    if not (0 < p1 < 1 and 0 < p2 < 1 and lift != 0 and 0 < alpha < 1 and 0.5 <= power < 1 and ratio > 0 and comparisons >= 1):
        raise ValueError("an argument is out of range")
    pooled = (p1 + ratio * p2) / (1 + ratio)
    s0 = math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio))
    s1 = math.sqrt(p1 * (1 - p1) + p2 * (1 - p2) / ratio)
    z_alpha = -NormalDist().inv_cdf(alpha / comparisons / 2)
    z_power = NormalDist().inv_cdf(power)
    n1 = max(1, math.ceil(((z_alpha * s0 + z_power * s1) / (p2 - p1)) ** 2))
    return n1, math.ceil(ratio * n1)
