"""All sessions."""

from __future__ import annotations

from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import DataTable, Footer, Static

from agent.api.faults import Explanation
from agent.models import Report
from tui import keymap
from tui.look import day, glyph, line, words
from tui.screens.page import Page
from tui.screens.report import ReportScreen
from tui.widgets.topbar import TopBar


class Table(DataTable[Text]):
    """A table with vi keys; enter belongs to the screen."""

    BINDINGS = keymap.LISTS

    def action_first(self) -> None:
        """First row."""
        self.move_cursor(row=0)

    def action_last(self) -> None:
        """Last row."""
        self.move_cursor(row=self.row_count - 1)


class HistoryScreen(Page):
    """Enter opens a report, r goes on with a session that has not ended."""

    BINDINGS = keymap.HISTORY
    HELP_TITLE = "History"

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, dict[str, Any]] = {}

    def compose(self) -> ComposeResult:
        """A table."""
        yield TopBar("history")
        yield Table(id="sessions", cursor_type="row", zebra_stripes=True)
        yield Static("Reading the sessions…", id="empty", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read behind the first paint."""
        table = self.query_one(Table)
        table.add_columns("Date", "Kind", "Rounds", "Level", "Score", "Min", "Topics", "State")
        table.display = False
        self.hotseat.pages.load(self.hotseat.facade.history, self.show, self._failed)

    def show(self, rows: list[dict[str, Any]]) -> None:
        """Fill the table."""
        table = self.query_one(Table)
        table.clear()
        self._rows = {row["session"]: row for row in rows}
        for row in rows:
            table.add_row(*(Text(cell) for cell in cells(row)), key=row["session"])
        table.display = bool(rows)
        empty = self.query_one("#empty", Static)
        empty.display = not rows
        empty.update("No session yet. Go back and start one: o for an onsite, s for a screen, d for a drill.")
        if rows:
            table.focus()

    def on_data_table_row_selected(self) -> None:
        """Enter or a click on a row."""
        self.action_open()

    def action_open(self) -> None:
        """The report of the row."""
        chosen = self._chosen()
        if chosen is not None:
            self.hotseat.pages.load(lambda: self.hotseat.facade.report(chosen), self._open, self._failed)

    def action_resume(self) -> None:
        """Go on with the row's session."""
        chosen = self._chosen()
        if chosen is None:
            return
        if self._rows[chosen]["ended"]:
            self.notify("This session has ended. Enter opens its report.", markup=False)
        else:
            self.hotseat.resume_session(chosen)

    def _open(self, report: Report) -> None:
        self.app.push_screen(ReportScreen(report))

    def _failed(self, error: Explanation) -> None:
        self.notify(f"{error.happened} {error.todo}", title=error.title, severity="error", markup=False)

    def _chosen(self) -> str | None:
        table = self.query_one(Table)
        if not table.row_count:
            return None
        return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value


def cells(row: dict[str, Any]) -> list[str]:
    """One row of the table."""
    rounds = row["rounds"]
    levels = [r["level"] for r in rounds]
    scores = [r["score"] for r in rounds if r["score"] is not None]
    topics = list(dict.fromkeys(words(r["topic"]) for r in rounds))
    return [
        day(row["started"]),
        line(row["kind"], 8),
        f"{len(rounds)}/{row['planned']}",
        " ".join(glyph("dash") if level is None else str(level) for level in levels) or glyph("dash"),
        f"{sum(scores) / len(scores):.0f}" if scores else glyph("dash"),
        f"{sum(r['seconds'] for r in rounds) / 60:.0f}",
        line(", ".join(topics), 34 if len(topics) < 2 else 60) or glyph("dash"),
        "ended" if row["ended"] else "open",
    ]
