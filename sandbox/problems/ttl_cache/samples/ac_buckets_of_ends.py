import heapq


class TTLCache:
    """Keys grouped by their end; a heap holds each end once, the groups keep the order of the puts."""

    def __init__(self, capacity, ttl, clock):
        if capacity < 1 or ttl <= 0:
            raise ValueError
        self.capacity, self.ttl, self.clock = capacity, ttl, clock
        self.entry = {}
        self.group = {}
        self.heap = []

    def _now(self):
        now = self.clock()
        while self.heap and self.heap[0] <= now:
            for key in self.group.pop(heapq.heappop(self.heap)):
                del self.entry[key]
        return now

    def get(self, key):
        self._now()
        return self.entry[key][0] if key in self.entry else None

    def put(self, key, value, ttl=None):
        if ttl is None:
            ttl = self.ttl
        if ttl <= 0:
            raise ValueError
        end = self._now() + ttl
        out = None
        if key in self.entry:
            del self.group[self.entry[key][1]][key]
        elif len(self.entry) == self.capacity:
            while not self.group[self.heap[0]]:
                del self.group[heapq.heappop(self.heap)]
            out = next(iter(self.group[self.heap[0]]))
            del self.group[self.heap[0]][out], self.entry[out]
        if end not in self.group:
            self.group[end] = {}
            heapq.heappush(self.heap, end)
        self.group[end][key] = None
        self.entry[key] = (value, end)
        return out

    def left(self, key):
        now = self._now()
        return self.entry[key][1] - now if key in self.entry else None

    def size(self):
        self._now()
        return len(self.entry)
