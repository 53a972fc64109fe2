"""What was said, as it is said."""

from __future__ import annotations

from typing import Literal

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agent.models import Turn
from tui import keymap
from tui.look import MAX_SHOWN, joined, safe

Tone = Literal["notice", "hint", "good", "bad", "plan"]
NAMES = {"interviewer": "Interviewer:", "candidate": "You:"}
FLUSH_SECONDS = 0.05


class Spoken(Static):
    """One turn: a label that says who speaks, then the words."""

    def __init__(self, speaker: str, text: str, classes: str = "") -> None:
        super().__init__(markup=False, classes=f"spoken -{speaker} {classes}")
        self._speaker = speaker
        self.say(text)

    def say(self, text: str) -> None:
        """Replace the words."""
        label = NAMES.get(self._speaker, "Interviewer:")
        style = "bold $primary" if self._speaker == "interviewer" else "bold $secondary"
        self.update(joined((label, style), "\n", Content(safe(text))))


class Card(Static):
    """Something to know that nobody said: a notice, a hint, a plan."""

    def __init__(self, title: str, body: str, tone: Tone = "notice") -> None:
        super().__init__(
            joined((safe(title, 200), "bold"), "\n" if body else "", Content(safe(body))),
            markup=False,
            classes=f"card -{tone}",
        )


class Transcript(VerticalScroll):
    """Turns and cards in order. Follows what is new unless one has scrolled up.

    A new turn that is higher than the view is shown from its beginning. (Textual's own anchor cannot do that, and puts
    short contents at the bottom.)
    """

    BINDINGS = keymap.SCROLL

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._streamed: Spoken | None = None
        self._pieces: list[str] = []
        self._stale = False
        self._kept_at = 0.0
        """Where the scroll was last put; further up means that the reader has scrolled."""

    def on_mount(self) -> None:
        """Draw streamed words in bundles."""
        self.set_interval(FLUSH_SECONDS, self._flush)

    def on_resize(self) -> None:
        """Keep the newest in view."""
        self._follow()

    def turn(self, turn: Turn) -> None:
        """One turn of the transcript. The interviewer's takes the place of what was streamed."""
        if turn.move == "hint":
            self.card("Hint", turn.text, "hint")
            return
        if turn.speaker == "interviewer" and self._streamed is not None:
            self._streamed.remove_class("-streaming")
            self._streamed.say(turn.text)
            self._forget()
            self._follow()
            return
        self._add(Spoken(turn.speaker, turn.text), whatever=turn.speaker == "candidate")

    def card(self, title: str, body: str, tone: Tone = "notice") -> None:
        """A card."""
        self._add(Card(title, body, tone))

    def stream(self, text: str) -> None:
        """A piece of a reply that is being written."""
        if self._streamed is None:
            self._streamed = Spoken("interviewer", "", "-streaming")
            self._add(self._streamed)
        self._pieces.append(text)
        self._stale = True

    def unstream(self) -> None:
        """Take back what was streamed and not said."""
        if self._streamed is not None:
            self._streamed.remove()
            self._forget()

    def _add(self, widget: Static, whatever: bool = False) -> None:
        if whatever:
            self._kept_at = 0.0
        self.mount(widget)
        self._follow()

    def _follow(self) -> None:
        if self.scroll_y >= min(self._kept_at, self.max_scroll_y):
            self.call_after_refresh(self._show_newest)

    def _show_newest(self) -> None:
        if not self.children:
            return
        newest = self.children[-1].virtual_region
        self._kept_at = min(self.max_scroll_y, newest.y) if newest.height >= self.size.height else self.max_scroll_y
        self.scroll_to(y=self._kept_at, animate=False)

    def _forget(self) -> None:
        self._streamed, self._pieces, self._stale = None, [], False

    def _flush(self) -> None:
        if self._stale and self._streamed is not None:
            self._stale = False
            text = "".join(self._pieces)
            self._pieces = [text[: MAX_SHOWN + 1]]
            self._streamed.say(text)
            self._follow()
