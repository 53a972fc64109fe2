import math

import numpy as np


def causal_attention(q, k, v):
    h, m, d = q.shape
    n = k.shape[1]
    out = np.zeros((h, m, v.shape[2]), dtype=q.dtype)
    for head in range(h):
        for i in range(m):
            last = n - m + i + 1
            scores = [float(np.dot(q[head, i], k[head, j])) / math.sqrt(d) for j in range(last)]
            top = max(scores)
            weights = [math.exp(score - top) for score in scores]
            total = sum(weights)
            for j in range(last):
                out[head, i] += (weights[j] / total) * v[head, j]
    return out
