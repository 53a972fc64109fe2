import math


class Reservoir:
    """Draws how many items to skip until the next one that enters (Li 1994, algorithm L)."""

    def __init__(self, k, rng):
        if k < 0:
            raise ValueError
        self.k, self.rng, self.kept, self.skip, self.w = k, rng, [], 0, 1.0

    def _next(self):
        self.w *= (1.0 - self.rng.random()) ** (1 / self.k)
        self.skip = int(math.log(1.0 - self.rng.random()) / math.log1p(-self.w)) if self.w < 1 else 0

    def add(self, item):
        if self.k == 0:
            return
        if len(self.kept) < self.k:
            self.kept.append(item)
            if len(self.kept) == self.k:
                self._next()
        elif self.skip:
            self.skip -= 1
        else:
            self.kept[self.rng.randrange(self.k)] = item
            self._next()

    def sample(self):
        return self.kept[:]
