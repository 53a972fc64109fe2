import math

import numpy as np


class CachedAttention:
    """A list of keys and one of values by token; queries one at a time."""

    def __init__(self, wq, wk, wv, wo, heads, capacity):
        self.wq, self.wk, self.wv, self.wo = wq.copy(), wk.copy(), wv.copy(), wo.copy()
        self.heads, self.capacity = heads, capacity
        self.cache = []

    def extend(self, x):
        if len(self.cache) + len(x) > self.capacity:
            raise ValueError("no room")
        d = self.wq.shape[0]
        answers = np.empty((len(x), d))
        w = d // self.heads
        for row, token in enumerate(x):
            self.cache.append((token @ self.wk, token @ self.wv))
            keys = np.array([key for key, _ in self.cache]).reshape(-1, self.heads, w)
            values = np.array([value for _, value in self.cache]).reshape(-1, self.heads, w)
            scores = np.einsum("hw,nhw->nh", (token @ self.wq).reshape(self.heads, w), keys) / math.sqrt(w)
            mix = np.exp(scores - scores.max(axis=0))
            answers[row] = (np.einsum("nh,nhw->hw", mix, values) / mix.sum(axis=0)[:, None]).reshape(d) @ self.wo
        return answers

    def rollback(self, length):
        if length < 0 or length > len(self.cache):
            raise ValueError("length")
        del self.cache[length:]

    def length(self):
        return len(self.cache)
