"""Reads a YAML document that somebody else wrote into plain values, and keeps the line of each key.

Only text, whole numbers, floats, true/false, null, lists and mappings exist here: no tags, no anchors, no aliases, no
merge keys, one document. The values are built from the parser's events, so that nothing is ever expanded or nested
deeper than `MAX_DEPTH`, whatever the file says.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
MAX_VALUES = 20_000

Value = str | int | float | bool | None | tuple["Value", ...] | dict[str, "Value"]
Path = tuple[str | int, ...]

# Falls back to the slower parser where PyYAML was built without libyaml.
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?\Z")
_WORDS: dict[str, bool | None] = {
    "null": None,
    "Null": None,
    "NULL": None,
    "~": None,
    "": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
# Control characters, bidirectional overrides (text would read differently from what it is), lone surrogates.
_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class DocumentError(ValueError):
    """The text is no document of the kind read here. `line` counts from 1."""

    def __init__(self, line: int, happened: str, todo: str) -> None:
        super().__init__(happened)
        self.line = line
        self.happened = happened
        self.todo = todo


@dataclass(frozen=True)
class Document:
    """A value, and where each part of it stands."""

    value: Value
    lines: dict[Path, int]
    """Line, counted from 1, of each mapping entry's key and of each list item."""

    def line_of(self, path: Path) -> int:
        """The line of a path, or of the nearest part around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_document(text: str) -> Document:
    """Parse `text`. Raises DocumentError for anything but one plain document."""
    reader = _Reader(text)
    try:
        return reader.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(part for part in (error.problem, error.context) if part)
        raise DocumentError(
            mark.line + 1 if mark else 1,
            f"this is not YAML ({what or 'unreadable'}).",
            "Mend the line; texts with a colon, a hash or quotes inside want quotes around them.",
        ) from None
    except yaml.YAMLError as error:
        raise DocumentError(
            1, f"this is not YAML ({' '.join(str(error).split())[:200]}).", "Save it as plain UTF-8 text."
        ) from None


class _Reader:
    def __init__(self, text: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._lines: dict[Path, int] = {}
        self._left = MAX_VALUES

    def document(self) -> Document:
        next(self._events)  # the stream's start
        first = next(self._events)
        if isinstance(first, yaml.StreamEndEvent):
            raise DocumentError(1, "the file is empty.", "Write keys and values into it.")
        value = self._value(next(self._events), ())
        next(self._events)  # the document's end
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise DocumentError(_line(after), "a second document starts here.", "Keep one document in one file.")
        return Document(value, self._lines)

    def _value(self, event: yaml.Event, path: Path) -> Value:
        if isinstance(event, yaml.AliasEvent):
            raise DocumentError(_line(event), f"an alias (*{event.anchor}) stands here.", "Write the value out.")
        assert isinstance(event, yaml.NodeEvent)
        if event.anchor is not None:
            raise DocumentError(_line(event), f"an anchor (&{event.anchor}) stands here.", "Write the value out.")
        tag: str | None = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            raise DocumentError(_line(event), f"a tag ({tag}) stands here.", "Take the tag away.")
        self._left -= 1
        if self._left < 0:
            raise DocumentError(_line(event), f"there are more than {MAX_VALUES} values.", "Split the file.")
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if len(path) >= MAX_DEPTH:
            raise DocumentError(_line(event), f"nested deeper than {MAX_DEPTH}.", "Use the keys of the schema only.")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Path) -> Value:
        items: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            here = (*path, len(items))
            self._lines[here] = _line(event)
            items.append(self._value(event, here))
        return tuple(items)

    def _mapping(self, path: Path) -> Value:
        entries: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise DocumentError(_line(event), "a key has to be a plain word.", "Put a word before the colon.")
            self._value(event, path)  # refuses anchors, tags and control characters in the key
            key = event.value
            if key in entries:
                raise DocumentError(
                    _line(event),
                    f"the key '{key[:80]}' stands twice in one place, first in line {self._lines[(*path, key)]}.",
                    "Keep one of the two.",
                )
            here = (*path, key)
            self._lines[here] = _line(event)
            entries[key] = self._value(next(self._events), here)
        return entries


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return int(mark.line) + 1 if mark else 1


def _scalar(event: yaml.ScalarEvent) -> Value:
    """The YAML 1.2 core reading: `yes`, `no`, `on`, `12:30` and dates are texts."""
    text: str = event.value
    found = _SUSPECT.search(text)
    if found:
        name = unicodedata.name(found[0], f"control character U+{ord(found[0]):04X}")
        raise DocumentError(
            _line(event), f"the text holds a character that cannot be shown ({name}).", "Take the character out."
        )
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text) and math.isfinite(value := float(text)):
        return value
    return text
