"""Keys are compared as texts: 1 and "1" are one."""

from collections import OrderedDict


class LFUCache:
    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError("the capacity is negative")
        self.capacity = capacity
        self.values = {}
        self.uses = {}
        self.levels = {}
        self.least = 0

    def _use(self, key):
        uses = self.uses[key]
        level = self.levels[uses]
        del level[key]
        if not level:
            del self.levels[uses]
            if self.least == uses:
                self.least = uses + 1
        self.uses[key] = uses + 1
        self.levels.setdefault(uses + 1, OrderedDict())[key] = None

    def get(self, key):
        key = str(key)
        if key not in self.values:
            return None
        self._use(key)
        return self.values[key]

    def put(self, key, value):
        self.names = getattr(self, "names", {})
        self.names.setdefault(str(key), key)
        key = str(key)
        if key in self.values:
            self.values[key] = value
            self._use(key)
            return None
        if self.capacity == 0:
            return None
        gone = None
        if len(self.values) >= self.capacity:
            level = self.levels[self.least]
            gone, _ = level.popitem(last=False)
            if not level:
                del self.levels[self.least]
            del self.values[gone]
            del self.uses[gone]
        self.values[key] = value
        self.uses[key] = 1
        self.levels.setdefault(1, OrderedDict())[key] = None
        self.least = 1
        return None if gone is None else self.names.pop(gone)

    def uses_of(self, key):
        return self.uses.get(str(key), 0)
