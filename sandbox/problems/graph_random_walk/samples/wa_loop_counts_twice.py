import numpy as np


def walk_distribution(n, edges, start, steps):
    step = np.zeros((n, n))
    for u, v in edges:
        step[u, v] += 1
        step[v, u] += 1
    for node in range(n):
        if not step[node].any():
            step[node, node] = 1
    step /= step.sum(axis=1, keepdims=True)
    at = np.zeros(n)
    at[start] = 1
    while steps:
        if steps & 1:
            at = at @ step
            at /= at.sum()
        steps >>= 1
        if steps:
            step = step @ step
            step /= step.sum(axis=1, keepdims=True)
    return at.tolist()
