"""A coding round: the task beside an editor, over the cases, what the judge said, and the talk."""

from __future__ import annotations

import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Footer, Markdown, Static, TabbedContent, TabPane, TextArea

from agent import events as ev
from tui import keymap
from tui.facade import StateView
from tui.look import safe
from tui.screens.dialogs import Ask
from tui.screens.round import RoundScreen
from tui.widgets.answer import AnswerBox, Box
from tui.widgets.cases import CasesView, Scroll, headline, isolation, output
from tui.widgets.clock import RoundClock
from tui.widgets.topbar import TopBar
from tui.widgets.transcript import Transcript

MAX_TASK = 50_000
"""Characters of a task that are shown."""
FILES = {"solve": "solution.py", "tests": "cases.py", "bug": "patch.py"}
"""What the editor is called, by kind of round."""
ASKED = {
    "solve": "Say your approach, its cost and its edge cases",
    "tests": "Say which kinds of input you try, and which mistakes you expect",
    "bug": "f12 sends an input (alt+c, too); say here what is wrong",
}
"""What the conversation waits for first, by kind of round."""
SAVE_AFTER = 2.0
"""Seconds after the last key when the draft is kept."""


class CodingScreen(RoundScreen):
    """The focus stays in the editor while one runs and submits."""

    BINDINGS = keymap.CODING
    HELP_TITLE = "Coding round"

    def __init__(self, state: StateView) -> None:
        super().__init__(state)
        self._timer: Timer | None = None
        self._open = False
        """Whether the editor takes code, as last shown."""

    def compose(self) -> ComposeResult:
        """Task, editor, tabs."""
        yield TopBar("", RoundClock(id="clock"), brand=False)
        with Horizontal(id="desk"):
            with Scroll(id="task"):
                yield Markdown(safe(self.now.statement, MAX_TASK), open_links=False)
            with Vertical(id="work"):
                yield Box.code_editor(self.now.code, language="python", theme="css", id="editor")
                with TabbedContent(id="tabs", initial="pane-talk"):
                    with TabPane("Cases", id="pane-cases"):
                        yield CasesView(id="cases")
                    with TabPane("Output", id="pane-output"), Scroll():
                        yield Static("Nothing was run yet.", id="output", markup=False)
                    with TabPane("Talk", id="pane-talk"):
                        yield Transcript()
                        yield AnswerBox(ASKED.get(self.now.coding or "solve", ASKED["solve"]), id="answer")
        yield Footer(show_command_palette=False)

    @property
    def editor(self) -> TextArea:
        """The code."""
        return self.query_one("#editor", TextArea)

    @property
    def tabs(self) -> TabbedContent:
        """What is under the editor."""
        return self.query_one("#tabs", TabbedContent)

    def on_mount(self) -> None:
        """Begin where the round stands: with the talk, or in the editor."""
        self.query_one("#task").border_title = "task"
        self.editor.border_title = FILES.get(self.now.coding or "solve", FILES["solve"])
        self._place(first=True)

    # -- fed by the app

    def take(self, event: ev.Public, state: StateView) -> None:
        """One event; results of the judge have their own place."""
        super().take(event, state)
        if isinstance(event, ev.Cases | ev.VerdictGiven):
            self.query_one(CasesView).show(event)
            self.query_one("#output", Static).update(output(event))
            if not (isinstance(event, ev.Cases) and event.of == "input"):
                self._focus_before("pane-cases")
            self.transcript.card(headline(event).plain, isolation(event), "good" if event.verdict == "AC" else "bad")
            self.tabs.border_subtitle = isolation(event)
        elif isinstance(event, ev.Reply | ev.Hint | ev.Notice) and self.tabs.active != "pane-talk":
            if isinstance(event, ev.Hint):
                self._focus_before("pane-talk")
            else:
                self.tabs.get_tab("pane-talk").label = "Talk (new)"

    def settled(self, state: StateView) -> None:
        """The session waits: for words, or for code."""
        super().settled(state)
        self._place()
        self._tell_saved()

    def draft(self) -> str | None:
        """The code, where it is newer than what was kept."""
        text = self.editor.text
        return text if self._open and text.strip() and text != self.now.code else None

    def before_input(self) -> None:
        """Keep the code first."""
        draft = self.draft()
        if draft is not None:
            self.hotseat.stage.code(draft)

    # -- editor

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep the code two seconds after the last key."""
        if event.text_area is not self.editor:
            return
        if self._timer is not None:
            self._timer.stop()
        if self.draft() is not None:
            self.editor.border_subtitle = "not saved yet"
            self._timer = self.set_timer(SAVE_AFTER, self.before_input)

    def on_tabbed_content_tab_activated(self, event: TabbedContent.TabActivated) -> None:
        """What is new was seen."""
        if event.pane.id == "pane-talk":
            event.tab.label = "Talk"

    def _tell_saved(self) -> None:
        if not self._open:
            self.editor.border_subtitle = "opens when code is asked for"
        elif self.draft() is None:
            self.editor.border_subtitle = f"saved {datetime.datetime.now():%H:%M:%S}"

    def _place(self, first: bool = False) -> None:
        """Open or close the editor as the round asks, and put the focus where the next input goes."""
        wants_code = self.now.wants == "code" and self.now.scored is None
        if first or wants_code != self._open:
            self._open = wants_code
            self.editor.read_only = not wants_code
            self.set_class(not wants_code, "-task")
            self.set_class(not wants_code, "-closed")
            if wants_code:
                self.editor.focus()
            else:
                self.tabs.active = "pane-talk"
                self.box.focus()
        if first:
            self._tell_saved()

    def _focus_before(self, pane: str) -> None:
        """Show a tab; a focus that would vanish with the old one goes to the editor."""
        leaving = self.focused is not None and self.tabs in self.focused.ancestors and self.tabs.active != pane
        self.tabs.active = pane
        if leaving:
            (self.box if pane == "pane-talk" else self.editor).focus()

    # -- keys

    def action_run(self) -> None:
        """Run the visible cases."""
        self._judge("run")

    def action_submit(self) -> None:
        """Hand it in."""
        self._judge("submit")

    def action_case(self) -> None:
        """Ask for an input of the candidate's own."""
        if self.hotseat.stage.busy:
            return
        kind = self.now.coding
        if kind == "tests":
            self.notify("Write your cases into cases().", markup=False)
        elif not self._open and kind != "bug":
            self.notify("No input is asked for now: answer in the conversation first.", markup=False)
        else:
            about = "The arguments of a call, as you would write them; for a class, a list of calls comes last."
            self.app.push_screen(Ask("Your input", about, "enter tries it, escape goes back"), self._case)

    def _case(self, text: str | None) -> None:
        if text is not None:
            self.before_input()
            self.hotseat.stage.case(text)

    def _judge(self, command: ev.CommandName) -> None:
        if self.hotseat.stage.busy:
            return
        if not self._open:
            self.notify("No code is asked for now: answer in the conversation first.", markup=False)
        elif not self.editor.text.strip():
            self.notify("The editor is empty.", markup=False)
        else:
            self.before_input()
            self.hotseat.stage.command(command)

    def action_talk(self) -> None:
        """To the conversation, and back."""
        if self.box.has_focus:
            self.editor.focus()
        else:
            self.tabs.active = "pane-talk"
            self.box.focus()

    def action_task(self) -> None:
        """Show or hide the task; on a narrow screen it takes the editor's place."""
        self.toggle_class("-task")
        if self.has_class("-task") and self.editor.has_focus and self.has_class("-narrow"):
            self.query_one("#task").focus()
        elif not self.has_class("-task") and self._open:
            self.editor.focus()

    def action_send(self) -> None:
        """Send what was written in the conversation."""
        if self.tabs.active != "pane-talk":
            self.action_talk()
            return
        super().action_send()
