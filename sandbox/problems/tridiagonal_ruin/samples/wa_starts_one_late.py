import numpy as np


def success_by_level(up, down):
    n = len(up)
    bottom = max((level for level in range(1, n + 1) if up[level - 1] == 0), default=0)
    u, d = np.array(up[bottom:], dtype=float), np.array(down[bottom:], dtype=float)
    with np.errstate(divide="ignore"):
        logs = np.cumsum(np.log(d) - np.log(u))
        logs = np.concatenate((logs, logs[-1:])) if len(logs) else np.zeros(1)
    sums = np.logaddexp.accumulate(logs)
    return [0.0] * (bottom + 1) + np.exp(sums - sums[-1]).tolist()
