"""report, history, rescore, contest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from agent.api import archive
from agent.api.faults import BadInput
from agent.models import Moved
from tui.output import say, write_json


@click.command()
@click.argument("session", required=False)
@click.option("--format", "form", type=click.Choice(["md", "html", "json"]), default="md")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="write to a file instead of stdout")
def report(session: str | None, form: str, output: Path | None) -> None:
    """The scored transcript of SESSION (or of the newest)."""
    text = archive.render(archive.report(session), form)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput("The report cannot be written", f"{output}: {error.strerror}.", "Name another file.") from error


@click.command()
@click.option("--json", "as_json", is_flag=True)
def history(as_json: bool) -> None:
    """All sessions with their levels."""
    rows = archive.history()
    if as_json:
        write_json({"sessions": rows})
        return
    if not rows:
        say("No session yet. Start one: hotseat onsite")
    for row in rows:
        levels = " ".join(str(r["level"] or "-") for r in row["rounds"])
        state = "ended" if row["ended"] else "open"
        say(
            f"{row['session']}  {row['kind']:7} {state:5} rounds {len(row['rounds'])}/{row['planned']}  levels {levels}"
        )


@click.command()
@click.argument("sessions", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="all sessions")
@click.option(
    "--rubric", type=click.Choice(["current", "stored"]), default="current", help="today's, or the round's own"
)
@click.option("--engine", type=click.Choice(["embedded", "llm"]), default="embedded", help="llm: a new second opinion")
@click.option("--json", "as_json", is_flag=True)
def rescore(sessions: tuple[str, ...], everything: bool, rubric: Any, engine: Any, as_json: bool) -> None:
    """Score SESSIONS anew with today's rubric and grader; the old scores are kept."""
    if bool(sessions) == everything:
        raise BadInput("What to score anew?", "rescore takes sessions or --all.", "`hotseat history` lists them.")
    done = []
    for each in archive.rescore(sessions, everything=everything, rubric=rubric, engine=engine):
        done.append(each)
        for notice in each.notices:
            say(f"{each.session}: {notice}")
        for row in each.rounds if not as_json else ():
            for line in rescored_lines(row):
                say(f"{each.session}  {line}")
    if as_json:
        write_json(
            {
                "sessions": [
                    {"session": e.session, "rounds": [r.model_dump(mode="json") for r in e.rounds]} for e in done
                ]
            }
        )
    elif not done:
        say("No session yet.")


def rescored_lines(row: Moved) -> Iterator[str]:
    """What moved in a round, and why."""
    why = "; ".join(row.why) or "nothing changed in how the score is made"
    yield (
        f"round {row.round} {row.question}: level {row.level_before} to {row.level_after}, "
        f"score {row.score_before} to {row.score_after}; {why}"
    )
    for each in row.criteria:
        before = " ".join(filter(None, (each.before or "not judged", each.elicited_before)))
        after = " ".join(filter(None, (each.after or "not judged", each.elicited_after)))
        yield f"    {each.name}: {before} to {after}"


@click.command()
@click.argument("session")
@click.argument("number", type=int, metavar="ROUND")
@click.argument("criterion")
@click.argument("note")
def contest(session: str, number: int, criterion: str, note: str) -> None:
    """Disagree with the label of CRITERION in ROUND of SESSION. The NOTE is kept and exported; no score changes."""
    archive.contest(session, number, criterion, note)
    say("Kept. It stands in the report; `hotseat report` exports it.")
