import math


def outcomes(start, target, p_up, p_down):
    """Success is e^(-(n-i)h) sinh(ih) / sinh(nh) with h = half the log ratio, = atanh of the relative difference."""
    if start == 0:
        return 0.0, 1.0
    if start == target:
        return 1.0, 0.0
    if p_up == 0 and p_down == 0:
        return 0.0, 0.0
    if p_down == 0:
        return 1.0, 0.0
    if p_up == 0:
        return 0.0, 1.0
    ratio = p_down / p_up
    h = math.atanh((p_down - p_up) / (p_down + p_up)) if 0.5 < ratio < 2 else 0.5 * math.log(ratio)
    rest = target - start
    if h == 0:
        return start / target, rest / target
    if abs(target * h) < 20:
        whole = math.sinh(target * h)
        return math.exp(-rest * h) * math.sinh(start * h) / whole, math.exp(start * h) * math.sinh(rest * h) / whole

    def part(steps, other, downhill):
        """The same with the large exponents taken out: e^(-2 h other) if it is uphill, times two factors near 1."""
        tail = math.log1p(-math.exp(-2 * abs(steps * h))) - math.log1p(-math.exp(-2 * abs(target * h)))
        return math.exp(tail if downhill else tail - 2 * abs(h) * other)

    return part(start, rest, h < 0), part(rest, start, h > 0)
