"""The form of everything that passes between the judge and a sandboxed process, both ways."""

from __future__ import annotations

from sandbox.inside.decoding import Decoder, parse
from sandbox.inside.encoding import Encoder, dump
from sandbox.inside.values import (
    ALIGNMENT,
    ARENA_MINIMUM,
    Malformed,
    Node,
    Pairs,
    Raised,
    Sets,
    Special,
    Unsupported,
    aligned,
    is_plain,
)

__all__ = [
    "ALIGNMENT",
    "ARENA_MINIMUM",
    "Decoder",
    "Encoder",
    "Malformed",
    "Node",
    "Pairs",
    "Raised",
    "Sets",
    "Special",
    "Unsupported",
    "aligned",
    "dump",
    "is_plain",
    "parse",
]
