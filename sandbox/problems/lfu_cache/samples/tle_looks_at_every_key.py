class LFUCache:
    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError(capacity)
        self.capacity = capacity
        self.values, self.uses, self.last = {}, {}, {}
        self.now = 0

    def _use(self, key):
        self.now += 1
        self.uses[key] = self.uses.get(key, 0) + 1
        self.last[key] = self.now

    def get(self, key):
        if key not in self.values:
            return None
        self._use(key)
        return self.values[key]

    def put(self, key, value):
        gone = None
        if key not in self.values:
            if self.capacity == 0:
                return None
            if len(self.values) == self.capacity:
                gone = min(self.values, key=lambda k: (self.uses[k], self.last[k]))
                del self.values[gone], self.uses[gone], self.last[gone]
        self.values[key] = value
        self._use(key)
        return gone

    def uses_of(self, key):
        return self.uses.get(key, 0)
