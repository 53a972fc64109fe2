"""What goes to stdout and stderr: one JSON object a line on the one, words for people on the other."""

from __future__ import annotations

import json
import os
import re
import sys
from functools import cache
from typing import Any, TextIO

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """Text of others as it may be put on a terminal: control characters are shown, not obeyed."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found.group(0)):02x}", text.replace("\r\n", "\n"))


@cache
def protocol() -> TextIO:
    """Stdout for JSON alone: whatever libraries or children print goes to stderr from now on."""
    out = os.fdopen(os.dup(1), "w", encoding="ascii", newline="\n")
    os.dup2(2, 1)
    return out


def write_json(value: Any) -> None:
    """One JSON object on one line, flushed."""
    out = protocol()
    out.write(json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(", ", ": ")) + "\n")
    out.flush()


def say(text: str = "") -> None:
    """A line for people on stdout."""
    sys.stdout.write(printable(text) + "\n")
    sys.stdout.flush()


def complain(title: str, happened: str, todo: str) -> None:
    """An error or a notice for people on stderr."""
    sys.stderr.write(f"{printable(title)}\n  {printable(happened)}\n  {printable(todo)}\n")
    sys.stderr.flush()
