from bisect import bisect_left
from itertools import accumulate


class WeightedPicker:
    def __init__(self, weights, rng):
        if not weights or min(weights) < 0 or max(weights) == 0:
            raise ValueError("weights must be non-negative and not all zero")
        self.totals = list(accumulate(weights))
        self.rng = rng

    def pick(self):
        return bisect_left(self.totals, self.rng.randrange(self.totals[-1]))
