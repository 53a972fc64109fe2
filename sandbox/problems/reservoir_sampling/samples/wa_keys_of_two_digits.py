import heapq


class Reservoir:
    def __init__(self, k, rng):
        if k < 0:
            raise ValueError("k")
        self.k = k
        self.rng = rng
        self.h = []
        self.n = 0

    def add(self, item):
        if self.k == 0:
            return
        self.n += 1
        key = self.rng.random()
        if len(self.h) < self.k:
            heapq.heappush(self.h, (round(key, 2), self.n, item))
        elif round(key, 2) > self.h[0][0]:
            heapq.heapreplace(self.h, (round(key, 2), self.n, item))

    def sample(self):
        return [x for _, _, x in self.h]
