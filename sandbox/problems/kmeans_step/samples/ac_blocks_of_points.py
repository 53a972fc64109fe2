import numpy as np


def kmeans_step(points, weights, centers):
    """Blocks of points against all centers by differences; sums by adding at indices."""
    n, d = points.shape
    k = len(centers)
    assignment, sums, total, cost = np.empty(n, dtype=np.int64), np.zeros((k, d)), np.zeros(k), 0.0
    origin = centers[0]
    step = max(1, 400_000 // (k * d))
    for start in range(0, n, step):
        block, share = points[start : start + step], weights[start : start + step]
        squares = ((block[:, None, :] - centers[None, :, :]) ** 2).sum(axis=2)
        chosen = squares.argmin(axis=1)
        assignment[start : start + step] = chosen
        cost += float(share @ squares[np.arange(len(block)), chosen])
        np.add.at(sums, chosen, share[:, None] * (block - origin))
        total += np.bincount(chosen, weights=share, minlength=k)
    means = sums / np.where(total > 0, total, 1.0)[:, None] + origin
    return assignment, np.where((total > 0)[:, None], means, centers), cost
