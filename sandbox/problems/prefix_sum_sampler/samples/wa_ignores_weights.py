from bisect import bisect_right
from itertools import accumulate


class WeightedPicker:
    def __init__(self, weights, rng):
        if not weights or min(weights) < 0 or max(weights) == 0:
            raise ValueError("weights must be non-negative and not all zero")
        self.totals = list(accumulate(weights))
        self.rng = rng

    def pick(self):
        return self.rng.choice([i for i in range(len(self.totals)) if self.totals[i] > (self.totals[i - 1] if i else 0)]) if len(self.totals) < 1000 else bisect_right(self.totals, self.rng.randrange(self.totals[-1]))
