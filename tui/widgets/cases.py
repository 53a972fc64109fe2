"""The result of a run or a submission: words first, then colour; the first failing case is open."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from agent import events as ev
from tui import keymap
from tui.look import MUTED, VERDICTS, glyph, joined, line, safe
from tui.widgets.menu import Menu

Case = Mapping[str, object]


class Scroll(VerticalScroll):
    """A scroll with vi keys."""

    BINDINGS = keymap.SCROLL


def headline(event: ev.Cases | ev.VerdictGiven) -> Content:
    """The verdict in words and in numbers."""
    style = "bold $text-success" if event.verdict == "AC" else "bold $text-error"
    if isinstance(event, ev.Cases) and event.of == "input":
        told = "the patch is right" if event.passed else "the patch fails"
        return joined("Your input: ", (told, "bold $text-error" if event.passed else "bold $text-success"))
    if isinstance(event, ev.VerdictGiven) and event.tests is not None:
        return joined(f"Submission {event.submit}: ", (event.tests.in_words().rstrip("."), style))
    what = f"Submission {event.submit}" if isinstance(event, ev.VerdictGiven) else "Visible cases"
    name = VERDICTS.get(event.verdict, "")
    return joined(
        f"{what}: ",
        (f"{safe(event.verdict, 20)} {name}", style),
        f", {event.passed} of {event.total} cases pass",
    )


def isolation(event: ev.Cases | ev.VerdictGiven) -> str:
    """How the code was isolated, said honestly."""
    found = event.isolation
    name, tier = line(str(found.get("name") or "unknown"), 80), line(str(found.get("tier") or "?"), 20)
    trusted = "" if found.get("trusted", False) else "; this verdict is not trusted"
    return f"Isolation: {name} (tier {tier}){trusted}"


def row(case: Case) -> Content:
    """One case on one line."""
    passed = case.get("verdict") == "AC"
    mark = f"{glyph('pass')} PASS" if passed else f"{glyph('fail')} FAIL {line(str(case.get('verdict')), 4)}"
    return joined(
        (f"{mark:<11}", "$text-success" if passed else "bold $text-error"),
        f"{line(str(case.get('name')), 60)}",
    )


def detail(case: Case) -> Content:
    """What is known of one case; hidden ones tell their kind only."""
    parts: list[str | Content | tuple[str, str]] = [(safe(str(case.get("name"))), "bold"), "\n"]
    verdict = str(case.get("verdict"))
    parts += [f"{safe(verdict, 20)} {VERDICTS.get(verdict, '')}", (f"  {_ms(case)}", MUTED), "\n"]
    if case.get("message"):
        parts += [Content(safe(str(case["message"]))), "\n"]
    shown = False
    for key in ("input", "expected", "got"):
        if case.get(key) is not None:
            shown = True
            parts += [(f"\n{key}\n", "bold $accent"), Content(safe(str(case[key]), 4000))]
    if not shown and not case.get("visible", False):
        parts.append(("\nA hidden case: its data is not shown.", MUTED))
    return Content.assemble(*parts)


def _ms(case: Case) -> str:
    ms = case.get("ms")
    return f"{ms:.0f} ms" if isinstance(ms, int | float) else ""


class CasesView(Vertical):
    """List of cases on the left, the chosen one on the right."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._cases: tuple[Case, ...] = ()

    def compose(self) -> ComposeResult:
        """Headline, list, detail."""
        yield Static(
            "Nothing was run yet. f5 runs the visible cases, f12 an input of yours, ctrl+s hands it in.",
            id="verdict",
            markup=False,
        )
        with Horizontal(id="case-panes"):
            yield Menu(id="case-list")
            with Scroll(id="case-detail"):
                yield Static("", id="case-text", markup=False)

    def show(self, event: ev.Cases | ev.VerdictGiven) -> None:
        """Show a result and open its first failing case."""
        self._cases = event.cases
        self.query_one("#verdict", Static).update(headline(event))
        menu = self.query_one(Menu)
        menu.clear_options()
        menu.add_options(Option(row(case), id=f"case-{n}") for n, case in enumerate(self._cases))
        failing = next((n for n, case in enumerate(self._cases) if case.get("verdict") != "AC"), 0)
        if self._cases:
            menu.highlighted = failing
            self._open(failing)
        else:
            self.query_one("#case-text", Static).update("")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Open the case under the cursor."""
        self._open(event.option_index)

    def _open(self, number: int) -> None:
        if 0 <= number < len(self._cases):
            self.query_one("#case-text", Static).update(detail(self._cases[number]))
            self.query_one("#case-detail").scroll_home(animate=False)


def output(event: ev.Cases | ev.VerdictGiven) -> Content:
    """All that the judge said: messages, growth, isolation."""
    parts: list[str | Content | tuple[str, str]] = [headline(event), "\n", isolation(event), "\n"]
    tested = event.isolation.get("self_test")
    if tested:
        parts.append(f"Isolation self-test: {line(str(tested), 40)} probes held\n")
    if isinstance(event, ev.VerdictGiven) and event.growth:
        parts += [("\nGrowth\n", "bold $accent"), Content(safe(str(event.growth.get("text") or "not measured"))), "\n"]
    if event.stdout:
        parts += [("\nPrinted\n", "bold $accent"), Content(safe(event.stdout, 8000)), "\n"]
    said = [case for case in event.cases if case.get("message")]
    for case in said[:20]:
        parts += [
            (f"\n{line(str(case.get('name')), 60)}\n", "bold $accent"),
            Content(safe(str(case["message"]), 4000)),
            "\n",
        ]
    if not said:
        parts.append(("\nThe code raised nothing.", MUTED))
    return Content.assemble(*parts)
