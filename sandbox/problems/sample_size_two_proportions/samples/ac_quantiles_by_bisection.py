import math


def _upper_quantile(tail):
    """x with P(Z > x) = tail, by bisection on erfc."""
    low, high = -40.0, 40.0
    for _ in range(200):
        middle = (low + high) / 2
        if math.erfc(middle / math.sqrt(2)) / 2 > tail:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def users_needed(baseline, lift, alpha, power, ratio=1.0, comparisons=1):
    p2 = baseline * (1 + lift)
    if not 0 < baseline < 1 or not 0 < p2 < 1 or not 0 < alpha < 1 or not 0.5 <= power < 1:
        raise ValueError("rates, alpha or power")
    if lift == 0 or not ratio > 0 or comparisons < 1:
        raise ValueError("lift, ratio or comparisons")
    # In shares of all users: control has 1 / (1 + r) of them.
    control, treatment = 1 / (1 + ratio), ratio / (1 + ratio)
    mean = control * baseline + treatment * p2
    pooled = mean * (1 - mean) * (1 / control + 1 / treatment)
    own = baseline * (1 - baseline) / control + p2 * (1 - p2) / treatment
    need = _upper_quantile(alpha / comparisons / 2) * pooled**0.5 + _upper_quantile(1 - power) * own**0.5
    n1 = max(math.ceil(need * need / (p2 - baseline) ** 2 * control), 1)
    return n1, math.ceil(n1 * ratio)
