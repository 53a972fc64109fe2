"""ingest, guides, search, study."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from agent.api import guides as api
from agent.api.faults import BadInput
from tui.output import say, write_json


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def ingest(paths: tuple[Path, ...], as_json: bool) -> None:
    """Read guides into the index."""
    rows = api.ingest(paths)
    if as_json:
        write_json({"guides": rows})
        return
    for row in rows:
        say(
            f"{row['id']}  {row['title']}: {len(row['topics'])} topics, {row['passages']} passages "
            f"({row['added']} added, {row['removed']} removed, {row['unchanged']} unchanged)"
        )


@click.command()
@click.option("--json", "as_json", is_flag=True)
def guides(as_json: bool) -> None:
    """The guides in the index."""
    _prepare()
    rows = api.guides()
    if as_json:
        write_json({"guides": rows})
        return
    for row in rows:
        say(f"{row['id']}  {row['title']}: {len(row['topics'])} topics, {row['passages']} passages")


@click.command()
@click.argument("query", required=False)
@click.option("--queries", type=click.Path(path_type=Path), help="a file with one query a line")
@click.option("-k", type=click.IntRange(1, 100), default=5)
@click.option("--guide", help="search one guide only")
@click.option("--json", "as_json", is_flag=True)
def search(query: str | None, queries: Path | None, k: int, guide: str | None, as_json: bool) -> None:
    """Search the guides."""
    if (query is None) == (queries is None):
        raise BadInput(
            "What to search?", "search takes a QUERY or --queries FILE.", 'hotseat search "point-in-time joins"'
        )
    wanted = [query] if query is not None else _read(queries)
    if guide is None:
        _prepare()
    for row in api.search(wanted, k, guide):
        if as_json:
            write_json(row)
            continue
        for hit in row["passages"]:
            say(f"[{hit['topic']} / {hit['section']}, lines {hit['line']}-{hit['end_line']}] {hit['text']}\n")


@click.command()
@click.argument("topic", required=False)
@click.option("--due", is_flag=True, help="points of earlier rounds that are due, as prompts to recall")
@click.option("--show", is_flag=True, help="with --due: also what a full answer holds")
@click.option("--plain", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
def study(topic: str | None, due: bool, show: bool, plain: bool, as_json: bool) -> None:
    """The guide on TOPIC: recall prompts first, then its passages."""
    if due or show:
        _due(topic, show, as_json)
        return
    if topic is None:
        raise BadInput("Which topic?", "study takes a topic.", "Topics: " + ", ".join(t["id"] for t in api.topics()))
    _prepare()
    lesson = api.study(topic)
    if as_json:
        write_json(lesson)
        return
    say(f"{lesson['title']}\n\nFirst try to recall:")
    for prompt in lesson["recall"]:
        say(f"  - {prompt}")
    section = None
    for passage in lesson["passages"]:
        if passage["section"] != section:
            section = passage["section"]
            say(f"\n== {section.replace('_', ' ')} ==")
        say(f"  {passage['text']}\n")


def _due(topic: str | None, show: bool, as_json: bool) -> None:
    """Due points, of one topic or of all; only a scored round moves them."""
    from agent.api import calendar

    points = [row for row in calendar.due_points(show=show) if topic in (None, row["topic"])]
    if as_json:
        write_json({"due": points})
        return
    if not points:
        say("Nothing is due. Points come from scored rounds: `hotseat drill TOPIC`.")
        return
    for number, row in enumerate(points, 1):
        about = " ".join(row["prompt"].split())
        say(f"\n{number}. {row['name']}  ({row['topic']}, due since {row['due'][:10]}, {row['reviews']} reviewed)")
        say(f"   On: {about[:160]}{'…' if len(about) > 160 else ''}\n   {row['probe']}")
        if show:
            say(f"   A full answer: {row['expectation']}")
        say(f"   `{row['drill']}`")
    if not show:
        say("\nSay each aloud first; `hotseat study --due --show` tells what a full answer holds.")


def _prepare() -> None:
    """Our own guide is read in once a home; people are told how far it is."""

    def progress(done: int, of: int) -> None:
        end = "\n" if done == of else "\r"
        sys.stderr.write(f"Reading our guide into the index, once: {done} of {of} passages{end}")
        sys.stderr.flush()

    api.prepare(progress)


def _read(path: Path | None) -> list[str]:
    from agent.api.scoring import read_text

    assert path is not None
    return [line for line in read_text(path).splitlines() if line.strip()]
