"""Questions from files: a user's own, and the bank under `rubrics/data/<topic>/<id>.yaml`.

The bank is read one question at a time, when it is asked for: naming the questions opens no file.
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rubrics.document import MAX_BYTES, Document, DocumentError, read_document
from rubrics.errors import RubricError
from rubrics.schema import Question

_SHOWN_FAULTS = 5
_FILE_SUFFIXES = (".yaml", ".yml", ".json")
_WANTED = {
    "string_type": "a text is wanted here; put it in quotes",
    "int_type": "a whole number is wanted here",
    "float_type": "a number is wanted here",
    "tuple_type": "a list is wanted here",
    "model_type": "a mapping of keys is wanted here",
    "dataclass_type": "a mapping of keys is wanted here",
    "missing": "this key is missing",
    "extra_forbidden": "this key is not known",
}


def load_question(path: str | os.PathLike[str]) -> Question:
    """The question in the YAML file `path`.

    Raises:
        RubricError: the file cannot be read, is over 1 MB, is not plain YAML, or is not a question; it names file, line
            and key.
    """
    name = os.fspath(path)
    return parse_question(_decode(_read_bytes(Path(path)), name), name)


def parse_question(text: str, name: str) -> Question:
    """The question in `text`; `name` is what errors call the file. Raises RubricError as `load_question` does."""
    try:
        document = read_document(text)
    except DocumentError as error:
        raise _refused(f"{name}, line {error.line}: {error.happened}", error.todo) from None
    if not isinstance(document.value, dict):
        raise _refused(
            f"{name}, line 1: a question is a mapping of keys, and this is none.",
            "Start with the keys id, topic, kind, prompt and criteria.",
        )
    try:
        return Question.model_validate(document.value, strict=True)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False)
        lines = [_fault(name, document, fault) for fault in faults[:_SHOWN_FAULTS]]
        if len(faults) > _SHOWN_FAULTS:
            lines.append(f"and {len(faults) - _SHOWN_FAULTS} more.")
        raise _refused(
            "\n".join(lines),
            "Mend the named keys; `hotseat schema question` prints every key with its type.",
        ) from None


def bank() -> Mapping[str, Question]:
    """Our own questions by id, in the order of `bank_ids`; each is read when it is first asked for, then kept."""
    return _BANK


def bank_ids() -> tuple[str, ...]:
    """The ids of our own questions, sorted by topic, then id. Opens no file."""
    return tuple(_bank_files())


def question(id_or_path: str | os.PathLike[str]) -> Question:
    """A question of the bank by its id, else the one in the file of that name.

    Raises:
        RubricError: it is neither, or the file is refused (see `load_question`).
    """
    name = os.fspath(id_or_path)
    if isinstance(id_or_path, str) and name in _bank_files():
        return _BANK[name]
    if name.endswith(_FILE_SUFFIXES) or os.path.lexists(name):
        return load_question(name)
    near = difflib.get_close_matches(name, bank_ids(), n=3, cutoff=0.5)
    raise RubricError(
        "No such question",
        f"{name[:200]!r} is neither a question of the bank nor a file.",
        (f"Did you mean {', '.join(near)}? " if near else "") + "`hotseat questions` lists the bank.",
    )


def rubric_hash(question: Question) -> str:
    """sha256, in hex, of the question as canonical JSON (sorted keys, no blanks, values at their default left out).

    Leaving defaults out keeps old hashes valid when the schema gains an optional key.
    """
    data = question.model_dump(mode="json", exclude_defaults=True)
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


class _Bank(Mapping[str, Question]):
    """The bank as a read-only mapping whose values are read on demand."""

    def __getitem__(self, key: str) -> Question:
        if key not in _bank_files():
            raise KeyError(key)
        return _bank_question(key)

    def __iter__(self) -> Iterator[str]:
        return iter(_bank_files())

    def __len__(self) -> int:
        return len(_bank_files())


_BANK = _Bank()


@functools.cache
def _bank_files() -> dict[str, tuple[str, Traversable]]:
    """id -> (topic, file)."""
    return scan_bank(resources.files("rubrics") / "data")


def scan_bank(root: Traversable) -> dict[str, tuple[str, Traversable]]:
    """The question files under `root/<topic>/<id>.yaml`: id -> (topic, file), sorted by topic, then id.

    Raises:
        RubricError: two topics hold the same id.
    """
    found: dict[str, tuple[str, Traversable]] = {}
    folders = [entry for entry in root.iterdir() if entry.is_dir()] if root.is_dir() else []
    for folder in sorted(folders, key=lambda entry: entry.name):
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if not file.name.endswith(".yaml"):
                continue
            key = file.name.removesuffix(".yaml")
            if key in found:
                raise _refused(
                    f"The id {key!r} is used in the topics {found[key][0]} and {folder.name}.", "Rename one of the two."
                )
            found[key] = (folder.name, file)
    return found


@functools.cache
def _bank_question(key: str) -> Question:
    topic, file = _bank_files()[key]
    return load_banked(key, topic, file)


def load_banked(key: str, topic: str, file: Traversable) -> Question:
    """One question of the bank. Raises RubricError where its id or topic differ from its file's name and folder."""
    name = f"{topic}/{file.name}"
    loaded = parse_question(_decode(file.read_bytes(), name), name)
    if (loaded.id, loaded.topic) != (key, topic):
        raise _refused(
            f"{name} says id {loaded.id!r} and topic {loaded.topic!r}.", "File and folder have to be named alike."
        )
    return loaded


def _read_bytes(path: Path) -> bytes:
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise _refused(f"{path} is not a file.", "Name a YAML file.")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _refused(f"{str(path)!r} cannot be read: {reason}.", "Check the name and the permissions.") from None
    if len(data) > MAX_BYTES:
        raise _refused(f"{path} is larger than 1 MB.", "A question is a few pages of text; split the file.")
    return data


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _refused(f"{name}, line {line}: this is not UTF-8 text.", "Save the file as UTF-8.") from None


def _fault(name: str, document: Document, fault: ErrorDetails) -> str:
    path = fault["loc"]
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
    what = _WANTED.get(fault["type"], fault["msg"].removeprefix("Value error, "))
    return f"{name}, line {document.line_of(path)}, key '{key[:120] or '(all)'}': {what}."


def _refused(happened: str, todo: str) -> RubricError:
    return RubricError("This question cannot be used", happened, todo)
