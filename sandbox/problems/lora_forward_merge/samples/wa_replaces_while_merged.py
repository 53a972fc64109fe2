import numpy as np


class AdaptedLinear:
    def __init__(self, weight, bias):
        self.base = np.array(weight)
        self.now = self.base
        self.bias = np.zeros(len(weight)) if bias is None else np.array(bias)
        self.adapters = {}
        self.merged = None

    def add(self, name, down, up, alpha):
        self.adapters[name] = (np.array(down), np.array(up) * (alpha / len(down)))

    def remove(self, name):
        if name not in self.adapters:
            raise KeyError(name)
        if name == self.merged:
            raise RuntimeError("merged")
        del self.adapters[name]

    def merge(self, name):
        down, up = self.adapters[name]
        if self.merged is not None:
            raise RuntimeError("merged")
        self.now = self.base + up @ down
        self.merged = name

    def unmerge(self):
        if self.merged is None:
            raise RuntimeError("none is merged")
        self.now = self.base
        self.merged = None

    def weight(self):
        return self.now.copy()

    def forward(self, x, names):
        rows = {}
        for row, name in enumerate(names):
            if name is not None:
                rows.setdefault(name, []).append(row)
        for name in rows:
            if name not in self.adapters:
                raise KeyError(name)
        if self.merged is not None:
            if any(name != self.merged for name in rows):
                raise RuntimeError("another one is merged")
            rows = {}
        out = x @ self.now.T + self.bias
        for name, where in rows.items():
            down, up = self.adapters[name]
            out[where] += x[where] @ down.T @ up.T
        return out
