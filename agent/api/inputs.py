"""The lines a script may send to a session, read strictly: anything else is refused and changes nothing."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from agent.errors import BadInput
from agent.events import CommandName
from agent.interview.session import Session

MAX_LINE = 8_000_000
"""Bytes of one line."""

Seconds = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class AnswerInput(_Line):
    """The candidate's words."""

    answer: str
    seconds: Seconds | None = None


class CodeInput(_Line):
    """A draft of the code."""

    code: str
    seconds: Seconds | None = None


class CaseInput(_Line):
    """An input of the candidate's own, as the arguments of a call."""

    case: str
    seconds: Seconds | None = None


class ChoiceInput(_Line):
    """One of the choices offered."""

    choice: str


class CommandInput(_Line):
    """A command."""

    command: CommandName
    seconds: Seconds | None = None


Input = AnswerInput | CodeInput | CaseInput | ChoiceInput | CommandInput
_INPUT: Any = Input
INPUT: TypeAdapter[Input] = TypeAdapter(_INPUT)
HOW = 'A line is {"answer": TEXT}, {"code": TEXT}, {"case": TEXT}, {"choice": ID} or {"command": NAME}.'


def parse(line: bytes, number: int) -> Input:
    """One line of input. Raises BadInput that names the line."""
    where = f"Line {number}"
    if len(line) > MAX_LINE:
        raise BadInput("The line is too long", f"{where} has over {MAX_LINE:,} bytes.", "Send the part that matters.")
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise BadInput("Not UTF-8", f"{where}, byte {error.start}.", "Send UTF-8.") from error
    except (ValueError, RecursionError) as error:
        why = "it is nested too deeply" if isinstance(error, RecursionError) else str(error).splitlines()[0]
        raise BadInput("Not a line of JSON", f"{where}: {why}.", HOW) from error
    try:
        return INPUT.validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadInput("Unknown input", f"{where}: {first['msg'].lower()} ({_path(first['loc'])}).", HOW) from error


def feed(session: Session, given: Input) -> None:
    """Hand an input to a session."""
    match given:
        case AnswerInput():
            session.answer(given.answer, given.seconds)
        case CodeInput():
            session.code(given.code, given.seconds)
        case CaseInput():
            session.case(given.case, given.seconds)
        case ChoiceInput():
            session.choose(given.choice)
        case CommandInput():
            session.command(given.command, given.seconds)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice")
    return made


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _path(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in loc) or "the line"
