"""The box for an answer of several lines."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea


class Box(TextArea):
    """An editor that leaves alt keys to the screen: they carry a character, which would be inserted."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key.startswith("alt+"):
            event.prevent_default()


class AnswerBox(Box):
    """Enter makes a new line; the screen's send key sends. Tab leaves the box."""

    def __init__(self, placeholder: str, id: str | None = None) -> None:
        super().__init__(
            "", soft_wrap=True, show_line_numbers=False, tab_behavior="focus", placeholder=placeholder, id=id
        )

    def on_mount(self) -> None:
        """Say how to send."""
        self._count()

    def on_text_area_changed(self) -> None:
        """Count words."""
        self._count()

    def take(self) -> str:
        """The text, out of the box."""
        text = self.text
        self.text = ""
        return text

    def give_back(self, text: str) -> None:
        """Put a text back that was not accepted, unless something new was begun."""
        if not self.text.strip():
            self.text = text
            self.move_cursor(self.document.end)

    def _count(self) -> None:
        words = len(self.text.split())
        self.border_subtitle = f"{words} words, ctrl+j or alt+j sends" if words else "ctrl+j or alt+j sends"
