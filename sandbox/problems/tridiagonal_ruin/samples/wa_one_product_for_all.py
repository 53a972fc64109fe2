import numpy as np


def success_by_level(up, down):
    n = len(up)
    bottom = max((level for level in range(1, n + 1) if up[level - 1] == 0), default=0)
    u, d = np.array(up[bottom:], dtype=float), np.array(down[bottom:], dtype=float)
    with np.errstate(divide="ignore"):
        logs = np.concatenate(([0.0], np.arange(1, len(u) + 1) * np.mean(np.log(d) - np.log(u)) if len(u) else []))
    sums = np.logaddexp.accumulate(logs)
    return [0.0] * (bottom + 1) + np.exp(sums - sums[-1]).tolist()
