import numpy as np


def auc(labels, scores, weights=None):
    s, y = np.array(scores, dtype=float), np.array(labels)
    if np.isnan(s).any():
        raise ValueError
    w = np.ones(len(s)) if weights is None else np.array(weights, dtype=float)
    won = total = 0.0
    negatives, below = s[y == 0], w[y == 0]
    for score, weight in zip(s[y == 1], w[y == 1]):
        won += weight * (below[negatives < score].sum() + below[negatives == score].sum() / 2)
        total += weight * below.sum()
    return float(won / total) if total else None
