"""The candidate's own stories: the matrix of competencies, and what each story lacks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.text import Text
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from agent.api.faults import Explanation
from tui import external, keymap
from tui.look import MUTED, glyph, joined, line, plain, words
from tui.screens.dialogs import Choose
from tui.screens.history import Table
from tui.screens.page import Page
from tui.widgets.menu import Menu
from tui.widgets.topbar import TopBar

MOST_COLUMNS = 12


class StoriesScreen(Page):
    """The matrix above, the stories below, and the gaps of the one under the cursor."""

    BINDINGS = keymap.STORIES
    HELP_TITLE = "Stories"

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[str, Any] = {"stories": [], "refused": [], "matrix": []}

    def compose(self) -> ComposeResult:
        """Matrix, list, gaps."""
        yield TopBar("stories", Static("", id="bar-right", markup=False))
        yield Table(id="matrix", cursor_type="none")
        yield Menu(id="stories")
        with VerticalScroll(id="gaps", can_focus=False):
            yield Static("Reading your stories…", id="lacking", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read behind the first paint."""
        self.query_one("#matrix", Table).can_focus = False
        menu = self.query_one("#stories", Menu)
        menu.border_title = "stories"
        menu.focus()
        self._load()

    def _load(self) -> None:
        self.hotseat.pages.load(self.hotseat.facade.stories, self.show, self._failed)

    def show(self, found: dict[str, Any]) -> None:
        """Fill all three."""
        self._found = found
        _fill(self.query_one("#matrix", Table), found)
        aim = words(found["aim"]["competency"]).lower()
        self.query_one("#bar-right", Static).update(f"next round: {aim}")
        menu = self.query_one("#stories", Menu)
        at = menu.highlighted or 0
        menu.clear_options()
        menu.add_options(_options(found))
        if menu.option_count:
            menu.highlighted = min(at, menu.option_count - 1)
        else:
            told = "No story yet. n begins one; each is a Markdown file in "
            self.query_one("#lacking", Static).update(joined(told, line(found["folder"], 200)))

    def _failed(self, error: Explanation) -> None:
        self.notify(f"{error.happened} {error.todo}", title=error.title, severity="error", markup=False)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """What this story lacks."""
        self.query_one("#lacking", Static).update(_lacking(self._found, event.option.id or ""))

    def action_edit(self) -> None:
        """The story under the cursor, in the candidate's own editor."""
        chosen = self.query_one("#stories", Menu).chosen
        if chosen is not None:
            name = chosen.removesuffix(".md")
            self.hotseat.pages.load(lambda: self.hotseat.facade.story_file(name), self._edit, self._failed)

    def action_new(self) -> None:
        """A new story from the template."""

        def chosen(competency: str | None) -> None:
            if competency:
                title = f"{words(competency)} {len(self._found['stories']) + len(self._found['refused']) + 1}"
                make = self.hotseat.facade.new_story
                self.hotseat.pages.load(lambda: make(title, competency), self._edit, self._failed)

        rows = [(row["competency"], words(row["competency"]), row["about"]) for row in self._found["matrix"]]
        self.app.push_screen(Choose("New story", "It is to show:", rows), chosen)

    def action_drill(self) -> None:
        """A behavioral question; the planner prefers those that aim at a gap."""
        self.hotseat.start_session("drill", topic="behavioral_star")

    def _edit(self, file: Path) -> None:
        editor = external.command()
        if editor is None:
            self.notify(f"{file} is there. Set $VISUAL or $EDITOR to write it from here.", markup=False)
        else:
            try:
                with self.app.suspend():
                    external.open_file(file, editor)
            except (OSError, SuspendNotSupported) as error:
                told = f"{editor[0]} could not be used here. {error} The story is {file}."
                self.notify(told, severity="warning", markup=False)
        self._load()


def _fill(table: Table, found: dict[str, Any]) -> None:
    """A row a competency, a column a story: whole, lacking something, or not for it."""
    shown = found["stories"][:MOST_COLUMNS]
    table.clear(columns=True)
    table.add_columns("Competency", *(str(number) for number, _ in enumerate(shown, 1)), "")
    for row in found["matrix"]:
        marks = [
            glyph("met") if one["id"] in row["whole"] else glyph("partial") if one["id"] in row["lacking"] else ""
            for one in shown
        ]
        state = "" if row["whole"] else "only with gaps" if row["lacking"] else f"no story: {row['about']}"
        table.add_row(*(Text(cell) for cell in (words(row["competency"]), *marks, state)))


def _options(found: dict[str, Any]) -> list[Option]:
    options = []
    for number, row in enumerate(found["stories"], 1):
        count = len(row["gaps"])
        state = f"{count} gap{'s' * (count > 1)}" if count else "whole"
        length = f"   {row['minutes']} min, "
        name = line(row["title"], 60)
        options.append(Option(joined((f"{number:>2}  ", "bold $accent"), name, (length + state, MUTED)), id=row["id"]))
    for row in found["refused"]:
        options.append(Option(joined(("    cannot be read  ", "$text-error"), line(row["file"], 60)), id=row["file"]))
    return options


def _lacking(found: dict[str, Any], name: str) -> Content:
    for row in found["refused"]:
        if row["file"] == name:
            return plain(f"{row['happened']} {row['todo']}")
    for row in found["stories"]:
        if row["id"] == name:
            if not row["gaps"]:
                return joined(("Nothing is missing that code can see.", MUTED))
            return Content("\n").join(
                joined((line(gap["what"], 200), "bold"), f" {line(gap['todo'], 200)}") for gap in row["gaps"]
            )
    return Content("")
