class Node:
    __slots__ = ("key", "value", "pinned", "before", "after")

    def __init__(self, key, value, pinned):
        self.key, self.value, self.pinned = key, value, pinned
        self.before = self.after = None


class LRUCache:
    def __init__(self, capacity):
        if capacity < 0:
            raise ValueError("capacity must not be negative")
        self.capacity = capacity
        self.nodes = {}
        self.head, self.tail = Node(None, None, False), Node(None, None, False)
        self.head.after, self.tail.before = self.tail, self.head

    def _unlink(self, node):
        node.before.after, node.after.before = node.after, node.before

    def _newest(self, node):
        last = self.tail.before
        last.after, node.before = node, last
        node.after, self.tail.before = self.tail, node

    def get(self, key):
        node = self.nodes.get(key)
        if node is None:
            return None
        if not node.pinned:
            self._unlink(node)
            self._newest(node)
        return node.value

    def put(self, key, value, pinned=False):
        node = self.nodes.get(key)
        if node is not None:
            node.value = value
            if not node.pinned:
                self._unlink(node)
                if pinned:
                    node.pinned = True
                else:
                    self._newest(node)
            return True
        if len(self.nodes) >= self.capacity:
            oldest = self.head.after
            if oldest is self.tail:
                return False
            self._unlink(oldest)
            del self.nodes[oldest.key]
        node = self.nodes[key] = Node(key, value, pinned)
        if not pinned:
            self._newest(node)
        return True

    def pin(self, key):
        node = self.nodes.get(key)
        if node is None:
            return False
        if not node.pinned:
            self._unlink(node)
            node.pinned = True
        return True

    def unpin(self, key):
        node = self.nodes.get(key)
        if node is None:
            return False
        if node.pinned:
            node.pinned = False
            self._newest(node)
        return True
