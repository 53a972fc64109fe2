class TTLCache:
    def __init__(self, capacity, ttl, clock):
        if capacity < 1 or ttl <= 0:
            raise ValueError
        self.capacity, self.ttl, self.clock = capacity, ttl, clock
        self.entries = {}

    def _sweep(self):
        now = self.clock()
        for key in [key for key, (_, end) in self.entries.items() if end <= now]:
            del self.entries[key]
        return now

    def get(self, key):
        self._sweep()
        return self.entries[key][0] if key in self.entries else None

    def put(self, key, value, ttl=None):
        if ttl is None:
            ttl = self.ttl
        if ttl <= 0:
            raise ValueError
        now = self._sweep()
        gone = None
        if key not in self.entries and len(self.entries) == self.capacity:
            gone = min(self.entries, key=lambda k: self.entries[k][1])
            del self.entries[gone]
        self.entries.pop(key, None)
        self.entries[key] = (value, now + ttl)
        return gone

    def left(self, key):
        now = self._sweep()
        return self.entries[key][1] - now if key in self.entries else None

    def size(self):
        self._sweep()
        return len(self.entries)
