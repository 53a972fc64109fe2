"""`--plain --json`: events out, inputs in, one JSON object a line."""

from __future__ import annotations

import os
from collections.abc import Iterator

from agent.api import inputs
from agent.api.faults import BadInput
from agent.api.sessions import Session
from agent.events import Public
from tui.output import complain, write_json

CHUNK = 65_536


def show(event: Public) -> None:
    """Print one event."""
    write_json(event.wire())


def run(session: Session) -> None:
    """Drive a session from stdin until it ends; at the end of the input it ends as if `end` had been said."""
    session.go_on()
    for number, line in enumerate(() if session.over else lines(), 1):
        if not line.strip():
            continue
        try:
            inputs.feed(session, inputs.parse(line, number))
        except BadInput as error:
            session.refuse(error.title, error.happened, error.todo)
            complain(error.title, error.happened, error.todo)
        if session.over:
            return
    if not session.over:
        session.command("end")


def lines(descriptor: int = 0) -> Iterator[bytes]:
    """Lines of a descriptor without their ends. An over-long one comes cut: it is refused, never kept whole."""
    kept = b""
    while chunk := os.read(descriptor, CHUNK):
        *whole, rest = (kept + chunk).split(b"\n")
        yield from (line.rstrip(b"\r") for line in whole)
        kept = rest if len(rest) <= 2 * inputs.MAX_LINE else rest[: inputs.MAX_LINE + 1]
    if kept.strip():
        yield kept
