class Reservoir:
    """Keeps 2k candidates and draws k of them at every call."""

    def __init__(self, k, rng):
        if k < 0:
            raise ValueError
        self.k, self.rng, self.seen, self.kept = k, rng, 0, []

    def add(self, item):
        self.seen += 1
        if len(self.kept) < 2 * self.k:
            self.kept.append(item)
            return
        slot = self.rng.randrange(self.seen)
        if slot < 2 * self.k:
            self.kept[slot] = item

    def sample(self):
        return self.rng.sample(self.kept, min(self.k, len(self.kept)))
