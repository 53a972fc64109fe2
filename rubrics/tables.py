"""The bank's two tables: what an honest grader cannot do yet, and which misconception meets which pitfall of the guide.

Both lie beside the questions, in `rubrics/data/exceptions.yaml` and `rubrics/data/pitfalls.yaml`.
"""

from __future__ import annotations

from importlib import resources
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter, ValidationError

from rubrics.document import DocumentError, read_document
from rubrics.errors import RubricError

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Excepted(_Row):
    """One thing that fails and is known to."""

    name: Text
    """What fails, as the check names it."""
    reason: Text
    """Why it stays."""


class Unreached(_Row):
    """A rule that the grader as a whole does not keep yet."""

    failures: int
    """At most so many things fail: more is an error."""
    reason: Text


class Exceptions(_Row):
    """What is known to fail."""

    excepted: dict[str, tuple[Excepted, ...]] = {}
    """By rule, what fails although the grader keeps the rule by and large."""
    unreached: dict[str, Unreached] = {}
    """By rule, how much fails."""


class Met(_Row):
    """The misconception that states a pitfall."""

    question: Text
    criterion: Text
    misconception: Text
    """Word for word: who changes it has to look whether it still states the pitfall."""


def exceptions() -> Exceptions:
    """Known failures. Raises RubricError if the table cannot be read."""
    return parse_exceptions(_read("exceptions.yaml"))


def pitfalls() -> dict[str, Met]:
    """Where each pitfall, `topic#anchor`, is met. Raises RubricError if the table cannot be read."""
    return parse_pitfalls(_read("pitfalls.yaml"))


def parse_exceptions(text: str) -> Exceptions:
    """The table in `text`. Raises RubricError."""
    return _parsed(_EXCEPTIONS, text, "exceptions.yaml")


def parse_pitfalls(text: str) -> dict[str, Met]:
    """The table in `text`: a row under the name of each pitfall. Raises RubricError."""
    return _parsed(_PITFALLS, text, "pitfalls.yaml")


T = TypeVar("T")

_EXCEPTIONS = TypeAdapter(Exceptions)
_PITFALLS = TypeAdapter(dict[str, Met])


def _parsed(adapter: TypeAdapter[T], text: str, name: str) -> T:
    try:
        return adapter.validate_python(read_document(text).value, strict=True)
    except DocumentError as error:
        raise _refused(f"{name}, line {error.line}: {error.happened}", error.todo) from None
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False)[0]
        key = ".".join(map(str, fault["loc"]))
        raise _refused(f"{name}, key '{key}': {fault['msg']}.", "Mend the row.") from None


def _read(name: str) -> str:
    return (resources.files("rubrics") / "data" / name).read_text(encoding="utf-8")


def _refused(happened: str, todo: str) -> RubricError:
    return RubricError("A table of the bank cannot be used", happened, todo)
