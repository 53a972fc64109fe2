import numpy as np


class CachedAttention:
    def __init__(self, wq, wk, wv, wo, heads, capacity):
        self.weights, self.heads, self.capacity, self.held = (wq, wk, wv, wo), heads, capacity, 0
        self.keys, self.values = np.ones((capacity, wq.shape[0])), np.ones((capacity, wq.shape[0]))

    def extend(self, x):
        before, total = self.held, self.held + len(x)
        if total > self.capacity:
            raise ValueError("full")
        wq, wk, wv, wo = self.weights
        self.keys[before:total], self.values[before:total], self.held = x @ wk, x @ wv, total
        q, w = x @ wq, x.shape[1] // self.heads
        out = np.zeros(x.shape)
        for h in range(self.heads if len(x) else 0):
            cut = slice(h * w, (h + 1) * w)
            scores = q[:, cut] @ self.keys[:total, cut].T / w**0.5
            scores[~np.tri(len(x), total, k=before, dtype=bool)] = -np.inf
            mix = np.exp(scores - scores.max(axis=1)[:, None])
            out[:, cut] = mix @ self.values[:total, cut] / mix.sum(axis=1)[:, None]
        return out @ wo

    def rollback(self, length):
        if not 0 <= length <= self.held:
            raise ValueError("length")
        self.held = length

    def length(self):
        return self.held
