from bisect import bisect_right
from itertools import accumulate


class WeightedPicker:
    def __init__(self, weights, rng):
        if not weights or min(weights) < 0 or max(weights) == 0:
            raise ValueError("weights must be non-negative and not all zero")
        self.totals = list(accumulate(weights))
        self.rng = rng

    def pick(self):
        return min(bisect_right(self.totals, self.rng.randint(1, self.totals[-1])), len(self.totals) - 1)
