from bisect import bisect_right
from itertools import accumulate


class WeightedPicker:
    def __init__(self, weights, rng):
        if not weights or min(weights) < 0 or max(weights) == 0:
            raise ValueError("weights must be non-negative and not all zero")
        self.weights, self.total = weights, sum(weights)
        self.totals = list(accumulate(weights))
        self.rng = rng

    def pick(self):
        if not self.weights:
            return 0
        return bisect_right(self.totals, self.rng.randrange(self.total))
