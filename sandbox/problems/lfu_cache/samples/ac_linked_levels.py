class Level:
    def __init__(self, uses):
        self.uses = uses
        self.keys = {}
        self.below = self.above = self


class LFUCache:
    """A ring of the levels that have keys, in order; plain dicts keep the order of arrival."""

    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError(capacity)
        self.capacity = capacity
        self.values = {}
        self.level = {}
        self.ring = Level(0)

    def _raise(self, key, level):
        upper = level.above
        if upper.uses != level.uses + 1:
            upper = Level(level.uses + 1)
            upper.below, upper.above = level, level.above
            level.above.below = upper
            level.above = upper
        upper.keys[key] = True
        self.level[key] = upper
        if level is not self.ring:
            del level.keys[key]
            self._drop_if_empty(level)

    def _drop_if_empty(self, level):
        if not level.keys:
            level.below.above, level.above.below = level.above, level.below

    def get(self, key):
        if key not in self.values:
            return None
        self._raise(key, self.level[key])
        return self.values[key]

    def put(self, key, value):
        if key in self.values:
            self.values[key] = value
            self._raise(key, self.level[key])
            return None
        if self.capacity == 0:
            return None
        gone = None
        if len(self.values) == self.capacity:
            lowest = self.ring.above
            gone = next(iter(lowest.keys))
            del lowest.keys[gone], self.values[gone], self.level[gone]
            self._drop_if_empty(lowest)
        self.values[key] = value
        self._raise(key, self.ring)
        return gone

    def uses_of(self, key):
        return self.level[key].uses if key in self.level else 0
