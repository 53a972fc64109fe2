class Reservoir:
    def __init__(self, k, rng):
        if k < 0:
            raise ValueError
        self.k = k
        self.rng = rng
        self.l = []
        self.c = None

    def add(self, item):
        self.l.append(item)
        self.c = None

    def sample(self):
        if self.c is None:
            self.c = self.rng.sample(self.l, min(self.k, len(self.l)))
        return list(self.c)
