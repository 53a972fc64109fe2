"""Reads the candidate's profile from a JSON or YAML file."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import NoReturn

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from agent.errors import BadInput
from agent.models import Profile
from agent.planning.study import refuse_unknown_subtopics
from rubrics.document import DocumentError, read_document

MAX_BYTES = 100_000
MAX_WEEKS = 520
_TODO = "The keys are " + ", ".join(Profile.model_fields) + "; all of them may be left out."
_WANTED = {
    "extra_forbidden": "this key is not known",
    "int_type": "a whole number is wanted here",
    "float_type": "a number is wanted here",
    "string_type": "a text is wanted here",
    "dict_type": "a mapping is wanted here",
    "tuple_type": "a list is wanted here",
    "too_long": "there are too many values",
    "missing": "a value is missing",
}


def load_profile(path: Path) -> Profile:
    """The profile in a file: JSON where it starts with a brace or is named .json, else YAML.

    Raises:
        BadInput: it cannot be read, is too large, is neither JSON nor YAML, or a key or value is wrong; it names file
            and key.
    """
    text = _read(path)
    value = _json(path, text) if path.suffix == ".json" or text.lstrip().startswith("{") else _yaml(path, text)
    if not isinstance(value, dict):
        _refuse(f"{path} holds no mapping of keys.", _TODO)
    try:
        # By way of JSON, whose strict reading takes lists for tuples and texts for dates, and converts nothing else.
        profile = Profile.model_validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False)
        _refuse("\n".join(_fault(path, fault) for fault in faults[:5]), _TODO)
    if profile.weeks_left and not 0 <= profile.weeks_left[0] <= profile.weeks_left[1] <= MAX_WEEKS:
        _refuse(f"{path}, key 'weeks_left': two rising numbers from 0 to {MAX_WEEKS}.", "Write them as [1, 2].")
    if not profile.role.isprintable():
        _refuse(f"{path}, key 'role': it holds characters that cannot be shown.", "Write plain text.")
    refuse_unknown_subtopics(profile.focus_subtopics, f"{path}, key 'focus_subtopics':")
    return profile


def _read(path: Path) -> str:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            _refuse(f"{path} is not a file.", "Name a JSON or YAML file.")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            _refuse(f"{path} is larger than {MAX_BYTES // 1000} KB.", "A profile is a few lines.")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse(f"{path} is not UTF-8 text.", "Save it as UTF-8.")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        _refuse(f"{str(path)!r} cannot be read: {reason}.", "Check the name and the permissions.")


def _json(path: Path, text: str) -> object:
    def mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            _refuse(f"{path}: the key {twice[:80]!r} stands twice in one place.", "Keep one of the two.")
        return found

    def constant(name: str) -> NoReturn:
        _refuse(f"{path}: {name} is no number.", "Write an ordinary number.")

    try:
        return json.loads(text, object_pairs_hook=mapping, parse_constant=constant)
    except json.JSONDecodeError as error:
        _refuse(f"{path}, line {error.lineno}, column {error.colno}: this is not JSON ({error.msg}).", "Mend the line.")
    except (RecursionError, ValueError):
        _refuse(f"{path} holds no profile: it is nested too deeply, or a number is too long.", _TODO)


def _yaml(path: Path, text: str) -> object:
    try:
        return read_document(text).value
    except DocumentError as error:
        _refuse(f"{path}, line {error.line}: {error.happened}", error.todo)


def _fault(path: Path, fault: ErrorDetails) -> str:
    key = ".".join(str(part) for part in fault["loc"] if part != "[key]")
    return f"{path}, key '{key[:120] or '(all)'}': {_WANTED.get(fault['type'], fault['msg'])}."


def _refuse(happened: str, todo: str) -> NoReturn:
    # `from None`: the parser's own words would only repeat it.
    raise BadInput("This profile cannot be used", happened, todo) from None
