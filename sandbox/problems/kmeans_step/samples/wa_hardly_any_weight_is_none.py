"""A threshold above weights that are small, but not zero."""

import numpy as np


def kmeans_step(points, weights, centers):
    k = len(centers)
    shift = centers[0].copy()
    near, around = points - shift, centers - shift
    table = -2.0 * (near @ around.T) + (around * around).sum(axis=1)
    assignment = table.argmin(axis=1)
    share = np.zeros((k, len(points)))
    share[assignment, np.arange(len(points))] = weights
    total = share.sum(axis=1)
    moved = centers.copy()
    full = total > 1e-8
    moved[full] = (share @ near)[full] / total[full, None] + shift
    cost = float((weights * ((points - centers[assignment]) ** 2).sum(axis=1)).sum())
    return assignment, moved, cost
