import numpy as np


class AdaptedLinear:
    """Row by row with two thin products; the merged weight is made anew at every use."""

    def __init__(self, weight, bias):
        self._weight, self._bias = weight.copy(), None if bias is None else bias.copy()
        self._known, self._merged = {}, []

    def _refuse(self, condition):
        if condition:
            raise RuntimeError("not while merged")

    def add(self, name, down, up, alpha):
        self._refuse(name in self._merged)
        self._known[name] = (down.copy(), up.copy(), alpha / down.shape[0])

    def remove(self, name):
        self._known[name]
        self._refuse(name in self._merged)
        self._known.pop(name)

    def merge(self, name):
        self._known[name]
        self._refuse(self._merged)
        self._merged.append(name)

    def unmerge(self):
        self._refuse(not self._merged)
        self._merged.clear()

    def weight(self):
        answer = self._weight.copy()
        for name in self._merged:
            down, up, scale = self._known[name]
            answer += scale * np.einsum("or,ri->oi", up, down)
        return answer

    def forward(self, x, names):
        used = [self._known[name] if name is not None else None for name in names]
        self._refuse(self._merged and set(names) - {None, *self._merged})
        out = np.dot(self.weight(), x.T).T.copy()
        if not self._merged:
            for row, adapter in enumerate(used):
                if adapter is not None:
                    down, up, scale = adapter
                    out[row] += scale * np.dot(up, np.dot(down, x[row]))
        if self._bias is not None:
            out += self._bias
        return out
