"""What pages outside of a session have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from tui.app import HotseatApp


class Page(Screen[None]):
    """A screen that loads what it shows behind its first paint."""

    @property
    def hotseat(self) -> HotseatApp:
        """The app."""
        return cast("HotseatApp", self.app)
