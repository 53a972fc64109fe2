class Reservoir:
    def __init__(self, k, rng):
        if k < 0:
            raise ValueError("k is negative")
        self.k, self.rng, self.seen, self.kept = k, rng, 0, []

    def add(self, item):
        if item in self.kept:
            return
        self.seen += 1
        if len(self.kept) < self.k:
            self.kept.append(item)
            return
        slot = self.rng.randrange(self.seen)
        if slot < self.k:
            self.kept[slot] = item

    def sample(self):
        return list(self.kept)
