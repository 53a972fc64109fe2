from bisect import bisect_right
from itertools import accumulate


class WeightedPicker:
    """Deals the points of the line like cards: frequencies are right, picks are not independent."""

    def __init__(self, weights, rng):
        if not weights or min(weights) < 0 or max(weights) == 0:
            raise ValueError
        self.totals, self.rng, self.deck = list(accumulate(weights)), rng, []

    def pick(self):
        total = self.totals[-1]
        if total > 100:
            return bisect_right(self.totals, self.rng.randrange(total))
        if not self.deck:
            self.deck = list(range(total))
            self.rng.shuffle(self.deck)
        return bisect_right(self.totals, self.deck.pop())
