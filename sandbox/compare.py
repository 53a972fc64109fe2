"""Comparing an answer with the expected one: types and shapes before values.

Both come decoded by `Decoder` without `build`, so sets and dicts are lists of what came over the wire. They are
compared by sorting the canonical bytes of their elements, never by hashing: no choice of elements is slow.
"""

from __future__ import annotations

import builtins
import json
import math
import sys
import time
from typing import Any

from sandbox.inside.codec import Encoder, Pairs, Raised, Sets, Unsupported
from sandbox.problem import Comparison
from sandbox.show import show

COMPARE_SECONDS = 10.0
_NUMBERS = (int, float)


class CompareTimeout(Exception):
    """The comparison took longer than its own deadline."""


def difference(got: Any, expected: Any, policy: Comparison, seconds: float = COMPARE_SECONDS) -> str | None:
    """What is wrong with `got`, None if it is right.

    Args:
        got: the candidate's answer.
        expected: the reference's.
        policy: the problem's policy.
        seconds: deadline of the comparison itself.

    Raises:
        CompareTimeout: the deadline passed.
    """
    comparer = _Comparer(policy, time.monotonic() + seconds)
    if policy.order == "any_order" and type(got) in (list, tuple) and type(expected) in (list, tuple):
        if not comparer.same_sequence_type(got, expected):
            return _types(got, expected, "")
        return comparer.multiset(list(got), list(expected), "")
    return comparer.compare(got, expected, "")


def satisfies(got: Raised, expected: Raised) -> bool:
    """True if an exception is of the expected type or of a subclass.

    Of a class with several of Python's own exceptions among its bases the first counts: it is not all of them at once.
    """
    names = (got.type, *got.bases)
    wanted = _exception(expected.type)
    if wanted is None:
        return expected.type in names
    first = next((kind for name in names if (kind := _exception(name)) is not None), None)
    return first is not None and issubclass(first, wanted)


def _exception(name: str) -> type[BaseException] | None:
    found = getattr(builtins, name, None)
    return found if isinstance(found, type) and issubclass(found, BaseException) else None


def _types(got: Any, expected: Any, where: str) -> str:
    return f"{where or 'the answer'} is {_named(got)}, expected {_named(expected)}"


def _named(value: Any) -> str:
    scalar = value is not None and type(value) in (bool, int, float, str)
    return f"{show(value, 60)} ({_name(value)})" if scalar else _name(value)


def _name(value: Any) -> str:
    if value is None:
        return "None"
    if isinstance(value, Raised):
        return f"an exception ({value.type:.40})"
    if isinstance(value, Sets):
        return f"a {value.kind}"
    if isinstance(value, Pairs):
        return "a dict"
    name = type(value).__name__
    if name == "ndarray":
        return f"an array of {value.dtype}"
    article = "an" if name[0] in "aeiou" else "a"
    return f"{article} {name}"


class _Comparer:
    def __init__(self, policy: Comparison, deadline: float) -> None:
        self.policy = policy
        self.deadline = deadline
        self.steps = 0

    def compare(self, got: Any, expected: Any, where: str) -> str | None:
        self.steps += 1
        if self.steps % 1024 == 0:
            self.tick()
        kind = type(expected)
        if kind is list and type(got) is list and _exact(got, expected) and got == expected:
            return None
        if isinstance(expected, Raised):
            return self._raised(got, expected, where)
        if isinstance(got, Raised):
            line = f" (line {got.line})" if got.line else ""
            return f"{where or 'the call'} raised {got.type:.60}{line}, expected {show(expected, 200)}"
        if kind in (list, tuple):
            if not self.same_sequence_type(got, expected):
                return _types(got, expected, where)
            return self._sequence(got, expected, where)
        if isinstance(expected, Sets):
            if not isinstance(got, Sets) or got.kind != expected.kind:
                return _types(got, expected, where)
            return self.multiset(got.items, expected.items, where)
        if isinstance(expected, Pairs):
            return self._dict(got, expected, where)
        if kind.__module__ == "numpy":
            return self._numpy(got, expected, where)
        return self._scalar(got, expected, where)

    def tick(self) -> None:
        if time.monotonic() > self.deadline:
            raise CompareTimeout

    def same_sequence_type(self, got: Any, expected: Any) -> bool:
        if self.policy.sequences == "any_sequence":
            return type(got) in (list, tuple)
        return type(got) is type(expected)

    def _raised(self, got: Any, expected: Raised, where: str) -> str | None:
        if isinstance(got, Raised):
            if satisfies(got, expected):
                return None
            return f"{where or 'the call'} raised {got.type:.60}, expected {expected.type:.60}"
        return f"{where or 'the call'} returned {show(got, 200)}, expected {expected.type:.60} to be raised"

    def _sequence(self, got: Any, expected: Any, where: str) -> str | None:
        if len(got) != len(expected):
            return f"{where or 'the answer'} has {len(got)} elements, expected {len(expected)}"
        for index, (left, right) in enumerate(zip(got, expected, strict=True)):
            found = self.compare(left, right, f"{where or 'the answer'}[{index}]")
            if found is not None:
                return found
        return None

    def multiset(self, got: list[Any], expected: list[Any], where: str) -> str | None:
        """Compare as multisets: exactly by canonical bytes, or with tolerance after sorting by value."""
        if len(got) != len(expected):
            return f"{where or 'the answer'} has {len(got)} elements, expected {len(expected)}"
        left, right = sorted(map(self._canonical, got)), sorted(map(self._canonical, expected))
        if left == right:
            return None
        for mine, theirs in zip(left, right, strict=True):
            if mine[0] != theirs[0]:
                missing = theirs if theirs[0] < mine[0] else mine
                what = "lacks" if missing is theirs else "has the unexpected"
                return f"{where or 'the answer'} {what} {missing[1]}"
        return None

    def _canonical(self, value: Any) -> tuple[bytes, str]:
        self.steps += 1
        if self.steps % 256 == 0:
            self.tick()
        return canonical(value, self.policy), show(value, 100)

    def _dict(self, got: Any, expected: Pairs, where: str) -> str | None:
        if not isinstance(got, Pairs):
            return _types(got, expected, where)
        if len(got.items) != len(expected.items):
            return f"{where or 'the answer'} has {len(got.items)} keys, expected {len(expected.items)}"
        left = sorted(((self._canonical(key), index) for index, (key, _) in enumerate(got.items)))
        right = sorted(((self._canonical(key), index) for index, (key, _) in enumerate(expected.items)))
        for (mine, i), (theirs, j) in zip(left, right, strict=True):
            if mine[0] != theirs[0]:
                missing = theirs if theirs[0] < mine[0] else mine
                what = "lacks" if missing is theirs else "has the unexpected"
                return f"{where or 'the answer'} {what} key {missing[1]}"
            found = self.compare(got.items[i][1], expected.items[j][1], f"{where or 'the answer'}[{theirs[1]}]")
            if found is not None:
                return found
        return None

    def _scalar(self, got: Any, expected: Any, where: str) -> str | None:
        policy = self.policy
        if type(got) is not type(expected):
            got_number = _plain_number(got) if policy.numbers == "any_number" else None
            if got_number is None or type(expected) not in _NUMBERS:
                return _types(got, expected, where)
            got = got_number
        if got == expected:
            return None
        if isinstance(expected, float) or isinstance(got, float):
            try:
                left, right = float(got), float(expected)
            except OverflowError:
                left, right = math.inf, 0.0
            if math.isnan(left) and math.isnan(right):
                return None if policy.nan_equal else f"{where or 'the answer'} is nan"
            if math.isfinite(left) and math.isfinite(right) and _close(left, right, policy):
                return None
        return f"{where or 'the answer'} is {show(got, 200)}, expected {show(expected, 200)}"

    def _numpy(self, got: Any, expected: Any, where: str) -> str | None:
        import numpy

        what = where or "the answer"
        if isinstance(expected, numpy.ndarray) is not isinstance(got, numpy.ndarray):
            return _types(got, expected, where)
        if not isinstance(got, (numpy.ndarray, numpy.generic)):
            number = _plain_number(got) if self.policy.numbers == "any_number" else None
            if number is None or expected.dtype.kind not in "iuf":
                return _types(got, expected, where)
            return self._scalar(number, expected.item(), where)
        if got.shape != expected.shape:
            return f"{what} has shape {got.shape}, expected {expected.shape}"
        if got.dtype.kind != expected.dtype.kind or (self.policy.dtype == "exact" and got.dtype != expected.dtype):
            return f"{what} has dtype {got.dtype}, expected {expected.dtype}"
        return self._array_values(numpy.asarray(got), numpy.asarray(expected), what)

    def _array_values(self, got: Any, expected: Any, what: str) -> str | None:
        import numpy

        if expected.dtype.kind not in "fc":
            wrong = got != expected
        else:
            policy = self.policy
            wide = numpy.complex128 if expected.dtype.kind == "c" else numpy.float64
            left, right = got.astype(wide), expected.astype(wide)
            with numpy.errstate(all="ignore"):
                near = numpy.abs(left - right) <= policy.atol + policy.rtol * numpy.abs(right)
            finite = numpy.isfinite(left) & numpy.isfinite(right)
            same = (left == right) | (near & finite)
            if policy.nan_equal:
                same |= numpy.isnan(left) & numpy.isnan(right)
            wrong = ~same
        count = int(numpy.count_nonzero(wrong))
        if count == 0:
            return None
        index = tuple(int(part[0]) for part in numpy.nonzero(wrong)) if wrong.ndim else ()
        at = f" at {list(index)}" if index else ""
        return (
            f"{what}: {count} of {expected.size} values differ; the first{at} is "
            f"{show(got[index].item(), 60)}, expected {show(expected[index].item(), 60)}"
        )


def _close(left: float, right: float, policy: Comparison) -> bool:
    return abs(left - right) <= policy.atol + policy.rtol * abs(right)


def _plain_number(value: Any) -> int | float | None:
    """A number that is not a bool, as a Python number."""
    if type(value) in _NUMBERS:
        number: int | float = value
        return number
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.generic) and value.dtype.kind in "iuf":
        item: int | float = value.item()
        return item
    return None


def _exact(left: list[Any], right: list[Any]) -> bool:
    """Lists of plain scalars whose types agree, so that == is the comparison."""
    types = list(map(type, left))
    return set(types) <= {int, str, bool, type(None), float} and types == list(map(type, right))


def canonical(value: Any, policy: Comparison) -> bytes:
    """Bytes that are the same for equal values only; the order of sets and dicts does not count."""
    if isinstance(value, Sets):
        return value.kind.encode() + b"(" + b",".join(sorted({canonical(item, policy) for item in value.items})) + b")"
    if isinstance(value, Pairs):
        pairs = sorted(canonical(key, policy) + b":" + canonical(item, policy) for key, item in value.items)
        return b"{" + b",".join(pairs) + b"}"
    if type(value) in (list, tuple):
        mark = b"[" if type(value) is list or policy.sequences == "any_sequence" else b"("
        return mark + b",".join(canonical(item, policy) for item in value) + b"]"
    if policy.numbers == "any_number":
        number = _plain_number(value)
        if number is not None:
            value = int(number) if isinstance(number, float) and number.is_integer() else number
    if isinstance(value, float):
        return b"nan" if math.isnan(value) else repr(value + 0.0).encode()
    encoder = Encoder()
    try:
        return json.dumps(encoder.node(value)).encode() + b"".join(encoder.body)
    except (Unsupported, ValueError):
        return b"?" + show(value, 200).encode("utf-8", "backslashreplace")
