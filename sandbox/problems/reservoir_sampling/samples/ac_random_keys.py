import heapq


class Reservoir:
    """Every item gets a random key; the k largest keys stay, in a heap."""

    def __init__(self, k, rng):
        if k < 0:
            raise ValueError
        self.k, self.rng, self.heap, self.number = k, rng, [], 0

    def add(self, item):
        key = self.rng.random()
        self.number += 1
        if len(self.heap) < self.k:
            heapq.heappush(self.heap, (key, self.number, item))
        elif self.k and key > self.heap[0][0]:
            heapq.heapreplace(self.heap, (key, self.number, item))

    def sample(self):
        return [item for _, _, item in self.heap]
