from bisect import bisect_right


class WeightedPicker:
    def __init__(self, weights, rng):
        if not weights or min(weights) < 0:
            raise ValueError
        self.c = []
        t = 0
        for w in weights:
            t += w
            self.c.append(t)
        self.rng = rng

    def pick(self):
        return bisect_right(self.c, self.rng.randrange(self.c[-1]))
