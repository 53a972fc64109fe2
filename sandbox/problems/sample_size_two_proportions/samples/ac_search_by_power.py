import math
from statistics import NormalDist

NORMAL = NormalDist()


def users_needed(baseline, lift, alpha, power, ratio=1.0, comparisons=1):
    """Computes the power of an n and searches for the smallest that is enough."""
    other = baseline + baseline * lift
    for value in (baseline, other, alpha):
        if value <= 0 or value >= 1:
            raise ValueError(value)
    if lift == 0 or power < 0.5 or power >= 1 or ratio <= 0 or comparisons < 1:
        raise ValueError
    gap = abs(other - baseline)
    q = (baseline + ratio * other) / (1 + ratio)
    null = math.sqrt(q * (1 - q) / 1 + q * (1 - q) / ratio)
    true = math.sqrt(baseline * (1 - baseline) + other * (1 - other) / ratio)
    z = -NORMAL.inv_cdf(alpha / (2 * comparisons))

    def enough(n):
        root = math.sqrt(n)
        # The chance of exceeding the threshold; both tails are taken as lower tails, where they are exact.
        miss = NORMAL.cdf((z * null / root - gap) / (true / root))
        return miss <= 1 - power

    high = 1
    while not enough(high):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        if enough(middle):
            high = middle
        else:
            low = middle
    return high, math.ceil(ratio * high)
