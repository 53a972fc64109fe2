"""The line on top of a screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.look import joined


class TopBar(Horizontal):
    """Where one is on the left, how it stands on the right."""

    def __init__(self, title: str, right: Widget | None = None, *, brand: bool = True) -> None:
        super().__init__()
        self._title = title
        self._right = right
        self._brand = brand

    def compose(self) -> ComposeResult:
        """Two texts side by side."""
        yield Static(self._content(), id="bar-title", markup=False)
        if self._right is not None:
            yield self._right

    def title(self, text: str) -> None:
        """Change the left side."""
        self._title = text
        self.query_one("#bar-title", Static).update(self._content())

    def _content(self) -> Content:
        return joined(("Hotseat  ", "bold $primary") if self._brand else "", self._title)
