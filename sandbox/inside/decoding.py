"""Bytes to plain data. Nothing that is decoded is ever called, imported or unpickled.

The judge decodes with `Sets` and `Pairs` in place of sets and dicts, so that no hash table is ever filled with keys of
the candidate's choosing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from sandbox.inside.values import (
    ALIGNMENT,
    DTYPES,
    LAST_LINE,
    MAX_DEPTH,
    SCALARS,
    Malformed,
    Node,
    Pairs,
    Raised,
    Sets,
    Special,
)


def parse(data: bytes | memoryview, parts: int | None = None) -> dict[str, Any]:
    """The header of a frame.

    Args:
        data: ASCII text.
        parts: how many lists and objects it may hold: each costs twenty times the bytes it is written with.

    Raises:
        Malformed: not a JSON object, or one that cannot be parsed within our caps.
    """
    text = bytes(data)
    # Brackets inside strings count as well, which the caps leave room for.
    if parts is not None and len(text) > parts and text.count(b"[") + text.count(b"{") > parts:
        raise Malformed("too many parts")
    try:
        header = json.loads(text.decode("ascii"))
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
        # An encoder writes every byte once: spans that overlap would make a small frame a large answer.
        self.bytes_left = len(self.body) + (0 if arena is None else len(arena))
        self.build = build
        self.copy = copy
        self.specials = specials

    def value(self, node: Node, depth: int = 0) -> Any:
        """The value of a node.

        Raises:
            Malformed: not a form that `Encoder` writes, or more nodes than allowed.
        """
        kind = type(node)
        if kind in SCALARS:
            self._count(1)
            return node
        if depth > MAX_DEPTH:
            raise Malformed("nested too deep")
        if kind is list:
            self._count(len(node) + 1)
            if set(map(type, node)) <= SCALARS:
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

    def _take(self, size: int) -> None:
        self.bytes_left -= size
        if self.bytes_left < 0:
            raise Malformed("more bytes than were sent")

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
        self._take(length)
        return self.body[start : start + length]

    def _bytes(self, content: list[Any], depth: int) -> bytes:
        if len(content) != 2:
            raise Malformed("bytes without a span")
        return bytes(self._slice(content[0], content[1]))

    def _shape(self, shape: Any, itemsize: int) -> tuple[tuple[int, ...], int]:
        if type(shape) is not list or len(shape) > 16 or any(type(n) is not int or n < 0 for n in shape):
            raise Malformed("a shape of something else than sizes")
        # Python's integers: the product of hostile sizes cannot wrap.
        count = rest = 1
        for n in shape:
            count *= n
            # The sizes beside a zero too: numpy cannot make such a shape.
            if n > 2**40 or count * itemsize > 2**40 or (rest := rest * max(n, 1)) > 2**40:
                raise Malformed("an array too large")
        return tuple(shape), count * itemsize

    def _array(self, content: list[Any], depth: int) -> Any:
        import numpy

        if len(content) != 4:
            raise Malformed("an array of something else than four parts")
        dtype = _dtype(content[0])
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
        dtype = _dtype(content[0])
        shape, size = self._shape(content[1], dtype.itemsize)
        start = content[2]
        if type(start) is not int or start < 0 or start % ALIGNMENT or start + size > len(self.arena):
            raise Malformed("an array beyond the shared memory")
        self._take(size)
        array = numpy.frombuffer(self.arena, dtype, count=size // dtype.itemsize, offset=start).reshape(shape)
        # The judge copies before it looks: the candidate could write while it compares.
        return array if self.build else array.copy()

    def _scalar(self, content: list[Any], depth: int) -> Any:
        import numpy

        if len(content) != 3:
            raise Malformed("a numpy scalar of something else than three parts")
        dtype = _dtype(content[0])
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
        if any(type(base) is not str for base in bases) or not 0 <= line <= LAST_LINE:
            raise Malformed("an exception of other types")
        return Raised(name[:200], tuple(base[:200] for base in bases), line, text[:2000])

    def _special(self, content: list[Any], depth: int) -> Any:
        if self.specials is None:
            raise Malformed("a description where none is allowed")
        if len(content) != 2 or type(content[0]) is not str or type(content[1]) not in SCALARS:
            raise Malformed("a description of something else than two parts")
        return self.specials(Special(content[0], content[1]))


def _dtype(name: Any) -> Any:
    dtype = _dtypes().get(name) if type(name) is str else None
    if dtype is None:
        raise Malformed("an unknown dtype")
    return dtype


@cache
def _dtypes() -> dict[str, Any]:
    """The dtypes by the names that encoders write; numpy's own parser of names takes much more."""
    import numpy

    names = {numpy.dtype(character).str for character in DTYPES}
    return {name: numpy.dtype(name) for name in names}


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
