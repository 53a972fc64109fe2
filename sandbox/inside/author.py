"""The process that holds a problem's trusted code: it makes cases, runs the reference, and runs `check.py`.

It is confined like a candidate's process, and it is another process: what it holds is out of the candidate's reach.
"""

from __future__ import annotations

import random
import types
from collections.abc import Callable
from typing import Any

from sandbox.inside import casekit, program
from sandbox.inside.bounds import Outside
from sandbox.inside.casekit import UNSET, Case, Draws
from sandbox.inside.codec import Decoder, Encoder, Malformed, Node, Raised, Unsupported, dump, parse

GROUPS = ("visible", "hidden", "adversarial", "randomized", "large")
NEEDED = ("visible", "hidden")


class AuthorError(Exception):
    """The problem's own code is wrong; the text names file and function."""


class Unbuildable(Exception):
    """The candidate's answer is of a form that no value has, as a set of lists."""


def _built(body: memoryview, node: Node) -> Any:
    """The candidate's answer with real sets and dicts; a process that was taken over may have sent anything.

    Raises:
        Unbuildable: it cannot be made.
    """
    try:
        return Decoder(body, build=True).value(node)
    except (Malformed, TypeError, ValueError, MemoryError) as error:
        raise Unbuildable(f"the answer is no value ({type(error).__name__})") from None


def _check_calls(case: Case) -> None:
    """The expected answers of a class problem's calls: one each, None where the clock is moved.

    Raises:
        AuthorError: they are something else.
    """
    if type(case.expected) not in (list, tuple):
        raise AuthorError(f"cases.py: case {case.name!r}: `expected` of a class is the list of the calls' answers")
    if len(case.expected) != len(case.calls):
        raise AuthorError(
            f"cases.py: case {case.name!r} has {len(case.calls)} calls and {len(case.expected)} expected answers"
        )
    for number, (call, answer) in enumerate(zip(case.calls, case.expected, strict=True), 1):
        if call[0] == "@advance" and answer is not None:
            raise AuthorError(f"cases.py: case {case.name!r}: None is expected of call {number}, which moves the clock")
        if answer is Raised or (isinstance(answer, Raised) and answer != casekit.raises(answer.type)):
            raise AuthorError(f"cases.py: case {case.name!r}: write `raises(NAME)` for the exception of call {number}")


class Author:
    """One problem's code, loaded by the first request."""

    def __init__(self) -> None:
        self.entry: dict[str, Any] = {}
        self.cases: types.ModuleType | None = None
        self.checker: Callable[..., Any] | None = None
        self.target: Any = None
        self.draws: list[Draws] = []
        self.counts: dict[int, int] = {}

    def answer(self, request: dict[str, Any], body: memoryview, encoder: Encoder) -> dict[str, Any]:
        """Answer one of the operations listed here."""
        operations = {
            "author": self._load,
            "generate": self._generate,
            "sized": self._sized,
            "check": self._check,
            "own": self._own,
            "statistics": self._statistics,
            "test": self._test,
        }
        try:
            return operations[request["op"]](request, body, encoder)
        except AuthorError as error:
            return {"fault": str(error)[:1000]}

    def _load(self, request: dict[str, Any], body: memoryview, encoder: Encoder) -> dict[str, Any]:
        self.entry = request["entry"]
        try:
            self.target = program.load_entry(request["reference"], self.entry)
            self.cases = program.load(request["cases"], "cases")
            if request.get("check"):
                self.checker = program.find(program.load(request["check"], "check"), "check")
        except program.LoadFailure as failure:
            raised = failure.raised
            raise AuthorError(
                f"the problem's code does not load: {raised.type}: {raised.text} (line {raised.line})"
            ) from None
        return {}

    def _generate(self, request: dict[str, Any], body: memoryview, encoder: Encoder) -> dict[str, Any]:
        made: list[dict[str, Any]] = []
        names: set[str] = set()
        for group in GROUPS:
            if group not in request["groups"]:
                continue
            for case in self._group(group, request["seed"]):
                if case.name in names:
                    raise AuthorError(f"cases.py: two cases are named {case.name!r}")
                names.add(case.name)
                made.append({"name": case.name, "group": group, **self._encode(case, encoder)})
        return {"cases": made}

    def _group(self, group: str, seed: int) -> list[Case]:
        assert self.cases is not None
        make = self.cases.__dict__.get(group)
        if make is None:
            if group in NEEDED:
                raise AuthorError(f"cases.py defines no function {group}()")
            return []
        try:
            cases = list(make(random.Random(seed)) if group == "randomized" else make())
        except Exception as error:
            where = program.describe_exception(error, "cases.py")
            raise AuthorError(f"cases.py: {group}() raised {where.type}: {where.text} (line {where.line})") from None
        if not all(isinstance(case, Case) for case in cases):
            raise AuthorError(f"cases.py: {group}() must give Case objects only")
        return cases

    def _sized(self, request: dict[str, Any], body: memoryview, encoder: Encoder) -> dict[str, Any]:
        assert self.cases is not None
        make = self.cases.__dict__.get("sized")
        if make is None:
            raise AuthorError("cases.py defines no function sized(n, rng), which `performance` needs")
        try:
            case = make(request["n"], random.Random(request["seed"]))
        except Exception as error:
            where = program.describe_exception(error, "cases.py")
            raise AuthorError(f"cases.py: sized() raised {where.type}: {where.text} (line {where.line})") from None
        return {"case": {"name": case.name, "group": "sized", **self._encode(case, encoder)}}

    def _own(self, request: dict[str, Any], body: memoryview, encoder: Encoder) -> dict[str, Any]:
        made = []
        for number, given in enumerate(request["inputs"], 1):
            start, length = given["input_span"]
            decoder = Decoder(body[start : start + length], build=True, specials=casekit.stand_in)
            args, kwargs, calls = (decoder.value(given["input"][key]) for key in ("args", "kwargs", "calls"))
            case = Case(f"your case {number}", args, kwargs, calls)
            made.append({"name": case.name, "group": "visible", **self._encode(case, encoder)})
        return {"cases": made}

    def _encode(self, case: Case, encoder: Encoder) -> dict[str, Any]:
        """Input and expected answer; offsets in their nodes count from `span[0]` of the frame's body."""
        inputs = Encoder(specials=casekit.describe)
        try:
            node = {
                "args": inputs.node(list(case.args)),
                "kwargs": inputs.node(dict(case.kwargs)),
                "calls": inputs.node([list(call) for call in case.calls]),
            }
        except Unsupported as error:
            raise AuthorError(f"cases.py: case {case.name!r} has {error} among its inputs") from None
        # The node of a list is the list itself. The reference gets another one, so that what it does to its arguments
        # does not change what the candidate is given; and its answer is kept as it is now, not as it is made later.
        text = dump(node)
        answer = Encoder()
        try:
            expected = parse(dump(self._expected(case, parse(text), inputs, answer)))
        except Unsupported as error:
            raise AuthorError(f"the reference's answer to case {case.name!r}: {error}") from None
        spans = []
        for part in (inputs, answer):
            data = b"".join(part.body)
            spans.append(encoder.span(data) if data else [0, 0])
        return {"input": parse(text), "input_span": spans[0], "expected": expected, "expected_span": spans[1]}

    def _expected(self, case: Case, node: Node, inputs: Encoder, answer: Encoder) -> dict[str, Any]:
        if case.expected is not UNSET:
            if self.entry["kind"] == "class":
                _check_calls(case)
                # The first answer of a class problem is the constructor's.
                return {"value": answer.node([None, *case.expected])}
            if isinstance(case.expected, Raised):
                return {"raised": answer.node(case.expected)["x"]}
            return {"value": answer.node(case.expected)}
        from sandbox.inside.worker import run

        # The reference gets its own copy, made the way the candidate's is.
        decoder = Decoder(b"".join(inputs.body), build=True, specials=casekit.make)
        args, kwargs, calls = (decoder.value(node[key]) for key in ("args", "kwargs", "calls"))
        return run(self.target, self.entry, args, kwargs, calls, answer)

    def _check(self, request: dict[str, Any], body: memoryview, encoder: Encoder) -> dict[str, Any]:
        assert self.checker is not None
        start, length = request["input_span"]
        inputs = Decoder(body[start : start + length], build=True, specials=lambda special: special)
        case = Case(
            request["name"],
            *(inputs.value(request["input"][key]) for key in ("args", "kwargs", "calls")),
        )
        start, length = request["expected_span"]
        expected = Decoder(body[start : start + length], build=True).value(request["expected"])
        start, length = request["got_span"]
        try:
            got = _built(body[start : start + length], request["got"])
        except Unbuildable as error:
            return {"complaint": str(error)}
        try:
            complaint = self.checker(case, expected, got)
        except Exception as error:
            where = program.describe_exception(error, "check.py")
            raise AuthorError(f"check.py raised {where.type}: {where.text} (line {where.line})") from None
        if complaint is not None and type(complaint) is not str:
            raise AuthorError("check.py: check() must return None or a text")
        return {"complaint": complaint}

    def _statistics(self, request: dict[str, Any], body: memoryview, encoder: Encoder) -> dict[str, Any]:
        """The inputs of the statistical checks; the checks themselves stay here."""
        assert self.cases is not None
        make = self.cases.__dict__.get("statistics")
        if make is None:
            raise AuthorError("cases.py defines no function statistics(), which `statistics` needs")
        self.draws = list(make())
        made = []
        for draws in self.draws:
            if not isinstance(draws, Draws):
                raise AuthorError("cases.py: statistics() must give Draws objects only")
            case = Case(draws.name, draws.args, draws.kwargs, expected=None)
            repeat = 0 if draws.many else draws.repeat
            made.append({"name": draws.name, "group": "statistics", "repeat": repeat, **self._encode(case, encoder)})
        self.counts = {index: draws.repeat for index, draws in enumerate(self.draws) if not draws.many}
        return {"cases": made}

    def _count(self, index: int) -> int:
        """How many draws an answer must hold: as many as the reference's."""
        if index not in self.counts:
            draws = self.draws[index]
            case = Case(draws.name, draws.args, draws.kwargs)
            inputs, answer = Encoder(specials=casekit.describe), Encoder()
            node = {"args": inputs.node(list(case.args)), "kwargs": inputs.node(dict(case.kwargs)), "calls": []}
            found = self._expected(case, parse(dump(node)), inputs, answer)
            values = draws.values(Decoder(b"".join(answer.body), build=True).value(found.get("value")))
            if not values:
                raise AuthorError(f"cases.py: test of {draws.name!r}: the reference gives no list of draws")
            self.counts[index] = len(values)
        return self.counts[index]

    def _test(self, request: dict[str, Any], body: memoryview, encoder: Encoder) -> dict[str, Any]:
        """Bound on the probability that a right sampler gives draws as far off as these."""
        draws = self.draws[request["index"]]
        try:
            answers = _built(body, request["got"])
        except Unbuildable as error:
            return {"outside": str(error)}
        wanted = self._count(request["index"])
        try:
            values = draws.values(answers)
        except Exception as error:
            return {"outside": f"an answer of another form ({type(error).__name__})"}
        if not values:
            return {"outside": "an answer that is no list of draws"}
        if len(values) != wanted:
            # Of a few draws nothing could be said.
            return {"outside": f"an answer of {len(values)} draws where {wanted} were asked for"}
        try:
            return {"p": draws.test.p_bound(values), "draws": len(values)}
        except Outside as error:
            return {"outside": str(error)}
        except Exception as error:
            where = program.describe_exception(error, "cases.py")
            raise AuthorError(f"cases.py: test of {draws.name!r}: {where.type}: {where.text}") from None
