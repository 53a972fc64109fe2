import numpy as np


def auc(labels, scores, weights=None):
    """For every positive, the negative weight strictly below and up to its score, by binary search in cumulated weights."""
    s = np.array(scores, dtype=np.float64)
    if np.isnan(s).any():
        raise ValueError("NaN")
    y = np.array(labels, dtype=int)
    w = np.ones(len(s)) if weights is None else np.array(weights, dtype=np.float64)
    negative, positive = y == 0, y == 1
    order = np.argsort(s[negative], kind="stable")
    below = s[negative][order]
    cumulated = np.concatenate([[0.0], np.cumsum(w[negative][order])])
    total = cumulated[-1] * w[positive].sum()
    if total == 0:
        return None
    left = cumulated[np.searchsorted(below, s[positive], side="left")]
    right = cumulated[np.searchsorted(below, s[positive], side="right")]
    return float(np.dot(w[positive], left + right) / 2 / total)
