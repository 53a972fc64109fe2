"""Cases that a candidate wrote: their text runs in a sandboxed process, the reference answers in another."""

from __future__ import annotations

import ast
import json
import math
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from sandbox.broker import Caps, Ended, Process, Reply
from sandbox.candidate import LOAD_CPU_S, MEGABYTE, REASONS, TEXT, raised_of
from sandbox.errors import ProblemError
from sandbox.inside.codec import Decoder, Malformed, Raised
from sandbox.launcher import Zygote
from sandbox.pool import open_sandbox
from sandbox.problem import Problem
from sandbox.show import escape
from sandbox.suite import AuthorProcess, TestCase
from sandbox.verdict import VerdictCode

MOST_CASES = 40
MOST_TEXT = 20_000
"""Characters of one typed case."""
MOST_VALUES = 200_000
CAPS = Caps(3.0, 15.0, MEGABYTE // 4)
"""For making all cases."""
LONGEST_ANSWER_S = 0.2
"""CPU seconds of the reference for one written case: such cases are small."""
_DESCRIPTIONS: dict[str, tuple[type, ...]] = {"clock": (float, int), "python_rng": (int,), "numpy_rng": (int,)}


class Unusable(ProblemError):
    """The candidate's text gives no cases; `code` says how."""

    def __init__(self, code: VerdictCode, happened: str) -> None:
        super().__init__("Your cases cannot be used", happened, "Correct them and send them again.")
        self.code = code


@dataclass(frozen=True)
class WrittenCase:
    """One case, and what the candidate claims of it."""

    case: TestCase | None
    """None: the task gives no answer to this input, and `fault` says why."""
    claim: Reply | None
    """The claimed answer as a process would have sent it; None for a typed case."""
    fault: str = ""


def typed_cases(
    problem: Problem, texts: Sequence[str], *, unsafe: bool = False, cancel: threading.Event | None = None
) -> tuple[TestCase, ...]:
    """The cases of typed texts, each the arguments of a call or the call itself (for a class, a list of calls last).

    Raises:
        Unusable: a text is no case, or the reference cannot answer it.
        IsolationError: no isolation holds here and `unsafe` was not asked for.
    """
    if any(len(text) > MOST_TEXT for text in texts):
        raise Unusable("RE", f"A case has more than {MOST_TEXT} characters.")
    found = written_cases(problem, "def cases(): pass", texts, unsafe=unsafe, cancel=cancel)
    for number, one in enumerate(found, 1):
        if one.case is None:
            raise Unusable("RE", f"{'This case' if len(found) == 1 else f'Case {number}'}: {one.fault}.")
    return tuple(one.case for one in found if one.case is not None)


def written_cases(
    problem: Problem,
    source: str,
    texts: Sequence[str] = (),
    *,
    unsafe: bool = False,
    cancel: threading.Event | None = None,
) -> list[WrittenCase]:
    """The cases that `cases()` of a test file gives, or those of `texts`.

    Raises:
        Unusable: the file gives no cases.
        IsolationError: no isolation holds here and `unsafe` was not asked for.
        Ended: cancelled.
    """
    sandbox = open_sandbox(unsafe=unsafe)
    zygote, _ = sandbox.confirmed()
    rows, body = _rows(problem, source, list(texts), zygote, cancel)
    if not rows:
        raise Unusable("RE", "There is no case in it.")
    if len(rows) > MOST_CASES:
        raise Unusable("RE", f"There are more than {MOST_CASES} cases.")
    with _Reference(problem, sandbox.author_zygote, cancel) as reference:
        return [reference.answered(number, row, body, not texts) for number, row in enumerate(rows, 1)]


@cache
def _driver() -> str:
    return (files("sandbox") / "inside" / "harvest.py").read_text(encoding="utf-8")


def _rows(
    problem: Problem, source: str, texts: list[str], zygote: Zygote, cancel: threading.Event | None
) -> tuple[list[Any], bytes]:
    """Nodes of the rows that `harvest.drive` gives, their form checked, and the bytes they point to."""
    limits = problem.limits
    process = Process(
        zygote,
        memory=limits.memory_mb * MEGABYTE,
        cpu_s=math.ceil(LOAD_CPU_S + CAPS.cpu_s) + 1,
        output=limits.output_kb * 1024,
        cancel=cancel,
    )
    entry = {
        "kind": "driver",
        "name": "cases",
        "result": "return",
        "items": limits.items,
        "driver": _driver(),
        "support": problem.text("support.py"),
    }
    call = [texts, problem.spec.entry.name, problem.spec.entry.kind == "class", MOST_CASES]
    given = {"args": call, "kwargs": {"d": []}, "calls": []}
    try:
        loaded = process.request(
            json.dumps({"op": "load", "source": source, "entry": entry}).encode()[:-1],
            (),
            Caps(LOAD_CPU_S, 4 * LOAD_CPU_S, MEGABYTE),
        )
        if (raised := raised_of(loaded)) is not None:
            raise Unusable("CE", _in_words(raised))
        reply = process.request(json.dumps({"op": "call", "input": given}).encode()[:-1], (), CAPS)
        if (raised := raised_of(reply)) is not None:
            raise Unusable("RE", _in_words(raised))
        if "unsupported" in reply.header:
            raise Unusable("RE", f"Only plain data can be used: {escape(str(reply.header['unsupported']), 200)}.")
        return _checked(reply), reply.body
    except Ended as ended:
        if ended.reason == "cancelled":
            raise
        raise Unusable(REASONS[ended.reason], escape(ended.detail, TEXT).capitalize() + ".") from None
    except Malformed as error:
        raise Unusable("RE", f"The process sent something else than cases: {error}.") from None
    finally:
        process.close()


def _checked(reply: Reply) -> list[Any]:
    """The rows of a reply: decodable, and each with arguments, calls and an answer. Raises Malformed."""
    rows = reply.header.get("value")
    Decoder(reply.body, nodes=MOST_VALUES).value(rows)
    if type(rows) is not list:
        raise Malformed("no list of cases")
    for row in rows:
        if type(row) is not list or [type(part) for part in row[:2]] != [list, list] or len(row) != 4:
            raise Malformed("a case of another form")
        named = row[3].get("d") if type(row[3]) is dict else None
        if type(named) is not list or any(type(key) is not str for key, _ in named):
            raise Malformed("keyword arguments of another form")
    return rows


def _in_words(raised: Raised) -> str:
    where = f" (line {raised.line})" if raised.line else ""
    return escape(f"{raised.type}: {raised.text}{where}", TEXT)


class _Reference:
    """Answers written cases one by one; what ends its process costs that case only."""

    def __init__(self, problem: Problem, zygote: Zygote, cancel: threading.Event | None) -> None:
        self.problem = problem
        self.zygote = zygote
        self.cancel = cancel
        self.author: AuthorProcess | None = None
        self.arities = _arities(problem)
        self.names = _names(problem)

    def __enter__(self) -> _Reference:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _end(self) -> None:
        if self.author is not None:
            self.author.close()
            self.author = None

    def answered(self, number: int, row: list[Any], body: bytes, claimed: bool) -> WrittenCase:
        args, calls, expected, kwargs = row
        args = [_special(one) for one in self._unpacked(args)]
        if claimed and self.problem.spec.entry.kind == "class" and not _fits(expected, calls):
            return WrittenCase(None, None, "not as many expected answers as calls")
        if fault := self._unfit(args, calls, [pair[0] for pair in kwargs["d"]]):
            return WrittenCase(None, None, fault)
        if self.author is None:
            self.author = AuthorProcess(self.zygote, self.problem, self.cancel)
        node = {"args": args, "kwargs": kwargs, "calls": calls}
        caps = Caps(LONGEST_ANSWER_S, 20.0, 16 * MEGABYTE)
        try:
            (case,) = self.author.encoded([{"input": node, "input_span": [0, len(body)]}], [body], caps)
        except ProblemError:
            self._end()
            return WrittenCase(None, None, "the task gives no answer to this input, or only after long work")
        claim = Reply(self._claim(expected), body, 0.0, 0.0) if claimed else None
        return WrittenCase(replace(case, name=f"your case {number}"), claim)

    def _unpacked(self, args: list[Any]) -> list[Any]:
        """The arguments, also where they stand in parentheses and a single tuple would be none."""
        low, high = self.arities.get(self.problem.spec.entry.name, (1, 1))
        if len(args) == 1 and type(args[0]) is dict and type(inner := args[0].get("t")) is list:
            return inner if not low <= 1 <= high and low <= len(inner) <= high else args
        return args

    def _claim(self, expected: Any) -> dict[str, Any]:
        """The claimed answer in the place of a reply's: an exception, or a value."""
        if self.problem.spec.entry.kind == "class":
            raised = type(expected) is dict and "x" in expected
            # The first answer of a class problem is the constructor's.
            return {"value": [expected] if raised else [None, *expected]}
        if type(expected) is dict and "x" in expected:
            return {"raised": expected["x"]}
        return {"value": expected}

    def _unfit(self, args: list[Any], calls: list[Any], named: list[Any]) -> str:
        """Why a call cannot be made at all, "" where it can: that is no test of the task."""
        name = self.problem.spec.entry.name
        unknown = [key for key in named if key not in self.names]
        if unknown and self.arities:
            return f"{name} has no argument {escape(str(unknown[0]), 60)}"
        wanted = [
            (name, len(args) + len(named)),
            *((str(call[0]), len(call) - 1) for call in calls if type(call) is list and call),
        ]
        if len(wanted) != len(calls) + 1:
            return "a call of another form"
        for called, given in wanted:
            if called == "@advance" and given == 1:
                continue
            low, high = self.arities.get(called, (1, 0))
            if high < low:
                return f"the task has no {escape(called, 60)}" if self.arities else ""
            if not low <= given <= high:
                many = str(low) if low == high else f"{low} to {high}"
                return f"{escape(called, 60)} takes {many} arguments, and {given} are given"
        return ""


def _fits(expected: Any, calls: list[Any]) -> bool:
    """Whether a class's answers can be those of its calls: as many, or the constructor's exception."""
    if type(expected) is dict:
        return "x" in expected
    return type(expected) is list and len(expected) == len(calls)


def _special(node: Any) -> Any:
    """A description of a clock or a generator in the wire's own form; everything else as it is."""
    if type(node) is dict and type(pairs := node.get("d")) is list and len(pairs) == 1:
        key, value = pairs[0]
        if key == "casekit" and type(value) is list and len(value) == 2:
            kind, start = value
            if type(kind) is str and type(start) in _DESCRIPTIONS.get(kind, ()):
                return {"m": [kind, start]}
    return node


def _arities(problem: Problem) -> dict[str, tuple[int, int]]:
    """Fewest and most positional arguments of everything that the signature defines; empty where it is no Python."""
    try:
        tree = ast.parse(problem.signature)
    except SyntaxError:
        return {}
    return dict(_defined(tree, problem.spec.entry.name))


def _names(problem: Problem) -> frozenset[str]:
    """The names of all arguments in the signature; empty where it is no Python."""
    try:
        tree = ast.parse(problem.signature)
    except SyntaxError:
        return frozenset()
    return frozenset(node.arg for node in ast.walk(tree) if isinstance(node, ast.arg))


def _defined(tree: ast.Module, entry: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, _arity(node, 0)
        elif isinstance(node, ast.ClassDef) and node.name == entry:
            for method in node.body:
                if isinstance(method, ast.FunctionDef):
                    yield (entry if method.name == "__init__" else method.name), _arity(method, 1)


def _arity(function: ast.FunctionDef, bound: int) -> tuple[int, int]:
    named = len(function.args.posonlyargs) + len(function.args.args) - bound
    return named - len(function.args.defaults), 10_000 if function.args.vararg else named
