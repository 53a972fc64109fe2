"""Plain data as bytes, both ways: a JSON header with one-key tags, and raw array bytes beside it.

Only exact builtin types and numpy arrays and scalars of listed dtypes are encoded; nothing that is decoded is ever
called, imported or unpickled. The judge decodes with `Sets` and `Pairs` in place of sets and dicts, so that no hash
table is ever filled with keys of the candidate's choosing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any, NamedTuple

DTYPES = frozenset("?bBhHiIlLqQefdFD")
MAX_DEPTH = 64
ARENA_MINIMUM = 64 * 1024
ALIGNMENT = 64
_SCALARS = {int, float, str, bool, type(None)}
_SCALARS_AND_LISTS = _SCALARS | {list}


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
        if types <= _SCALARS:
            return True
        if not types <= _SCALARS_AND_LISTS:
            return False
        level = list(chain.from_iterable(item for item in level if type(item) is list))
    return False


class Encoder:
    """Encodes the values of one frame.

    Args:
        arena: shared memory for arrays of at least `ARENA_MINIMUM` bytes, or None.
        offset: first free byte of the arena.
        specials: how an object of the author's own (a clock, a generator) is described.
    """

    def __init__(
        self,
        arena: memoryview | None = None,
        offset: int = 0,
        specials: Callable[[Any], Special | None] | None = None,
    ) -> None:
        self.body: list[bytes] = []
        self.size = 0
        self.arena = arena
        self.offset = offset
        self.specials = specials

    def node(self, value: Any, depth: int = 0) -> Node:
        """The JSON form of `value`; its bytes are added to the body.

        Raises:
            Unsupported: not plain data.
        """
        kind = type(value)
        if kind in _SCALARS:
            return value
        if depth >= MAX_DEPTH:
            raise Unsupported(f"the value is nested more than {MAX_DEPTH} deep")
        if kind is list:
            return value if is_plain(value, MAX_DEPTH - depth) else [self.node(item, depth + 1) for item in value]
        if kind is tuple:
            return {"t": [self.node(item, depth + 1) for item in value]}
        if kind is dict:
            return {"d": [[self.node(key, depth + 1), self.node(item, depth + 1)] for key, item in value.items()]}
        if kind is set or kind is frozenset:
            return {"s" if kind is set else "f": [self.node(item, depth + 1) for item in value]}
        if kind is complex:
            return {"c": [value.real, value.imag]}
        if kind is bytes:
            return {"b": self.span(value)}
        if kind is Raised:
            return {"x": [value.type, list(value.bases), value.line, value.text]}
        return self._other(value)

    def _other(self, value: Any) -> Node:
        numpy = sys.modules.get("numpy")
        if numpy is not None:
            if type(value) is numpy.ndarray:
                return self._array(value)
            if isinstance(value, numpy.generic) and type(value).__module__ == "numpy":
                if value.dtype.char not in DTYPES:
                    raise Unsupported(f"a numpy scalar of dtype {value.dtype.str}")
                return {"g": [value.dtype.str, *self.span(value.tobytes())]}
        special = self.specials(value) if self.specials is not None else None
        if special is not None:
            return {"m": [special.kind, special.value]}
        name = type.__getattribute__(type(value), "__name__")
        raise Unsupported(f"a value of type {name!s:.40}")

    def _array(self, value: Any) -> Node:
        if value.dtype.char not in DTYPES or not value.dtype.isnative:
            raise Unsupported(f"an array of dtype {value.dtype.str}")
        if self.arena is not None and ARENA_MINIMUM <= value.nbytes <= len(self.arena) - self.offset:
            import numpy

            start = self.offset
            view = numpy.frombuffer(self.arena, value.dtype, count=value.size, offset=start).reshape(value.shape)
            view[...] = value
            self.offset = aligned(start + value.nbytes)
            return {"r": [value.dtype.str, list(value.shape), start]}
        # Aligned, so that the body can be used where it lies.
        padding = -self.size % ALIGNMENT
        if padding:
            self.span(bytes(padding))
        return {"a": [value.dtype.str, list(value.shape), *self.span(value.tobytes())]}

    def span(self, data: bytes) -> list[int]:
        """Add bytes to the body; gives where they are and how many."""
        start = self.size
        self.body.append(data)
        self.size += len(data)
        return [start, len(data)]


def dump(header: Mapping[str, Any]) -> bytes:
    """The header's bytes.

    Raises:
        Unsupported: an integer too long to be written, or too deep.
    """
    try:
        return json.dumps(header, separators=(",", ":"), check_circular=False).encode("ascii")
    except (ValueError, RecursionError, TypeError) as error:
        raise Unsupported(str(error)[:200]) from None


def parse(data: bytes | memoryview) -> dict[str, Any]:
    """The header of a frame.

    Raises:
        Malformed: not a JSON object, or one that cannot be parsed within our caps.
    """
    try:
        header = json.loads(bytes(data))
    except (ValueError, RecursionError):
        raise Malformed("the header is not JSON") from None
    if type(header) is not dict:
        raise Malformed("the header is not an object")
    return header


class Decoder:
    """Decodes the nodes of one frame.

    Args:
        body: the frame's body.
        arena: a private copy of, or the, shared memory.
        nodes: how many values may be decoded in all.
        build: make real sets, dicts and specials (in the worker, whose input is ours) instead of `Sets` and `Pairs`.
        copy: arrays are copies; else they are views of a body that lies in shared memory.
        specials: makes the object of a description; without it a description is malformed.
    """

    def __init__(
        self,
        body: bytes | memoryview = b"",
        arena: memoryview | None = None,
        nodes: int = 20_000_000,
        build: bool = False,
        copy: bool = True,
        specials: Callable[[Special], Any] | None = None,
    ) -> None:
        self.body = memoryview(body)
        self.arena = arena
        self.left = nodes
        self.build = build
        self.copy = copy
        self.specials = specials

    def value(self, node: Node, depth: int = 0) -> Any:
        """The value of a node.

        Raises:
            Malformed: not a form that `Encoder` writes, or more nodes than allowed.
        """
        kind = type(node)
        if kind in _SCALARS:
            self._count(1)
            return node
        if depth > MAX_DEPTH:
            raise Malformed("nested too deep")
        if kind is list:
            self._count(len(node) + 1)
            if set(map(type, node)) <= _SCALARS:
                return node
            return [self.value(item, depth + 1) for item in node]
        if kind is dict and len(node) == 1:
            ((tag, content),) = node.items()
            reader = _READERS.get(tag)
            if reader is not None and type(content) is list:
                self._count(1)
                return reader(self, content, depth + 1)
        raise Malformed("an unknown form of value")

    def _count(self, number: int) -> None:
        self.left -= number
        if self.left < 0:
            raise Malformed("too many values")

    def _items(self, content: list[Any], depth: int) -> list[Any]:
        self._count(len(content))
        return [self.value(item, depth) for item in content]

    def _tuple(self, content: list[Any], depth: int) -> tuple[Any, ...]:
        return tuple(self._items(content, depth))

    def _set(self, content: list[Any], depth: int) -> Any:
        items = self._items(content, depth)
        return set(items) if self.build else Sets("set", items)

    def _frozenset(self, content: list[Any], depth: int) -> Any:
        items = self._items(content, depth)
        return frozenset(items) if self.build else Sets("frozenset", items)

    def _dict(self, content: list[Any], depth: int) -> Any:
        pairs: list[tuple[Any, Any]] = []
        for pair in content:
            if type(pair) is not list or len(pair) != 2:
                raise Malformed("a dict of something else than pairs")
            pairs.append((self.value(pair[0], depth), self.value(pair[1], depth)))
        return dict(pairs) if self.build else Pairs(pairs)

    def _complex(self, content: list[Any], depth: int) -> complex:
        if len(content) != 2 or any(type(part) is not float for part in content):
            raise Malformed("a complex of something else than two floats")
        return complex(content[0], content[1])

    def _slice(self, start: Any, length: Any) -> memoryview:
        if type(start) is not int or type(length) is not int or start < 0 or length < 0:
            raise Malformed("a span of something else than sizes")
        if start + length > len(self.body):
            raise Malformed("a span beyond the frame")
        return self.body[start : start + length]

    def _bytes(self, content: list[Any], depth: int) -> bytes:
        if len(content) != 2:
            raise Malformed("bytes without a span")
        return bytes(self._slice(content[0], content[1]))

    def _dtype(self, name: Any) -> Any:
        import numpy

        if type(name) is not str or len(name) > 4:
            raise Malformed("an unknown dtype")
        try:
            dtype = numpy.dtype(name)
        except (TypeError, ValueError):
            raise Malformed("an unknown dtype") from None
        if dtype.char not in DTYPES or not dtype.isnative or dtype.shape != ():
            raise Malformed("a dtype that is not allowed")
        return dtype

    def _shape(self, shape: Any, itemsize: int) -> tuple[tuple[int, ...], int]:
        if type(shape) is not list or len(shape) > 16 or any(type(n) is not int or n < 0 for n in shape):
            raise Malformed("a shape of something else than sizes")
        # Python's integers: the product of hostile sizes cannot wrap.
        count = 1
        for n in shape:
            count *= n
            if n > 2**40 or count > 2**40:
                raise Malformed("an array too large")
        return tuple(shape), count * itemsize

    def _array(self, content: list[Any], depth: int) -> Any:
        import numpy

        if len(content) != 4:
            raise Malformed("an array of something else than four parts")
        dtype = self._dtype(content[0])
        shape, size = self._shape(content[1], dtype.itemsize)
        data = self._slice(content[2], content[3])
        if len(data) != size:
            raise Malformed("an array whose bytes do not fill its shape")
        array = numpy.frombuffer(data, dtype).reshape(shape)
        return array.copy() if self.copy else array

    def _arena_array(self, content: list[Any], depth: int) -> Any:
        import numpy

        if len(content) != 3 or self.arena is None:
            raise Malformed("an array in shared memory that is not there")
        dtype = self._dtype(content[0])
        shape, size = self._shape(content[1], dtype.itemsize)
        start = content[2]
        if type(start) is not int or start < 0 or start % ALIGNMENT or start + size > len(self.arena):
            raise Malformed("an array beyond the shared memory")
        array = numpy.frombuffer(self.arena, dtype, count=size // dtype.itemsize, offset=start).reshape(shape)
        # The judge copies before it looks: the candidate could write while it compares.
        return array if self.build else array.copy()

    def _scalar(self, content: list[Any], depth: int) -> Any:
        import numpy

        if len(content) != 3:
            raise Malformed("a numpy scalar of something else than three parts")
        dtype = self._dtype(content[0])
        data = self._slice(content[1], content[2])
        if len(data) != dtype.itemsize:
            raise Malformed("a numpy scalar of another size")
        return numpy.frombuffer(data, dtype)[0]

    def _raised(self, content: list[Any], depth: int) -> Raised:
        if len(content) != 4 or type(content[1]) is not list or len(content[1]) > 32:
            raise Malformed("an exception of something else than four parts")
        name, bases, line, text = content
        if type(name) is not str or type(text) is not str or type(line) is not int:
            raise Malformed("an exception of other types")
        if any(type(base) is not str for base in bases):
            raise Malformed("an exception of other types")
        return Raised(name[:200], tuple(base[:200] for base in bases), line, text[:2000])

    def _special(self, content: list[Any], depth: int) -> Any:
        if len(content) != 2 or type(content[0]) is not str:
            raise Malformed("a description of something else than two parts")
        special = Special(content[0], content[1])
        if not self.build:
            return special
        if self.specials is None:
            raise Malformed("a description where none is allowed")
        return self.specials(special)


_READERS: dict[str, Callable[[Decoder, list[Any], int], Any]] = {
    "t": Decoder._tuple,
    "d": Decoder._dict,
    "s": Decoder._set,
    "f": Decoder._frozenset,
    "c": Decoder._complex,
    "b": Decoder._bytes,
    "a": Decoder._array,
    "r": Decoder._arena_array,
    "g": Decoder._scalar,
    "x": Decoder._raised,
    "m": Decoder._special,
}
