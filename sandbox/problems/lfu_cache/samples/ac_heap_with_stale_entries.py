import heapq


class LFUCache:
    """A heap of (uses, last use, key); entries that are no longer true are dropped when they come up."""

    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError(capacity)
        self.capacity = capacity
        self.entries = {}
        self.heap = []
        self.now = 0

    def _note(self, key, value, uses):
        self.now += 1
        self.entries[key] = (value, uses, self.now)
        heapq.heappush(self.heap, (uses, self.now, key))

    def get(self, key):
        if key not in self.entries:
            return None
        value, uses, _ = self.entries[key]
        self._note(key, value, uses + 1)
        return value

    def put(self, key, value):
        if key in self.entries:
            self._note(key, value, self.entries[key][1] + 1)
            return None
        if not self.capacity:
            return None
        gone = None
        if len(self.entries) == self.capacity:
            while True:
                uses, time, gone = heapq.heappop(self.heap)
                if gone in self.entries and self.entries[gone][1:] == (uses, time):
                    del self.entries[gone]
                    break
        self._note(key, value, 1)
        return gone

    def uses_of(self, key):
        return self.entries[key][1] if key in self.entries else 0
