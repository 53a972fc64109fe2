from collections import OrderedDict


class LRUCache:
    """One order for all entries: eviction walks past every pinned one."""

    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError(capacity)
        self.capacity = capacity
        self.entries = OrderedDict()
        self.pins = set()

    def get(self, key):
        if key not in self.entries:
            return None
        self.entries.move_to_end(key)
        return self.entries[key]

    def put(self, key, value, pinned=False):
        if key not in self.entries and len(self.entries) >= self.capacity:
            for old in self.entries:
                if old not in self.pins:
                    del self.entries[old]
                    break
            else:
                return False
        self.entries[key] = value
        self.entries.move_to_end(key)
        if pinned:
            self.pins.add(key)
        return True

    def pin(self, key):
        if key in self.entries:
            self.pins.add(key)
        return key in self.entries

    def unpin(self, key):
        if key in self.pins:
            self.pins.discard(key)
            self.entries.move_to_end(key)
        return key in self.entries
