"""report, history."""

from __future__ import annotations

from pathlib import Path

import click

from agent.api import archive
from agent.api.faults import BadInput
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
