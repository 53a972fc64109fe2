class LRUCache:
    """A cache of fixed capacity that never evicts pinned entries."""

    def __init__(self, capacity: int) -> None:
        ...

    def get(self, key):
        """The value of `key`, or None."""

    def put(self, key, value, pinned: bool = False) -> bool:
        """Store or update; False if nothing can be evicted."""

    def pin(self, key) -> bool:
        """True if `key` is in the cache."""

    def unpin(self, key) -> bool:
        """True if `key` is in the cache."""
