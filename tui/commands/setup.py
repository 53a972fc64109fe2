"""plan, profile, model, doctor, schema."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from tui.output import say, write_json


@click.command()
@click.option("--profile", "path", type=click.Path(path_type=Path))
@click.option("--calendar", "by_day", is_flag=True, help="day by day to the interview")
@click.option("--json", "as_json", is_flag=True)
def plan(path: Path | None, by_day: bool, as_json: bool) -> None:
    """What to study: minutes and labels, with a reason each."""
    from agent.api import plans

    if by_day:
        _calendar(path, as_json)
        return
    made = plans.study(path)
    if as_json:
        write_json(made.model_dump(mode="json"))
        return
    say(f"{made.total_minutes} minutes")
    for stage in made.stages:
        say(f"\n{stage.stage.replace('_', ' ').title()}, {stage.minutes} min")
        for section in stage.sections:
            say(f"  {section.category.replace('_', ' ')}, {section.minutes} min: {section.reason}")
            for topic in section.topics:
                later = f" (covered in {topic.covered_in})" if topic.covered_in else ""
                say(f"    {topic.label:6} {topic.topic}{later}: {topic.reason}")


def _calendar(path: Path | None, as_json: bool) -> None:
    from agent.api import calendar

    found = calendar.calendar(path)
    if as_json:
        write_json(found)
        return
    for day in found["days"]:
        date = datetime.date.fromisoformat(day["date"])
        say(f"\n{date:%a} {date}, {day['minutes']} min")
        for line in day["lines"]:
            say(f"  {line['do']:9} {line['minutes']:>3} min  {line['what']}\n                     {line['reason']}")


@click.command()
@click.option("--from", "path", type=click.Path(path_type=Path), help="take over a profile file")
@click.option("--json", "as_json", is_flag=True)
def profile(path: Path | None, as_json: bool) -> None:
    """Show your profile, or take one over from a file."""
    from agent.api import plans

    made = plans.profile(path)
    if path is not None:
        plans.save_profile(made)
    data = made.model_dump(mode="json")
    if as_json:
        write_json(data)
        return
    for key, value in data.items():
        say(f"{key:20} {value}")


@click.group()
def model() -> None:
    """Agree to, test or forget a language model."""


@model.command()
@click.option("--base-url", help="address of an OpenAI-compatible endpoint, ending in /v1")
@click.option("--model", "name", help="model id")
@click.option("--api-key", help="stored in the settings file (0600); better: HOTSEAT_API_KEY")
def use(base_url: str | None, name: str | None, api_key: str | None) -> None:
    """Agree that your answers are sent to an endpoint."""
    from agent.api import endpoint

    agreed = endpoint.use(base_url, name, api_key)
    say(
        f"From now on your answers are sent to {agreed.host} (model {agreed.model}). "
        "`hotseat model forget` takes it back."
    )


@model.command()
@click.option("--json", "as_json", is_flag=True)
def test(as_json: bool) -> None:
    """Try the endpoint."""
    from agent.api import endpoint

    found = endpoint.test()
    if as_json:
        write_json(found)
        return
    say(f"{found['host']} answers. Model {found['model']} says: {found['said']}")


@model.command()
def forget() -> None:
    """Take the consent back."""
    from agent.api import endpoint

    endpoint.forget()
    say("Forgotten. Nothing is sent anywhere.")


@click.command()
@click.option("--json", "as_json", is_flag=True)
def doctor(as_json: bool) -> int:
    """What works on this machine."""
    from agent.api import doctor as api
    from tui.output import protocol

    if as_json:
        protocol()
    found = api.examine()
    if as_json:
        write_json(found)
    else:
        say(f"Hotseat {found['version']}, Python {found['python']}, {found['platform']}")
        for row in found["settings"]:
            say(f"  {row['name']:20} {row['value'] or '-'}  ({row['source']}: {row['about']})")
        for row in found["checks"]:
            say(f"  {'ok  ' if row['ok'] else 'FAIL'} {row['name']}: {row['found']} {row.get('todo', '')}".rstrip())
    return 0 if all(row["ok"] for row in found["checks"]) else 1


@click.command()
@click.argument("name")
def schema(name: str) -> None:
    """The JSON schema of event, input, scorecard, report, plan, question, problem or verdict."""
    from agent.api.schemas import schema as of

    write_json(of(name))
