from collections import OrderedDict


class LRUCache:
    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError(capacity)
        self.room = capacity
        self.slots = [None] * capacity
        self.loose = OrderedDict()
        self.held = OrderedDict()

    def _home(self, key):
        if key in self.loose:
            return self.loose
        if key in self.held:
            return self.held
        return None

    def get(self, key):
        home = self._home(key)
        if home is None:
            return None
        home.move_to_end(key)
        return home[key]

    def put(self, key, value, pinned=False):
        home = self._home(key)
        if home is not None:
            home[key] = value
            home.move_to_end(key)
            if pinned:
                self.pin(key)
            return True
        if len(self.loose) + len(self.held) == self.room:
            if not self.loose:
                return False
            self.loose.popitem(last=False)
        target = self.held if pinned else self.loose
        target[key] = value
        return True

    def pin(self, key):
        home = self._home(key)
        if home is self.loose:
            self.held[key] = self.loose.pop(key)
        return home is not None

    def unpin(self, key):
        home = self._home(key)
        if home is self.held:
            self.loose[key] = self.held.pop(key)
        return home is not None
