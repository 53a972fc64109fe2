"""The report of a session."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Footer, TabbedContent, TabPane, Tabs

from agent.api.faults import Explanation
from agent.models import Report, RoundReport
from tui import keymap
from tui.look import MUTED, VERDICTS, glyph, joined, line, plain, safe, words
from tui.screens.dialogs import Ask, AskFile, Choose
from tui.screens.page import Page
from tui.widgets import scores
from tui.widgets.blocks import Blocks
from tui.widgets.topbar import TopBar
from tui.widgets.transcript import NAMES

FORMS = {".md": "md", ".html": "html", ".htm": "html", ".json": "json"}


class ReportScreen(Page):
    """Five tabs; x writes a file."""

    BINDINGS = keymap.REPORT
    HELP_TITLE = "Report"

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report

    def compose(self) -> ComposeResult:
        """A tab a view."""
        value = self.report
        yield TopBar(f"report · {value.kind} · {value.started.astimezone():%Y-%m-%d %H:%M} · {line(value.session, 40)}")
        with TabbedContent(id="report-tabs"):
            for name, blocks in (
                ("Summary", scores.summary(value)),
                ("Criteria", _criteria(value)),
                ("Transcript", _transcript(value)),
                ("Code", _code(value)),
                ("Next steps", scores.next_steps(value)),
            ):
                with TabPane(name, id=f"report-{name.split()[0].lower()}"):
                    yield Blocks(blocks)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Left and right change the tab at once."""
        self.query_one(Tabs).focus()

    def action_turn(self, by: int) -> None:
        """Another tab."""
        tabs = self.query_one(Tabs)
        (tabs.action_next_tab if by > 0 else tabs.action_previous_tab)()

    def action_export(self) -> None:
        """Ask for a file and write it."""
        self.app.push_screen(AskFile(f"hotseat-{self.report.session}.md"), self._export)

    def action_again(self) -> None:
        """Drill a question of this session once more; the report of it shows both attempts."""
        played = {row.question: f"{row.round}. {words(row.topic)}" for row in self.report.rounds if row.question}
        if len(played) == 1:
            self.hotseat.start_session("drill", question=next(iter(played)))
        elif played:
            choices = [(key, name, key) for key, name in played.items()]
            self.app.push_screen(Choose("Which question?", "It begins a new drill.", choices, 40), self._again)

    def _again(self, question: str | None) -> None:
        if question is not None:
            self.hotseat.start_session("drill", question=question)

    def action_contest(self) -> None:
        """Disagree with a label: which criterion, then why."""
        labels = {
            f"{row.round}:{each.id}": (f"{row.round}. {line(each.name, 40)}", each.label)
            for row in self.report.rounds
            for each in (row.scorecard.criteria if row.scorecard else ())
        }
        if not labels:
            self.notify("Nothing was scored in this session.", markup=False)
            return
        choices: list[tuple[str, str, str]] = [(key, *told) for key, told in labels.items()]
        about = "Your note is kept with the session and exported with the report. It changes no score."
        self.app.push_screen(Choose("Which label is wrong?", about, choices, 46), self._why)

    def _why(self, key: str | None) -> None:
        if key is None:
            return
        number, criterion = key.split(":", 1)

        def keep(note: str | None) -> None:
            if note is not None:
                facade, session = self.hotseat.facade, self.report.session

                def work() -> Report:
                    facade.contest(session, int(number), criterion, note)
                    return facade.report(session)

                self.hotseat.pages.load(work, self._contested, self._failed)

        self.app.push_screen(Ask("Why?", "In a sentence or two.", "enter keeps it, escape goes back"), keep)

    def _contested(self, report: Report) -> None:
        self.notify("It stands in the report now.", title="Kept", markup=False)
        self.app.switch_screen(ReportScreen(report))

    def _export(self, name: str | None) -> None:
        if name is None:
            return
        path = Path(name).expanduser()
        form = FORMS.get(path.suffix.lower())
        if form is None:
            self.notify(
                "Name a file that ends in .md, .html or .json.", title="Not written", severity="warning", markup=False
            )
            return

        def write() -> Path:
            text = self.hotseat.facade.render(self.report, form)
            try:
                with path.open("x", encoding="utf-8") as stream:
                    stream.write(text)
            except FileExistsError:
                raise _NotWritten("Not written", f"{path} is there already.", "Name another file.") from None
            except OSError as error:
                raise _NotWritten("Not written", f"{path}: {error.strerror}.", "Name another file.") from error
            return path

        self.hotseat.pages.load(write, self._written, self._failed)

    def _written(self, path: Path) -> None:
        self.notify(str(path.absolute()), title="Written", markup=False)

    def _failed(self, error: Explanation) -> None:
        self.notify(f"{error.happened} {error.todo}", title=error.title, severity="error", markup=False)


class _NotWritten(Exception):
    exit_status = 2

    def __init__(self, title: str, happened: str, todo: str) -> None:
        super().__init__(f"{title}: {happened} {todo}")
        self.title, self.happened, self.todo = title, happened, todo


def _criteria(report: Report) -> list[Content]:
    blocks: list[Content] = []
    for row in report.rounds:
        blocks.append(scores.round_title(row))
        if row.scorecard is None:
            blocks.append(scores.unscored(row.unscored))
        else:
            blocks += scores.scorecard(row.scorecard, row.second_opinion)
        if row.attempt_before is not None and row.scorecard is not None:
            blocks += scores.attempts(row.attempt_before, row.scorecard)
        if row.debrief is not None:
            blocks += scores.debrief(row.debrief)
        blocks += scores.afterwards(row)
    return blocks


def _transcript(report: Report) -> list[Content]:
    blocks: list[Content] = []
    for row in report.rounds:
        blocks.append(scores.round_title(row))
        for number, turn in enumerate(row.transcript, 1):
            style = "bold $primary" if turn.speaker == "interviewer" else "bold $secondary"
            move = f"  {line(turn.move, 20).replace('_', ' ')}" if turn.move else ""
            label = (NAMES[turn.speaker], style)
            blocks.append(joined((f"{number:>3}  ", MUTED), label, (move, MUTED), "\n", plain(turn.text)))
    return blocks


def _code(report: Report) -> list[Content]:
    blocks: list[Content] = []
    for row in report.rounds:
        if row.coding is not None:
            blocks += [scores.round_title(row), *_coding(row)]
    return blocks or [joined("No coding round in this session.")]


def _coding(row: RoundReport) -> list[Content]:
    done = row.coding
    assert done is not None
    verdict = f"{done.verdict} {VERDICTS.get(done.verdict, '')}" if done.verdict else "nothing was handed in"
    style = "$text-success" if done.verdict == "AC" else "$text-error"
    blocks: list[Content] = [
        joined((safe(verdict), f"bold {style}")),
        *scores.coding(done),
        joined((f"Isolation: {line(done.isolation or 'nothing was judged', 120)}", MUTED)),
    ]
    failing = [case for case in done.cases if case.get("verdict") != "AC"]
    if failing:
        rows = "\n".join(
            f"{glyph('fail')} {case.get('verdict')} {case.get('name')} {case.get('message') or ''}" for case in failing
        )
        blocks.append(plain(rows, limit=2000))
    blocks.append(plain(done.code or "(no code)"))
    return blocks
