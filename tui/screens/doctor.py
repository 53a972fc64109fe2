"""What works on this machine."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Footer

from agent.api.faults import Explanation
from tui import keymap
from tui.look import MUTED, glyph, joined, line, safe
from tui.screens.page import Page
from tui.widgets.blocks import Blocks
from tui.widgets.topbar import TopBar


class DoctorScreen(Page):
    """Checks, model, settings; nothing connects anywhere."""

    BINDINGS = keymap.BACK
    HELP_TITLE = "Check"

    def compose(self) -> ComposeResult:
        """A page."""
        yield TopBar("what works on this machine")
        yield Blocks([joined("Checking…")], id="page")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Check behind the first paint."""
        self.query_one(Blocks).focus()
        self.hotseat.pages.load(self.hotseat.facade.examine, self.show, self._failed, "check")

    def show(self, found: dict[str, Any]) -> None:
        """Put it on the page."""
        self.query_one(Blocks).show(blocks(found))

    def _failed(self, error: Explanation) -> None:
        self.query_one(Blocks).show([joined((error.title, "bold $text-error"), f"\n{error.happened}\n{error.todo}")])


def blocks(found: dict[str, Any]) -> list[Content]:
    """All findings, checks first."""
    shown = [
        joined((f"Hotseat {found['version']}", "bold $primary"), f"   Python {found['python']}   {found['platform']}"),
        *(check(row) for row in found["checks"]),
        model(found["model"]),
        joined(("Settings", "bold $primary")),
    ]
    for row in found["settings"]:
        shown.append(
            joined(
                (f"{line(row['name'], 24):<20}", "bold"),
                f" {line(str(row['value'] or glyph('dash')), 60)}",
                (f"   {line(row['source'], 30)}: {line(row['about'], 120)}", MUTED),
            )
        )
    return shown


def check(row: dict[str, Any]) -> Content:
    """One check: a word, then what was found."""
    found = row["found"]
    told = found if isinstance(found, str) else ", ".join(f"{key} {value}" for key, value in found.items())
    mark = ("ok    ", "bold $text-success") if row["ok"] else ("FAIL  ", "bold $text-error")
    todo = "" if row["ok"] else f"\n      {safe(row.get('todo') or '', 400)}"
    return joined(mark, (f"{line(row['name'], 24):<15}", "bold"), f" {line(str(told), 300)}{todo}")


def model(found: dict[str, Any]) -> Content:
    """Which engine speaks, and whether anything leaves the machine."""
    if found["agreed"]:
        return joined(("model ", "bold"), f"answers go to {line(str(found['host']), 80)}, as you agreed")
    if found["configured"]:
        return joined(
            ("model ", "bold"), f"{line(str(found['host']), 80)} is configured and not agreed to: nothing is sent there"
        )
    return joined(("model ", "bold"), "none; the embedded interviewer speaks and nothing leaves this machine")


def status(found: dict[str, Any]) -> Content:
    """One line for home: only what is degraded is named."""
    bad = [line(row["name"], 24) for row in found["checks"] if not row["ok"]]
    engine = f"model at {line(str(found['model']['host']), 40)}" if found["model"]["agreed"] else "embedded interviewer"
    if bad:
        return joined((f"Not working: {', '.join(bad)} (x tells more)", "$text-error"), (f"   {engine}", MUTED))
    return joined(("all checks ok", "$text-success"), (f"   {engine}", MUTED))
