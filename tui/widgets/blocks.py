"""A page of text blocks that can be scrolled."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.widgets.cases import Scroll


class Blocks(Scroll):
    """Blocks of content under each other, each a widget, so that a long page scrolls fast."""

    def __init__(self, blocks: Iterable[Content] = (), id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks = list(blocks)

    def compose(self) -> ComposeResult:
        """One widget a block."""
        for block in self._blocks:
            yield Static(block, classes="block", markup=False)

    def show(self, blocks: Iterable[Content]) -> None:
        """Replace all blocks."""
        self._blocks = list(blocks)
        self.remove_children()
        self.mount_all(Static(block, classes="block", markup=False) for block in self._blocks)
        self.scroll_home(animate=False)
