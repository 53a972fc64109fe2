"""Text that is safe to show: capped, one line or few, no control characters, no lone surrogates."""

from __future__ import annotations

import sys
from typing import Any

from sandbox.inside.codec import Pairs, Raised, Sets, Special

CAP = 2_000
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def escape(text: str, cap: int = CAP, *, lines: bool = False) -> str:
    """`text` with everything invisible written out as \\x.., \\u.... or \\U........; at most about `cap` characters.

    Args:
        text: from anywhere.
        cap: characters kept; what is left out is counted.
        lines: keep newlines and tabs.
    """
    import unicodedata

    parts: list[str] = []
    for character in text[:cap]:
        if character in "\n\t" and lines:
            parts.append(character)
        elif character.isascii():
            parts.append(character if character.isprintable() else _code(character))
        else:
            parts.append(_code(character) if unicodedata.category(character) in _INVISIBLE else character)
    if len(text) > cap:
        parts.append(f"… ({len(text) - cap} more characters)")
    return "".join(parts)


def _code(character: str) -> str:
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def show(value: Any, cap: int = CAP) -> str:
    """A decoded value as Python text, at most about `cap` characters."""
    parts: list[str] = []
    _write(value, parts, [cap], 0)
    text = "".join(parts)
    return escape(text, cap) if len(text) <= cap else escape(text[:cap], cap) + "…"


def _write(value: Any, parts: list[str], left: list[int], depth: int) -> None:
    """Append the text of `value` while there is room; `left[0]` counts down."""
    if left[0] <= 0:
        return
    if type(value) in (list, tuple) or isinstance(value, (Sets, Pairs, Raised, Special)):
        _write_many(value, parts, left, depth)
        return
    text = _text(value, left[0])
    parts.append(text)
    left[0] -= len(text)


def _write_many(value: Any, parts: list[str], left: list[int], depth: int) -> None:
    if isinstance(value, Raised):
        text = f"{value.type} raised"
        parts.append(text)
        left[0] -= len(text)
        return
    if isinstance(value, Special):
        names = {"clock": "a clock at", "python_rng": "random.Random of seed", "numpy_rng": "default_rng of seed"}
        text = f"<{names.get(value.kind, 'object')} {value.value}>"
        parts.append(text)
        left[0] -= len(text)
        return
    items: Any = value
    opening, closing = ("[", "]") if type(value) is list else ("(", ")")
    if isinstance(value, Sets):
        items = value.items
        opening, closing = ("{", "}") if value.kind == "set" and items else (f"{value.kind}(", ")")
    elif isinstance(value, Pairs):
        items, opening, closing = value.items, "{", "}"
    if depth > 20:
        parts.append(opening + "…" + closing)
        left[0] -= 3
        return
    parts.append(opening)
    for index, item in enumerate(items):
        if left[0] <= 0:
            parts.append(f"… ({len(items) - index} more)")
            break
        if index:
            parts.append(", ")
            left[0] -= 2
        if isinstance(value, Pairs):
            _write(item[0], parts, left, depth + 1)
            parts.append(": ")
            _write(item[1], parts, left, depth + 1)
        else:
            _write(item, parts, left, depth + 1)
    if type(value) is tuple and len(value) == 1:
        parts.append(",")
    parts.append(closing)
    left[0] -= 2


def _text(value: Any, cap: int) -> str:
    if type(value) is str or type(value) is bytes:
        return repr(value[: cap + 1])
    if type(value) is int and value.bit_length() > 4 * cap + 64:
        return f"<an integer of {value.bit_length()} bits>"
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.ndarray):
        body = numpy.array2string(value, threshold=40, edgeitems=3, precision=6, separator=", ")
        return f"array({' '.join(body.split())}, shape={value.shape}, dtype={value.dtype})"
    return repr(value)
