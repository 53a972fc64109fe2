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
    """Turns and cards in order. Follows the end unless one has scrolled up."""

    BINDINGS = keymap.SCROLL

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._streamed: Spoken | None = None
        self._pieces: list[str] = []
        self._stale = False

    def on_mount(self) -> None:
        """Stick to the end, and draw streamed words in bundles."""
        self.anchor()
        self.set_interval(FLUSH_SECONDS, self._flush)

    def turn(self, turn: Turn) -> None:
        """One turn of the transcript. The interviewer's takes the place of what was streamed."""
        if turn.move == "hint":
            self.card("Hint", turn.text, "hint")
            return
        if turn.speaker == "interviewer" and self._streamed is not None:
            self._streamed.remove_class("-streaming")
            self._streamed.say(turn.text)
            self._forget()
            return
        self.mount(Spoken(turn.speaker, turn.text))

    def card(self, title: str, body: str, tone: Tone = "notice") -> None:
        """A card; words that were streamed and never said are taken back."""
        self.mount(Card(title, body, tone))

    def stream(self, text: str) -> None:
        """A piece of a reply that is being written."""
        if self._streamed is None:
            self._streamed = Spoken("interviewer", "", "-streaming")
            self.mount(self._streamed)
        self._pieces.append(text)
        self._stale = True

    def unstream(self) -> None:
        """Take back what was streamed and not said."""
        if self._streamed is not None:
            self._streamed.remove()
            self._forget()

    def _forget(self) -> None:
        self._streamed, self._pieces, self._stale = None, [], False

    def _flush(self) -> None:
        if self._stale and self._streamed is not None:
            self._stale = False
            text = "".join(self._pieces)
            self._pieces = [text[: MAX_SHOWN + 1]]
            self._streamed.say(text)
