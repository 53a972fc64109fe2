class WeightedPicker:
    def __init__(self, weights, rng):
        if not weights or min(weights) < 0 or sum(weights) == 0:
            raise ValueError
        s = sum(weights)
        self.l = [i for i, w in enumerate(weights) if w for _ in range(max(1, round(w * 100 / s)))]
        self.rng = rng

    def pick(self):
        return self.rng.choice(self.l)
