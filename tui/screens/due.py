"""Points of earlier rounds that are due: recall first, then what a full answer holds."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from agent.api.faults import Explanation
from tui import keymap
from tui.look import MUTED, joined, line, plain, safe, words
from tui.screens.page import Page
from tui.widgets.menu import Menu
from tui.widgets.topbar import TopBar


class DueScreen(Page):
    """A list of points; the one under the cursor is asked below, its expectation comes when one wants it."""

    BINDINGS = keymap.DUE
    HELP_TITLE = "Review"

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[dict[str, Any]] = []
        self._shown: set[int] = set()

    def compose(self) -> ComposeResult:
        """Points above, the prompt below."""
        yield TopBar("review")
        yield Menu(id="due")
        with VerticalScroll(id="point", can_focus=False):
            yield Static("Reading the sessions…", id="recall", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read behind the first paint."""
        self.query_one(Menu).border_title = "due"
        self.query_one(Menu).focus()
        self.hotseat.pages.load(self.hotseat.facade.due_points, self.show, self._failed)

    def show(self, rows: list[dict[str, Any]]) -> None:
        """Fill the list."""
        self._rows = rows
        menu = self.query_one(Menu)
        menu.clear_options()
        menu.add_options(
            Option(joined(line(row["name"], 60), (f"   {words(row['topic'])}", MUTED)), id=str(number))
            for number, row in enumerate(rows)
        )
        if rows:
            menu.highlighted = 0
        else:
            told = "Nothing is due. Points come from scored rounds: what was missing there comes back here in time."
            self.query_one("#recall", Static).update(told)

    def _failed(self, error: Explanation) -> None:
        self.query_one("#recall", Static).update(f"{error.title}: {safe(error.happened)} {safe(error.todo)}")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Ask for the point."""
        self._ask(int(event.option.id or 0))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter shows."""
        self.action_show()

    def _ask(self, number: int) -> None:
        self.query_one("#recall", Static).update(_told(self._rows[number], number in self._shown))

    def action_show(self) -> None:
        """What a full answer holds."""
        chosen = self.query_one(Menu).chosen
        if chosen is not None:
            self._shown.add(int(chosen))
            self._ask(int(chosen))

    def action_drill(self) -> None:
        """The question that the point belongs to: a scored round is what moves the point on."""
        chosen = self.query_one(Menu).chosen
        if chosen is not None:
            row = self._rows[int(chosen)]
            self.hotseat.start_session("drill", question=row["reference"])


def _told(row: dict[str, Any], shown: bool) -> Content:
    asked = joined(
        (line(row["name"], 120), "bold $primary"),
        (f"\n{line(row['prompt'], 400)}\n\n", MUTED),
        plain(str(row["probe"])),
    )
    if not shown:
        return joined(asked, ("\n\nSay it aloud, then press space. d drills the question.", MUTED))
    return joined(asked, ("\n\nA full answer: ", "bold"), plain(str(row["expectation"])))
