"""stories: the candidate's own STAR stories."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from agent.api import stories as api
from tui import external
from tui.output import say, write_json


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def stories(context: click.Context, as_json: bool) -> None:
    """Your own STAR stories: what they cover and what they lack."""
    if context.invoked_subcommand is None:
        found = api.stories()
        if as_json:
            write_json(found)
        else:
            _matrix(found)
            _gaps(found)


@stories.command()
@click.argument("title")
@click.option("--competency", "-c", "competencies", multiple=True, help="what it shows; may stand more than once")
@click.option("--from", "path", type=click.Path(path_type=Path), help="a Markdown file with front matter")
@click.option("--json", "as_json", is_flag=True)
def add(title: str, competencies: tuple[str, ...], path: Path | None, as_json: bool) -> None:
    """A new story, in your $EDITOR where there is one."""
    from agent.api.scoring import read_text

    file = api.add(title, competencies, read_text(path) if path else None)
    words = external.command()
    if path is None and words is not None and sys.stdin.isatty() and sys.stdout.isatty() and not as_json:
        external.open_file(file, words)
    if as_json:
        write_json({"file": str(file)})
    else:
        say(f"{file}\nWrite it there; `hotseat stories check {file.stem}` tells what it lacks.")


@stories.command()
@click.argument("name", required=False)
@click.option("--question", help="have it judged by the rubric of a behavioral question")
@click.option("--engine", type=click.Choice(["auto", "embedded", "llm"]), help="who judges")
@click.option("--json", "as_json", is_flag=True)
def check(name: str | None, question: str | None, engine: Any, as_json: bool) -> int:
    """What the stories lack; exit status 1 where one lacks something."""
    found = api.stories()
    if name is not None:
        file = api.path_of(name)
        found["stories"] = [row for row in found["stories"] if row["id"] == name]
        found["refused"] = [row for row in found["refused"] if row["file"] == file.name]
    card = _judged(name, question, engine)
    if as_json:
        shown = {"stories": found["stories"], "refused": found["refused"]}
        write_json(shown if card is None else {**shown, "scorecard": card})
    else:
        _gaps(found)
        for row in card["criteria"] if card else ():
            say(f"  {row['label']:12} {row['name']}")
    return 1 if found["refused"] or any(row["gaps"] for row in found["stories"]) else 0


@stories.command()
@click.argument("session", required=False)
@click.option("--json", "as_json", is_flag=True)
def told(session: str | None, as_json: bool) -> None:
    """What is to be noticed about a session's stories: told before for something else, a figure that changed."""
    rows = api.findings(session)
    if as_json:
        write_json({"rounds": rows})
        return
    if not rows:
        say("This session has no behavioral round that was scored.")
    for row in rows:
        say(f"Round {row['round']}, {row['question']}")
        for one in row["findings"]:
            say(f"  {one['what']}")
            if one["told"]:
                say(f'    today: "{one["told"]["text"]}" (line {one["told"]["turn"]})')
            if one["before"]:
                say(f'    {one["where"]}: "{one["before"]}"')


def _judged(name: str | None, question: str | None, engine: Any) -> dict[str, Any] | None:
    if question is None:
        return None
    if name is None:
        raise click.UsageError("--question judges one story: name it.")
    return api.judge(name, question, engine).model_dump(mode="json")


def _matrix(found: dict[str, Any]) -> None:
    for row in found["matrix"]:
        held = [*row["whole"], *(f"{name} (lacks something)" for name in row["lacking"])]
        say(f"{row['competency'].replace('_', ' '):20} {', '.join(held) or 'no story yet: ' + row['about']}")
    aim, first = found["aim"]["competency"].replace("_", " "), found["aim"]["questions"][0]
    say(f"\nNext: {aim}, for example `hotseat drill --question {first}`.\n")


def _gaps(found: dict[str, Any]) -> None:
    for row in found["stories"]:
        shows = ", ".join(row["competencies"])
        say(f"{row['id']}: {row['title']} ({shows}; {row['words']} words, {row['minutes']} min)")
        for gap in row["gaps"]:
            say(f"  {gap['what']} {gap['todo']}")
        if not row["gaps"]:
            say("  nothing is missing that code can see")
    for row in found["refused"]:
        say(f"{row['happened']} {row['todo']}")
    if not found["stories"] and not found["refused"]:
        say("No story yet. `hotseat stories add TITLE -c failure` begins one.")
