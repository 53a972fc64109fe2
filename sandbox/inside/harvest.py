"""The driver of cases that a candidate wrote: it runs in their process and gives their cases as plain data.

It is sent as text and is convenience, not a guard: the judge checks the form of what comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from sandbox.inside import casekit
from sandbox.inside.values import Raised


class _Call:
    """The arguments of a call of the entry, written as that call."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.args = args
        self.kwargs = kwargs


def drive(
    cases: Callable[[], Iterable[Any]], texts: Sequence[str], name: str, is_class: bool, most: int
) -> list[list[Any]]:
    """A row a case: arguments, calls, the answers that are claimed, and keyword arguments.

    Args:
        cases: the candidate's function; not called where there are `texts`.
        texts: cases as a call's arguments, or as the call itself; nothing is claimed of them.
        name: what the candidate of the problem defines.
        is_class: whether a case has calls.
        most: cases that are taken, at most one more is looked at.
    """
    if texts:
        return [_typed(text, name, is_class) for text in texts]
    return [_row(number, case, is_class) for number, case in enumerate(islice(iter(cases()), most + 1), 1)]


def _typed(text: str, name: str, is_class: bool) -> list[Any]:
    import math

    import numpy

    known = {key: getattr(casekit, key) for key in ("Clock", "PythonRng", "NumpyRng")}
    scope = {**known, "math": math, "np": numpy, "numpy": numpy, name: _Call, "_given": _Call}
    given = eval(f"_given({text}\n)", scope)
    args, kwargs = list(given.args), given.kwargs
    calls: Any = []
    if is_class:
        if not args or type(args[-1]) is not list:
            raise ValueError('a list of calls comes last, as [("method", argument), ...]')
        calls = args.pop()
    if len(args) == 1 and type(args[0]) is _Call:
        args, kwargs = list(args[0].args), args[0].kwargs
    return [[_argument(one) for one in args], [_call(call) for call in calls], None, kwargs]


def _row(number: int, case: Any, is_class: bool) -> list[Any]:
    form = "(arguments, calls, expected)" if is_class else "(arguments, expected)"
    if type(case) not in (tuple, list) or len(case) != (3 if is_class else 2):
        raise ValueError(f"case {number} must be {form}")
    args, *calls, expected = case
    if type(args) not in (tuple, list):
        raise ValueError(f"case {number} must be {form}, and its arguments a tuple")
    if not is_class:
        return [[_argument(one) for one in args], [], _answer(expected), {}]
    if type(calls[0]) not in (tuple, list):
        raise ValueError(f"case {number} needs a list of calls")
    made = [[_argument(one) for one in args], [_call(call) for call in calls[0]]]
    if isinstance(raised := _answer(expected), Raised):
        # The constructor's: it ends the case.
        return [*made, raised, {}]
    if type(expected) not in (tuple, list) or len(calls[0]) != len(expected):
        raise ValueError(f"case {number} needs as many expected answers as calls")
    return [*made, [_answer(one) for one in expected], {}]


def _call(call: Any) -> list[Any]:
    if type(call) not in (tuple, list) or not call or type(call[0]) is not str:
        raise ValueError('a call is written ("method", argument, ...)')
    return list(call)


def _argument(value: Any) -> Any:
    """A clock or a generator as its description; everything else as it is."""
    special = casekit.describe(value)
    return value if special is None else {"casekit": [special.kind, special.value]}


def _answer(value: Any) -> Any:
    """An exception that is expected stands as its class."""
    kind = value if isinstance(value, type) else type(value)
    if issubclass(kind, BaseException):
        return Raised(kind.__name__, tuple(base.__name__ for base in kind.__mro__[:16]), 0, "")
    return value
