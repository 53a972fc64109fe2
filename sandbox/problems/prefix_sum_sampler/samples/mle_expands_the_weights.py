class WeightedPicker:
    def __init__(self, weights, rng):
        if not weights or min(weights) < 0 or max(weights) == 0:
            raise ValueError
        self.slots = []
        for i, weight in enumerate(weights):
            self.slots += [i] * weight
        self.rng = rng

    def pick(self):
        return self.rng.choice(self.slots)
