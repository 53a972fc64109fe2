class Reservoir:
    def __init__(self, k, rng):
        if k < 0:
            raise ValueError
        self.k, self.rng, self.items, self.last = k, rng, [], None

    def add(self, item):
        self.items.append((item, self.rng.random()))
        self.last = None

    def sample(self):
        if self.last is None:
            self.last = [item for item, _ in sorted(self.items, key=lambda pair: pair[1])[: self.k]]
        return list(self.last)
