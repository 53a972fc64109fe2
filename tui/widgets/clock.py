"""The time left in a round: it runs while the candidate is waited for, and warns in words."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.content import Content
from textual.widgets import Static

from tui.look import clock, joined

FIVE_MINUTES, ONE_MINUTE = 300, 60


class Countdown:
    """Seconds left on a clock that stands and runs. Only active time counts."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._left = 0.0
        self._since: float | None = None

    def set(self, left: float) -> None:
        """So many seconds are left."""
        self._left = left
        if self._since is not None:
            self._since = self._now()

    def run(self) -> None:
        """Let it run."""
        if self._since is None:
            self._since = self._now()

    def stand(self) -> None:
        """Let it stand."""
        self._left = self.left
        self._since = None

    @property
    def left(self) -> float:
        """Seconds left, never negative."""
        gone = 0.0 if self._since is None else self._now() - self._since
        return max(0.0, self._left - gone)


def told(left: float) -> Content:
    """The time left, with a warning in words, not in colour alone."""
    if left <= 0:
        return joined(("time is up: finish your sentence", "bold $text-error"))
    shown = f"{clock(left)} left"
    if left <= ONE_MINUTE:
        return joined((f"last minute  {shown}", "bold $text-error"))
    if left <= FIVE_MINUTES:
        return joined((f"under 5 minutes  {shown}", "bold $text-warning"))
    return joined((shown, "bold"))


class RoundClock(Static):
    """Shows a countdown and what the interviewer is doing."""

    def __init__(self, now: Callable[[], float] = time.monotonic, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self.countdown = Countdown(now)
        self._doing = ""
        self._seconds: float | None = None

    def on_mount(self) -> None:
        """Tick."""
        self.set_interval(1.0, self.show)

    def settled(self, left: float, used: float, *, running: bool) -> None:
        """The session waits again. `used` tells whether it took time off: a refused input does not."""
        if used != self._seconds:
            self._seconds = used
            self.countdown.set(left)
        self._doing = ""
        if running:
            self.countdown.run()
        else:
            self.countdown.stand()
        self.show()

    def restart(self, left: float) -> None:
        """After a pause: the session counts from now."""
        self.countdown.set(left)

    def working(self, what: str) -> None:
        """The interviewer is at work: the clock stands."""
        self.countdown.stand()
        self._doing = what
        self.show()

    def show(self) -> None:
        """Put it on the screen."""
        doing = (f"{self._doing}…  ", "italic dim") if self._doing else ""
        self.update(joined(doing, told(self.countdown.left)))
