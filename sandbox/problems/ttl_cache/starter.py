class TTLCache:
    """A cache of fixed capacity whose entries live until clock() reaches their end."""

    def __init__(self, capacity: int, ttl: float, clock) -> None:
        ...

    def get(self, key):
        """The value of a live entry, or None."""

    def put(self, key, value, ttl: float | None = None):
        """Store until now + ttl; the evicted key, or None."""

    def left(self, key) -> float | None:
        """Seconds until the end of a live entry, or None."""

    def size(self) -> int:
        """Number of live entries."""
