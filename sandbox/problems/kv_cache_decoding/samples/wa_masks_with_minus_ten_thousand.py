"""The mask is a number that scores can be below of."""

import numpy as np


class CachedAttention:
    def __init__(self, wq, wk, wv, wo, heads, capacity):
        self.weights = [np.array(weight) for weight in (wq, wk, wv, wo)]
        self.heads, self.capacity, self.held = heads, capacity, 0
        self.width = wq.shape[0] // heads
        self.keys = np.empty((heads, 16, self.width))
        self.values = np.empty((heads, 16, self.width))

    def extend(self, x):
        m, before = len(x), self.held
        total = before + m
        if total > self.capacity:
            raise ValueError("full")
        while total > self.keys.shape[1]:
            self.keys = np.concatenate([self.keys, np.empty_like(self.keys)], axis=1)
            self.values = np.concatenate([self.values, np.empty_like(self.values)], axis=1)
        q, k, v = ((x @ weight).reshape(m, self.heads, self.width).transpose(1, 0, 2) for weight in self.weights[:3])
        self.keys[:, before:total] = k
        self.values[:, before:total] = v
        self.held = total
        scores = q @ self.keys[:, :total].transpose(0, 2, 1) / np.sqrt(self.width)
        scores = np.where(np.tri(m, total, k=before, dtype=bool), scores, -1e4)
        mix = np.exp(scores - scores.max(axis=2, keepdims=True, initial=-np.inf))
        mix /= mix.sum(axis=2, keepdims=True)
        return (mix @ self.values[:, :total]).transpose(1, 0, 2).reshape(x.shape) @ self.weights[3]

    def rollback(self, length):
        if not 0 <= length <= self.held:
            raise ValueError("length")
        self.held = length

    def length(self):
        return self.held
