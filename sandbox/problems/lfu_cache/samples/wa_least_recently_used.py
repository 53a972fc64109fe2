"""Forgets the counts and evicts by the last use alone."""

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
        self.order = OrderedDict()

    def _use(self, key):
        self.order.move_to_end(key)
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
        if key not in self.values:
            return None
        self._use(key)
        return self.values[key]

    def put(self, key, value):
        if key in self.values:
            self.values[key] = value
            self._use(key)
            return None
        if self.capacity == 0:
            return None
        gone = None
        if len(self.values) >= self.capacity:
            gone, _ = self.order.popitem(last=False)
            uses = self.uses[gone]
            del self.levels[uses][gone]
            if not self.levels[uses]:
                del self.levels[uses]
            del self.values[gone]
            del self.uses[gone]
        self.order[key] = None
        self.values[key] = value
        self.uses[key] = 1
        self.levels.setdefault(1, OrderedDict())[key] = None
        self.least = 1
        return gone

    def uses_of(self, key):
        return self.uses.get(key, 0)
