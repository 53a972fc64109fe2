"""A round of talk: the transcript, a box to answer in, private notes."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer, TextArea

from agent import events as ev
from tui import keymap
from tui.screens.round import RoundScreen
from tui.widgets.answer import AnswerBox, Box
from tui.widgets.clock import RoundClock
from tui.widgets.topbar import TopBar
from tui.widgets.transcript import Transcript


class InterviewScreen(RoundScreen):
    """The rubric is never here: it is shown once the round is over."""

    BINDINGS = keymap.INTERVIEW
    HELP_TITLE = "Interview"

    def compose(self) -> ComposeResult:
        """Bar, transcript beside notes, answer box."""
        yield TopBar("", RoundClock(id="clock"), brand=False)
        with Horizontal(id="talk"):
            with Vertical(id="said"):
                yield Transcript()
                yield AnswerBox("Ask what you need to know first; think aloud.", id="answer")
            yield Box("", soft_wrap=True, tab_behavior="focus", id="notes", placeholder="Private notes")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Start in the box."""
        notes = self.query_one("#notes", TextArea)
        notes.border_title = "notes (private)"
        notes.text = self.hotseat.notes.get(self.state.session, "")
        notes.display = False
        self.box.border_title = "your answer"
        self.box.focus()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep notes for as long as the app runs."""
        if event.text_area.id == "notes":
            self.hotseat.notes[self.state.session] = event.text_area.text

    def action_notes(self) -> None:
        """Show or hide the notes; on a narrow screen they take the transcript's place."""
        notes = self.query_one("#notes", TextArea)
        notes.display = not notes.display
        self.set_class(notes.display, "-notes")
        (notes if notes.display else self.box).focus()

    def refresh_state(self) -> None:
        """The last awaited thing names the box."""
        awaiting = self.state.awaiting
        closing = isinstance(awaiting, ev.Awaiting) and bool(self.now.turns) and self.now.turns[-1].move == "close"
        self.box.border_title = "your last word" if closing else "your answer"
