"""A falsy value is returned, but finding it is no use."""

from collections import OrderedDict


class LRUCache:
    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError("the capacity is negative")
        self.capacity = capacity
        self.free = OrderedDict()
        self.pinned = {}

    def get(self, key):
        if key in self.pinned:
            return self.pinned[key]
        if key not in self.free:
            return None
        if self.free[key]:
            self.free.move_to_end(key)
        return self.free[key]

    def put(self, key, value, pinned=False):
        if key in self.pinned:
            self.pinned[key] = value
            return True
        if key in self.free:
            if pinned:
                del self.free[key]
                self.pinned[key] = value
            else:
                self.free[key] = value
                self.free.move_to_end(key)
            return True
        if len(self.free) + len(self.pinned) >= self.capacity:
            if not self.free:
                return False
            self.free.popitem(last=False)
        (self.pinned if pinned else self.free)[key] = value
        return True

    def pin(self, key):
        if key in self.free:
            self.pinned[key] = self.free.pop(key)
            return True
        return key in self.pinned

    def unpin(self, key):
        if key in self.pinned:
            self.free[key] = self.pinned.pop(key)
            return True
        return key in self.free
