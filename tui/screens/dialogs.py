"""Small questions and the help, above a screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Button, Input, Static

from tui.look import clock, joined, safe
from tui.widgets.menu import Menu, entry


class Choose(ModalScreen[str | None]):
    """A few choices; escape is none."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Back", id="dialog.back")]

    def __init__(self, title: str, about: str, choices: list[tuple[str, str, str]], width: int = 12) -> None:
        super().__init__()
        self._title = title
        self._about = about
        self._choices = choices
        self._width = width

    def compose(self) -> ComposeResult:
        """Title, explanation, choices."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield Static(safe(self._about), classes="dialog-about", markup=False)
            yield Menu(*(entry(id, name, about, self._width) for id, name, about in self._choices))
            yield Static("enter chooses, escape goes back", classes="dialog-foot", markup=False)

    def on_option_list_option_selected(self, event: Menu.OptionSelected) -> None:
        """Take it."""
        self.dismiss(event.option.id)


class End(Choose):
    """How to leave a round."""

    def __init__(self, rounds: int) -> None:
        rest = " End leaves out the rounds that follow." if rounds > 1 else ""
        super().__init__(
            "Leave the round?",
            f"What was answered is kept either way.{rest}",
            [
                ("stay", "Go on", "back to the round"),
                ("leave", "Leave", "home; resume later exactly here"),
                ("end", "End", "score it now and see the report"),
            ],
            8,
        )


class Paused(ModalScreen[None]):
    """The clock stands, and the question is covered: a break costs nothing and gives nothing."""

    BINDINGS = [
        Binding("f4,enter,escape,space,alt+p", "dismiss(None)", "Go on", id="pause.back"),
    ]

    def __init__(self, left: float) -> None:
        super().__init__()
        self._left = left

    def compose(self) -> ComposeResult:
        """A cover."""
        with Vertical(classes="dialog"):
            yield Static("Paused", classes="dialog-title", markup=False)
            yield Static(
                f"The clock stands at {clock(self._left)}. The question is covered until you are back.",
                classes="dialog-about",
                markup=False,
            )
            yield Button("Go on", variant="primary", compact=True, id="go-on")
            yield Static("enter, f4 or escape", classes="dialog-foot", markup=False)

    def on_button_pressed(self) -> None:
        """Back."""
        self.dismiss(None)


class Preparing(ModalScreen[None]):
    """While a session opens: what is typed goes nowhere. The app takes it away."""

    BINDINGS = [Binding("escape", "app.leave_session", "Back", id="prepare.back")]

    def compose(self) -> ComposeResult:
        """A few words."""
        with Vertical(classes="dialog"):
            yield Static("Preparing the interview…", classes="dialog-title", markup=False)
            yield Static("The interviewer chooses a question.", classes="dialog-about", markup=False)
            yield Static("escape goes back", classes="dialog-foot", markup=False)


class Ask(ModalScreen[str | None]):
    """A line of text."""

    BINDINGS = [Binding("escape", "dismiss(None)", "Back", id="dialog.back")]

    def __init__(self, title: str, about: str, foot: str, suggestion: str = "") -> None:
        super().__init__()
        self._title = title
        self._about = about
        self._foot = foot
        self._suggestion = suggestion

    def compose(self) -> ComposeResult:
        """A line to type in."""
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield Static(safe(self._about), classes="dialog-about", markup=False)
            yield Input(self._suggestion, id="asked")
            yield Static(self._foot, classes="dialog-foot", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take it."""
        self.dismiss(event.value.strip() or None)


class AskFile(Ask):
    """The name of a file to write."""

    def __init__(self, suggestion: str) -> None:
        super().__init__(
            "Export the report",
            "The ending says the form: .md, .html or .json.",
            "enter writes, escape goes back",
            suggestion,
        )


class Help(ModalScreen[None]):
    """The keys of a screen and of whatever has the focus there."""

    BINDINGS = [Binding("escape,f1,q,question_mark,enter", "dismiss(None)", "Close", id="help.close")]

    def __init__(self, of: Screen[object]) -> None:
        super().__init__()
        self._rows = _rows(of)

    def compose(self) -> ComposeResult:
        """A table of keys."""
        with Vertical(classes="dialog -wide"):
            yield Static("Keys", classes="dialog-title", markup=False)
            with VerticalScroll(id="help-rows"):
                for keys, about in self._rows:
                    yield Static(joined((f"{keys:<22} ", "bold $accent"), about), markup=False)
            yield Static("escape closes", classes="dialog-foot", markup=False)

    def on_mount(self) -> None:
        """Let it be scrolled."""
        self.query_one("#help-rows").focus()


def _rows(of: Screen[object]) -> list[tuple[str, str]]:
    """Keys and what they do: of the screen, of the app, then of what has the focus. One row an action."""
    rows: dict[tuple[int, str, str], list[str]] = {}
    for active in of.active_bindings.values():
        binding = active.binding
        about = active.tooltip or binding.tooltip or binding.description
        place = 0 if active.node is of else 1 if active.node is of.app else 2
        if about and not binding.system and binding.action not in HIDDEN:
            rows.setdefault((place, binding.action, about), []).append(_name(binding.key))
    order = sorted(rows, key=lambda row: row[0])
    return [(" ".join(list(dict.fromkeys(rows[row]))[:2]), row[2]) for row in order]


HIDDEN = ("screen.copy_text", "help_quit", "app.focus_next", "app.focus_previous")
NAMES = {"question_mark": "?", "alt+question_mark": "alt+?", "slash": "/"}
NAMES |= {"right_square_bracket": "]", "left_square_bracket": "["}


def _name(key: str) -> str:
    return NAMES.get(key, key)
