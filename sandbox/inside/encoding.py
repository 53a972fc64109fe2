"""Plain data to bytes: a JSON header with one-key tags, and raw array bytes beside it.

Only exact builtin types, and numpy arrays and scalars of listed dtypes, are encoded.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.inside.values import (
    ALIGNMENT,
    ARENA_MINIMUM,
    DTYPES,
    MAX_DEPTH,
    SCALARS,
    Node,
    Raised,
    Special,
    Unsupported,
    aligned,
    is_plain,
)


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
        if kind in SCALARS:
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
