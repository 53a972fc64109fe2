"""A difference of logarithms also where the two chances are a millionth apart."""

import math


def outcomes(start, target, p_up, p_down):
    if start == 0:
        return 0.0, 1.0
    if start == target:
        return 1.0, 0.0
    if p_up == 0 or p_down == 0:
        return (1.0 if p_up else 0.0), (1.0 if p_down else 0.0)
    if 0.999999 < p_down / p_up < 1.000001:
        log_r = math.log1p((p_down - p_up) / p_up)
    else:
        log_r = math.log(p_down) - math.log(p_up)
    return _reach(start, target, log_r), _reach(target - start, target, -log_r)


def _reach(start, target, log_r):
    if log_r == 0:
        return start / target
    if log_r < 0:
        return math.expm1(start * log_r) / math.expm1(target * log_r)
    return math.exp((start - target) * log_r) * (math.expm1(-start * log_r) / math.expm1(-target * log_r))
