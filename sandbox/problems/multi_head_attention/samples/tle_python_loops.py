import math

import numpy as np


def multi_head_attention(x, wq, wk, wv, wo, heads, kv_heads, lengths, causal):
    answer = np.zeros_like(x)
    w = wq.shape[1] // heads
    for i, length in enumerate(lengths.tolist()):
        q, k, v = (x[i, :length] @ matrix for matrix in (wq, wk, wv))
        for t in range(length):
            out = np.zeros(heads * w)
            for head in range(heads):
                at = head * kv_heads // heads * w
                mine = q[t, head * w : (head + 1) * w]
                last = t + 1 if causal else length
                scores = [float(np.dot(mine, k[j, at : at + w])) / math.sqrt(w) for j in range(last)]
                top = max(scores)
                weights = [math.exp(score - top) for score in scores]
                for j in range(last):
                    out[head * w : (head + 1) * w] += weights[j] / sum(weights) * v[j, at : at + w]
            answer[i, t] = out @ wo
    return answer
