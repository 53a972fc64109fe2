"""What goes over the wire beside plain data, and the bounds of the wire's form."""

from __future__ import annotations

from itertools import chain
from typing import Any, NamedTuple

DTYPES = frozenset("?bBhHiIlLqQefdFD")
MAX_DEPTH = 64
ARENA_MINIMUM = 64 * 1024
ALIGNMENT = 64
LAST_LINE = 2**18
"""No submission has more characters."""
SCALARS = {int, float, str, bool, type(None)}
_SCALARS_AND_LISTS = SCALARS | {list}


class Unsupported(Exception):
    """The value is not plain data, or exceeds a cap; the text says which."""


class Malformed(Exception):
    """Bytes that no encoder of ours writes."""


class Raised(NamedTuple):
    """An exception in the place of a value."""

    type: str
    bases: tuple[str, ...]
    """Names of the exception's classes, most derived first."""
    line: int
    """Line of the candidate's file; 0 where unknown."""
    text: str


class Sets(NamedTuple):
    """A decoded set or frozenset, its elements as they came."""

    kind: str
    items: list[Any]


class Pairs(NamedTuple):
    """A decoded dict, its pairs in order."""

    items: list[tuple[Any, Any]]


class Special(NamedTuple):
    """A thing that the worker makes from a description: a clock or a random generator."""

    kind: str
    value: Any


Node = Any


def aligned(offset: int) -> int:
    """The next offset at which an array may begin."""
    return -(-offset // ALIGNMENT) * ALIGNMENT


def is_plain(value: list[Any], depth: int = MAX_DEPTH) -> bool:
    """True if a list is nested lists of builtin scalars only, at most `depth` deep: then it is JSON as it stands."""
    level: list[Any] = value
    for _ in range(depth):
        types = set(map(type, level))
        if types <= SCALARS:
            return True
        if not types <= _SCALARS_AND_LISTS:
            return False
        level = list(chain.from_iterable(item for item in level if type(item) is list))
    return False
