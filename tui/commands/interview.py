"""onsite, screen, drill, resume, and the home screen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from agent.api.faults import BadInput, Unavailable
from agent.api.sessions import Emit, Options, Session, start
from agent.api.sessions import resume as resume_session

F = TypeVar("F", bound=Callable[..., Any])


def _options(function: F) -> F:
    for option in reversed(
        [
            click.option("--profile", type=click.Path(path_type=Path), help="a profile file instead of the stored one"),
            click.option("--minutes", type=click.IntRange(1, 600), help="minutes of the drill, or of the whole loop"),
            click.option("--seed", type=int, help="makes the choice of questions repeatable"),
            click.option("--engine", type=click.Choice(["auto", "embedded", "llm"]), help="who speaks and grades"),
            click.option(
                "--clock", type=click.Choice(["wall", "input"]), default="wall", help="input: driven by `seconds`"
            ),
            *_FRONT,
        ]
    ):
        function = option(function)
    return function


_FRONT = [
    click.option(
        "--unsafe-no-isolation", is_flag=True, help="run code although no isolation holds; untrusted verdicts"
    ),
    click.option("--plain", is_flag=True, help="lines on stdin and stdout instead of the full screen"),
    click.option("--json", "as_json", is_flag=True, help="with --plain: events as JSON lines"),
]


@click.command()
@_options
def onsite(**given: Any) -> None:
    """A full mock onsite."""
    _begin("onsite", **given)


@click.command()
@_options
def screen(**given: Any) -> None:
    """A technical screen."""
    _begin("screen", **given)


@click.command()
@click.argument("topic", required=False)
@click.option("--question", help="a question's id, or a file of yours")
@click.option("--opening", is_flag=True, help="openings only: ten times 90 seconds of questions and a skeleton")
@click.option("--problem", help="a coding problem's id, or a folder of yours")
@click.option(
    "--round",
    "coding",
    type=click.Choice(["solve", "tests", "bug"]),
    help="what a coding round asks for: the program, tests for it, or the bug in a patch",
)
@_options
def drill(
    topic: str | None, question: str | None, problem: str | None, coding: str | None, opening: bool, **given: Any
) -> None:
    """One question on TOPIC, the one given with --question, or a coding problem."""
    if sum(one is not None for one in (topic, question, problem)) != 1:
        raise BadInput(
            "What to drill?",
            "A drill takes a topic, --question or --problem, one of them.",
            "`hotseat questions` and `hotseat problems` list them.",
        )
    if question is not None and coding is not None:
        raise BadInput("No such round", "--round goes with a topic or --problem.", "Leave one of the two out.")
    if opening and (topic is None or coding is not None):
        raise BadInput("No such openings", "--opening goes with a topic.", "`hotseat drill TOPIC --opening`")
    _begin("drill", topic=topic, question=question, problem=problem, coding=coding, opening=opening, **given)


@click.command()
@click.argument("session", required=False)
@click.option("--unsafe-no-isolation", is_flag=True)
@click.option("--plain", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
def resume(session: str | None, unsafe_no_isolation: bool, plain: bool, as_json: bool) -> None:
    """Go on exactly where SESSION (or the newest open one) stopped."""
    if plain or as_json:
        _drive(lambda emit: resume_session(session, emit, unsafe_no_isolation=unsafe_no_isolation), as_json)
    else:
        _need_terminal()
        from tui.app import run_resumed

        run_resumed(session, unsafe_no_isolation=unsafe_no_isolation)


def _begin(kind: Any, plain: bool, as_json: bool, **given: Any) -> None:
    options = Options(kind=kind, **given)
    if plain or as_json:
        _drive(lambda emit: start(options, emit), as_json)
    else:
        _need_terminal()
        from tui.app import run_started

        run_started(options)


def _drive(open_session: Callable[[Emit], Session], as_json: bool) -> None:
    from tui import plain, wire
    from tui.output import protocol

    if as_json:
        protocol()
    show, run = (wire.show, wire.run) if as_json else (plain.show, plain.run)
    with open_session(show) as session:
        run(session)


def _need_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Unavailable(
            "No terminal",
            "The full screen needs a terminal on stdin and stdout, and this is none.",
            "Use --plain (for example `hotseat onsite --plain`), or --plain --json for scripts.",
        )


def open_home() -> None:
    """The home screen."""
    _need_terminal()
    from tui.app import run_home

    run_home()
