"""`--plain`: the line front end for people. A lone `.` ends an answer; commands begin with `/`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from agent import events as ev
from agent.api.sessions import Session
from tui.output import complain, say

HELP = "End an answer with a lone `.` on a line.  /hint /pass /code FILE /case ARGUMENTS /run /submit /pause /time /end"
ROUNDS = {"solve": "", "tests": " (write the tests)", "bug": " (find the bug)"}
COMMANDS = ("hint", "pass", "run", "submit", "pause", "time", "end")


def show(event: ev.Public) -> None:
    """Print one event in words."""
    match event:
        case ev.SessionStarted():
            say(
                f"Session {event.session}: {event.kind}, {len(event.plan.rounds)} round(s), "
                f"engine {event.engine}. {HELP}"
            )
        case ev.RoundStarted():
            kind = f"{event.kind.replace('_', ' ')}{ROUNDS.get(event.coding or '', '')}"
            say(f"\n== Round {event.round}: {kind}, {event.topic}, {event.minutes} minutes ==")
        case ev.QuestionAsked():
            say(f"\nInterviewer: {event.text}")
        case ev.Reply():
            say(f"\nInterviewer: {event.text}")
        case ev.Hint():
            say(f"\nHint {event.n} of {event.of}: {event.text}")
        case ev.Awaiting():
            _show_awaiting(event)
        case ev.Cases() | ev.VerdictGiven():
            _show_cases(event)
        case ev.Notice():
            complain(event.title, event.happened, event.todo)
        case ev.RoundScored():
            _show_score(event)
        case ev.SessionEnded():
            say(f"\n{event.report.packet.recommendation}\nThe full report: hotseat report {event.session} --format md")
        case _:
            pass


def _show_awaiting(event: ev.Awaiting) -> None:
    if event.wants == "choice":
        say("\nChoose: " + "  ".join(f"[{c.id}] {c.text}" for c in event.choices or ()))
        return
    what = "your answer" if event.wants == "answer" else "your code: /code FILE, then /run or /submit"
    say(f"\n[{event.seconds_left // 60}:{event.seconds_left % 60:02d} left] {what}")


def _show_cases(event: ev.Cases | ev.VerdictGiven) -> None:
    say(f"\n{event.verdict}: {result(event)} Isolation: {event.isolation.get('name')}")
    for case in event.cases:
        mark = "PASS" if case["verdict"] == "AC" else f"FAIL {case['verdict']}"
        say(f"  {mark} {case['name']}  {case.get('message') or ''}".rstrip())
    if isinstance(event, ev.VerdictGiven) and event.growth:
        say(f"  Growth: {event.growth.get('text')}")


def result(event: ev.Cases | ev.VerdictGiven) -> str:
    """What was run and how much of it passed, in a sentence."""
    if isinstance(event, ev.VerdictGiven) and event.tests is not None:
        return event.tests.in_words()
    if isinstance(event, ev.Cases) and event.of == "input":
        return "the patch is right on your input." if event.passed else "the patch fails on your input."
    return f"{event.passed} of {event.total} cases pass."


def _show_score(event: ev.RoundScored) -> None:
    card = event.scorecard
    if event.coding is not None:
        say("\n" + "\n".join(f"{name}: {told}" for name, told in event.coding.facts()))
    if event.opening is not None:
        say("\n" + "\n".join(f"{name}: {told}" for name, told in event.opening.in_words()))
        return
    if card is None:
        say(f"\nNot scored: {event.unscored}")
        return
    o = card.overall
    say(f"\nLevel {o.level} of 4 (unprompted {o.level_unprompted}, 80 % interval {o.low} to {o.high}), score {o.score}")
    for row in card.criteria:
        quote = f'  "{row.quotes[0].text[:90]}"' if row.quotes else ""
        say(f"  {row.label:12} {row.elicited or '':11} {row.name}{quote}")
    say(f"  Grader: {card.provenance.grader}; agreement: {card.provenance.agreement}")


def run(session: Session) -> None:
    """Drive a session from a terminal or a pipe."""
    session.go_on()
    kept: list[str] = []
    for line in () if session.over else _lines():
        awaiting = session.state.awaiting
        if awaiting is not None and awaiting.wants == "choice":
            _choose(session, line.strip(), awaiting)
        elif line.startswith("/") and not kept:
            _command(session, line[1:].strip())
        elif line.strip() == ".":
            session.answer("\n".join(kept))
            kept = []
        else:
            kept.append(line)
        if session.over:
            return
    if not session.over:
        if kept:
            session.answer("\n".join(kept))
        if not session.over:
            session.command("end")


def _lines() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", "replace").rstrip("\r\n")


def _choose(session: Session, word: str, awaiting: ev.Awaiting) -> None:
    choices = awaiting.choices or ()
    if word.startswith("/"):
        _command(session, word[1:])
        return
    session.choose(choices[0].id if not word and choices else word)


def _command(session: Session, line: str) -> None:
    name, _, rest = line.partition(" ")
    if name == "code":
        try:
            session.code(Path(rest.strip()).expanduser().read_text(encoding="utf-8"))
            say(f"Code taken from {rest.strip()}. /run tries the visible cases, /submit hands it in.")
        except (OSError, UnicodeDecodeError) as error:
            complain("The file cannot be read", str(error), "Use /code FILE.")
    elif name == "case":
        session.case(rest)
    elif name in COMMANDS:
        session.command(cast(ev.CommandName, name))
    else:
        complain("Unknown command", f"/{name}", HELP)
