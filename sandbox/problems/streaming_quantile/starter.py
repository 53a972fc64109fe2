class WindowPercentile:
    def __init__(self, percent: int, window: int) -> None:
        """The percentile of the last `window` values."""

    def add(self, value: float) -> None:
        """Take the next value."""

    def get(self) -> float | None:
        """The value of rank max(1, ceil(percent * m / 100)) of the m in the window; None if there are none."""
