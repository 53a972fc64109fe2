"""One of a few values on one line: left and right, or the number."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from tui.look import MUTED, joined


class Pick(Static, can_focus=True):
    """A row of values with one chosen; the chosen one stands in brackets, so colour is not needed to see it."""

    BINDINGS = [
        Binding("right,l", "move(1)", "Next value", id="pick.right", show=False),
        Binding("left,h", "move(-1)", "Value before", id="pick.left", show=False),
    ]

    def __init__(self, label: str, values: Sequence[str], chosen: int = 0, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self._label = label
        self._values = list(values)
        self.chosen = chosen

    def on_mount(self) -> None:
        """Draw."""
        self._draw()

    def on_focus(self) -> None:
        """Draw the cursor."""
        self._draw()

    def on_blur(self) -> None:
        """Take the cursor away."""
        self._draw()

    @property
    def value(self) -> str:
        """The chosen value."""
        return self._values[self.chosen]

    def action_move(self, by: int) -> None:
        """To the next value."""
        self.chosen = max(0, min(len(self._values) - 1, self.chosen + by))
        self._draw()

    def on_key(self, event: events.Key) -> None:
        """A value's own first letter or number chooses it."""
        for number, value in enumerate(self._values):
            if event.character and value.casefold().endswith(event.character.casefold()):
                self.chosen = number
                self._draw()
                event.stop()
                return

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        at = 18
        for number, value in enumerate(self._values):
            if at <= event.x < at + len(value) + 2:
                self.chosen = number
                self._draw()
            at += len(value) + 2

    def _draw(self) -> None:
        shown: list[Content | tuple[str, str]] = [(f"{self._label:<18}", "bold $accent" if self.has_focus else "")]
        for number, value in enumerate(self._values):
            style = "bold reverse" if self.has_focus else "bold $accent"
            shown.append((f"[{value}]", style) if number == self.chosen else (f" {value} ", MUTED))
        self.update(joined(*shown))
