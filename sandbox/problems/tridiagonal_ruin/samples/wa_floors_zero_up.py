import numpy as np


def success_by_level(up, down):
    n = len(up)
    bottom = 0
    up = [max(value, 1e-9) for value in up]
    u, d = np.array(up[bottom:], dtype=float), np.array(down[bottom:], dtype=float)
    with np.errstate(divide="ignore"):
        logs = np.concatenate(([0.0], np.cumsum(np.log(d) - np.log(u))))
    sums = np.logaddexp.accumulate(logs)
    return [0.0] * (bottom + 1) + np.exp(sums - sums[-1]).tolist()
