import numpy as np


def success_by_level(up, down):
    n = len(up)
    start = max((i + 1 for i in range(n) if up[i] == 0), default=0)
    m = n - start
    a, b = np.eye(m), np.zeros(m)
    for i in range(m):
        u, d = up[start + i], down[start + i]
        if i > 0:
            a[i, i - 1] = -d / (u + d)
        if i < m - 1:
            a[i, i + 1] = -u / (u + d)
        else:
            b[i] = u / (u + d)
    return [0.0] * (start + 1) + (np.linalg.solve(a, b).tolist() if m else []) + [1.0]
