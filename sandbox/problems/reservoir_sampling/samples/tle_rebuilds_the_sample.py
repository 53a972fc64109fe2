class Reservoir:
    def __init__(self, k, rng):
        if k < 0:
            raise ValueError
        self.k, self.rng, self.kept = k, rng, []

    def add(self, item):
        self.kept = sorted(self.kept + [(self.rng.random(), item)], key=lambda pair: pair[0])[: self.k]

    def sample(self):
        return [item for _, item in self.kept]
