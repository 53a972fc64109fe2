import numpy as np


def mean_ndcg(queries, k):
    """Instead of the group's mean gain at each rank, each item gets the mean discount of its group's ranks."""
    if k <= 0:
        raise ValueError(k)
    results = []
    for items in queries:
        n = len(items)
        if n == 0:
            continue
        scores = np.array([score for score, _ in items], dtype=float)
        gains = np.exp2(np.array([grade for _, grade in items], dtype=float)) - 1.0
        discounts = np.where(np.arange(n) < k, 1.0 / np.log2(np.arange(n) + 2.0), 0.0)
        ideal = np.sort(gains)[::-1] @ discounts
        if ideal <= 0:
            continue
        _, group, counts = np.unique(-scores, return_inverse=True, return_counts=True)
        ends = np.cumsum(counts)
        sums = np.concatenate([[0.0], np.cumsum(discounts)])
        shares = (sums[ends] - sums[ends - counts]) / counts
        results.append(gains @ shares[group] / ideal)
    return float(np.mean(results)) if results else None
