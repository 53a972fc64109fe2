import numpy as np


def causal_attention(q, k, v, block=64):
    """Blocks of keys with a running maximum and a running sum: the score matrix is never held whole."""
    h, m, d = q.shape
    n = k.shape[1]
    top = np.full((h, m, 1), -np.inf)
    total = np.zeros((h, m, 1))
    out = np.zeros((h, m, v.shape[2]))
    places = np.arange(n - m, n)[:, None]
    for start in range(0, n, block):
        stop = min(n, start + block)
        scores = np.matmul(q, k[:, start:stop].transpose(0, 2, 1)).astype(np.float64) / np.sqrt(d)
        scores = np.where(np.arange(start, stop) <= places, scores, -np.inf)
        new_top = np.maximum(top, scores.max(axis=2, keepdims=True))
        finite = np.where(np.isinf(new_top), 0.0, new_top)
        weights = np.exp(scores - finite)
        shrink = np.exp(top - finite)
        total = total * shrink + weights.sum(axis=2, keepdims=True)
        out = out * shrink + np.matmul(weights, v[:, start:stop])
        top = new_top
    return (out / total).astype(q.dtype)
