class LFUCache:
    """A cache of fixed capacity that evicts the entry used least often, among those the least recently used."""

    def __init__(self, capacity: int) -> None:
        ...

    def get(self, key):
        """The value of `key`, or None; a use."""

    def put(self, key, value):
        """Store or replace; the evicted key, or None."""

    def uses_of(self, key) -> int:
        """Uses since the key was stored; 0 if it is not here."""
