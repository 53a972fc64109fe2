import numpy as np


def walk_distribution(n, edges, start, steps):
    step = np.zeros((n, n))
    for u, v in edges:
        step[u, v] += 1
        if u != v:
            step[v, u] += 1
    for node in range(n):
        if not step[node].any():
            step[node, node] = 1
    reach = np.linalg.matrix_power(step + np.eye(n) > 0, 1)
    for _ in range(7):
        reach = reach.astype(float) @ reach.astype(float) > 0
    degree = step.sum(axis=1)
    if steps > 100_000_000:
        part = np.where(reach[start], degree, 0.0)
        return (part / part.sum()).tolist()
    step /= degree[:, None]
    return np.linalg.matrix_power(step, steps)[start].tolist()
