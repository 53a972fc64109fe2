import numpy as np


class WeightedPicker:
    def __init__(self, weights, rng):
        if not weights or min(weights) < 0 or sum(weights) == 0:
            raise ValueError
        self.c = np.cumsum(np.array(weights, dtype=np.float32))
        self.rng = rng

    def pick(self):
        return int(np.searchsorted(self.c, self.rng.random() * self.c[-1], side="right"))
