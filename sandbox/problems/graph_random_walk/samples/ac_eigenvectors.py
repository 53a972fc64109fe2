import numpy as np


def walk_distribution(n, edges, start, steps):
    """Symmetric form D^-1/2 A D^-1/2; eigenvalues that are one but for rounding are made exactly one."""
    a = np.zeros((n, n))
    for u, v in edges:
        a[u, v] += 1
        if u != v:
            a[v, u] += 1
    a[np.diag_indices(n)] += a.sum(axis=1) == 0
    root = np.sqrt(a.sum(axis=1))
    values, vectors = np.linalg.eigh(a / np.outer(root, root))
    near = np.abs(np.abs(values) - 1) < 1e-11
    values[near] = np.sign(values[near])
    sizes = np.abs(values)
    with np.errstate(divide="ignore", under="ignore"):
        powers = np.exp(steps * np.log(sizes)) if steps else np.ones(n)
    if steps % 2:
        powers = powers * np.sign(values)
    row = (vectors[start] * powers) @ vectors.T
    return list(np.maximum(row * root / root[start], 0.0))
