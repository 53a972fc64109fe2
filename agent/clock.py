"""The clock of a round: it counts active time only."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """A source of active seconds. Only differences mean something."""

    def now(self) -> float:
        """Seconds since some fixed moment."""
        ...


class WallClock:
    """The machine's own clock; it stands still while the machine sleeps."""

    def now(self) -> float:
        """Seconds of the monotonic clock."""
        return time.monotonic()


class InputClock:
    """A clock driven by the `seconds` of the inputs, for scripts and tests."""

    def __init__(self) -> None:
        self._now = 0.0

    def now(self) -> float:
        """Seconds told so far."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._now += seconds
