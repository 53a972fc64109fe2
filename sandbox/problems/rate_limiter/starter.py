class RateLimiter:
    """At most `budget` units in any `window` seconds for each client, from an exact log."""

    def __init__(self, budget: int, window: float, clock) -> None:
        ...

    def allow(self, client, cost: int = 1) -> bool:
        """True if the request is granted now; then its cost is spent."""

    def wait(self, client, cost: int = 1) -> float | None:
        """Seconds until such a request would be granted; None if never."""
