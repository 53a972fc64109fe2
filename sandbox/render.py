"""Inputs and answers of a case as text for people."""

from __future__ import annotations

from typing import Any

from sandbox.inside.codec import Raised
from sandbox.problem import Problem
from sandbox.show import escape, show
from sandbox.suite import TestCase

CAP = 2_000
CALLS_SHOWN = 40


def input_text(problem: Problem, case: TestCase, around: int | None = None) -> str:
    """The call of a case; for a class the constructor and the calls, at most `CALLS_SHOWN` up to call `around`."""
    args, kwargs, calls = case.decoded()
    name = problem.spec.entry.name
    parts = [show(value, CAP) for value in args] + [
        f"{escape(str(key), 60)}={show(value, CAP)}" for key, value in kwargs.items()
    ]
    text = _cap(f"{name}({', '.join(parts)})")
    if problem.spec.entry.kind != "class":
        return text
    last = len(calls) if around is None else min(around, len(calls))
    first = max(0, last - CALLS_SHOWN)
    lines = [text]
    if first:
        lines.append(f"… {first} calls")
    lines += [call_text(call) for call in calls[first:last]]
    return "\n".join(line if line.startswith("…") else _cap(line, 200) for line in lines)


def call_text(call: Any) -> str:
    """One method call of a class problem."""
    name, *rest = call
    if name == "@advance":
        return f"(the clock moves on by {show(rest[0], 40)} s)"
    return f"{escape(str(name), 60)}({', '.join(show(value, 200) for value in rest)})"


def expected_text(problem: Problem, case: TestCase) -> str:
    """The expected answer; for a class the list of the calls' answers."""
    if isinstance(case.expected, Raised):
        return f"{case.expected.type} is raised"
    return show(case.expected[1:] if problem.spec.entry.kind == "class" else case.expected, CAP)


def _cap(text: str, cap: int = CAP) -> str:
    return text if len(text) <= cap else text[:cap] + "…"
