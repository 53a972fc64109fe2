class WeightedPicker:
    def __init__(self, weights, rng):
        if not weights or min(weights) < 0 or max(weights) == 0:
            raise ValueError
        self.weights, self.rng, self.total = list(weights), rng, sum(weights)

    def pick(self):
        point = self.rng.randrange(self.total)
        for i, weight in enumerate(self.weights):
            if point < weight:
                return i
            point -= weight
