"""A problem's cases with their expected answers, made by the problem's own code in a process of its own."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox.broker import Caps, Ended, Process, Reply
from sandbox.errors import ProblemError
from sandbox.inside.author import GROUPS
from sandbox.inside.codec import Decoder, Encoder, Malformed, Raised, Unsupported
from sandbox.launcher import Zygote
from sandbox.problem import Problem
from sandbox.show import show

AUTHOR_CAPS = Caps(cpu_s=60.0, wall_s=120.0, reply_bytes=2**30, parts=20_000_000)
AUTHOR_MEMORY = 4 * 2**30
KEPT = 16


@dataclass(frozen=True)
class TestCase:
    """One case, ready to be sent.

    Attributes:
        input: JSON text of the input's node.
        input_body: the raw bytes it points to.
        expected: the decoded answer, or `Raised`.
        raw: header and body of the expected answer as the author process sent them, for `check.py`.
        repeat: statistical checks: number of calls whose answers are the draws; 0 for one call.
    """

    name: str
    group: str
    input: bytes
    input_body: bytes
    expected: Any
    raw: tuple[Any, bytes]
    repeat: int = 0

    @property
    def visible(self) -> bool:
        """True if the candidate may see its data."""
        return self.group == "visible"

    def decoded(self) -> tuple[list[Any], dict[Any, Any], list[Any]]:
        """Arguments, keyword arguments and calls, for showing."""
        node = json.loads(self.input)
        decoder = Decoder(self.input_body, specials=lambda special: special)
        pairs = decoder.value(node["kwargs"])
        return decoder.value(node["args"]), dict(pairs.items), decoder.value(node["calls"])


@dataclass(frozen=True)
class Suite:
    """All cases of a problem for one seed."""

    cases: tuple[TestCase, ...]


class AuthorProcess:
    """The process that holds the problem's own code.

    Args:
        zygote: forks it.
        problem: loaded problem.
        cancel: the caller's.
    """

    def __init__(self, zygote: Zygote, problem: Problem, cancel: threading.Event | None = None) -> None:
        self.problem = problem
        self.process = Process(zygote, memory=AUTHOR_MEMORY, cpu_s=600, output=2**26, cancel=cancel)
        try:
            self.ask(
                {
                    "op": "author",
                    "entry": entry(problem),
                    "reference": problem.reference.read_text(encoding="utf-8"),
                    "cases": problem.text("cases.py"),
                    "check": problem.text("check.py") if problem.spec.comparison.checker else None,
                }
            )
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the process."""
        self.process.close()

    def ask(self, request: dict[str, Any], body: Sequence[bytes] = (), caps: Caps = AUTHOR_CAPS) -> Reply:
        """One request.

        Raises:
            ProblemError: the problem's own code failed.
        """
        try:
            reply = self.process.request(json.dumps(request).encode()[:-1], body, caps)
        except Ended as ended:
            if ended.reason == "cancelled":
                raise
            raise self._fault(f"its own code: {ended.detail}") from None
        for key in ("fault", "unsupported"):
            if key in reply.header:
                raise self._fault(str(reply.header[key]))
        if "raised" in reply.header:
            raise self._fault("its own code ran out of memory")
        return reply

    def _fault(self, text: str) -> ProblemError:
        return ProblemError(
            "The problem itself is faulty",
            f"{self.problem.folder}: {show(text, 1000)[1:-1]}.",
            f"`hotseat problems check {self.problem.id}` shows it in full.",
        )

    def _cases(self, reply: Reply, made: Any) -> tuple[TestCase, ...]:
        """Cases as the author's process sent them; a folder of somebody else's may send anything.

        Raises:
            ProblemError: they are none.
        """
        try:
            return tuple(_test_case(one, reply.body) for one in made)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            raise self._fault("its own code sent something else than cases") from None

    def suite(self, seed: int, groups: Sequence[str] = GROUPS) -> Suite:
        """Make the cases of `groups`."""
        reply = self.ask({"op": "generate", "seed": seed, "groups": list(groups)})
        return Suite(self._cases(reply, reply.header.get("cases")))

    def own(self, inputs: Sequence[Sequence[Any]]) -> tuple[TestCase, ...]:
        """Cases from positional arguments; for a class the last of each is the list of calls."""
        is_class = self.problem.spec.entry.kind == "class"
        nodes, bodies, start = [], [], 0
        for values in inputs:
            encoder = Encoder()
            args, calls = (list(values[:-1]), [list(call) for call in values[-1]]) if is_class else (list(values), [])
            try:
                node = {"args": encoder.node(args), "kwargs": {"d": []}, "calls": encoder.node(calls)}
            except (Unsupported, TypeError) as error:
                raise ProblemError("Your own case cannot be used", f"{error}.", "Use plain data.") from None
            body = b"".join(encoder.body)
            nodes.append({"input": node, "input_span": [start, len(body)]})
            bodies.append(body)
            start += len(body)
        return self.encoded(nodes, bodies)

    def encoded(
        self, inputs: Sequence[dict[str, Any]], bodies: Sequence[bytes], caps: Caps = AUTHOR_CAPS
    ) -> tuple[TestCase, ...]:
        """Cases from inputs in the wire's form, `{"input": node, "input_span": [start, length]}` each."""
        reply = self.ask({"op": "own", "inputs": list(inputs)}, bodies, caps)
        return self._cases(reply, reply.header.get("cases"))

    def sized(self, n: int, seed: int) -> TestCase:
        """One case of size n."""
        reply = self.ask({"op": "sized", "n": n, "seed": seed})
        return self._cases(reply, [reply.header.get("case")])[0]

    def statistics(self) -> tuple[TestCase, ...]:
        """The inputs of the statistical checks, in the order of `test`."""
        reply = self.ask({"op": "statistics"})
        return self._cases(reply, reply.header.get("cases"))

    def test(self, index: int, got: Any, got_body: bytes) -> tuple[float, str]:
        """The statistical check `index` of an answer: the bound on its probability, and a complaint or ""."""
        found = self.ask({"op": "test", "index": index, "got": got}, [got_body]).header
        if "outside" in found:
            return 0.0, show(found["outside"], 300)[1:-1]
        if type(found.get("p")) is not float:
            raise self._fault("its own code sent something else than a probability")
        return found["p"], ""

    def complaint(self, case: TestCase, got: Any, got_body: bytes) -> str | None:
        """What `check.py` says against an answer, None where it is right.

        Args:
            case: the case.
            got: the node of the candidate's answer.
            got_body: the bytes it points to.
        """
        expected, expected_body = case.raw
        header = {
            "op": "check",
            "name": case.name,
            "input": json.loads(case.input),
            "input_span": [0, len(case.input_body)],
            "expected": expected,
            "expected_span": [len(case.input_body), len(expected_body)],
            "got": got,
            "got_span": [len(case.input_body) + len(expected_body), len(got_body)],
        }
        wall_s = 2 * self.problem.limits.wall_s + 5
        found = self.ask(header, [case.input_body, expected_body, got_body], Caps(wall_s, 2 * wall_s)).header[
            "complaint"
        ]
        return None if found is None else str(found)


def entry(problem: Problem) -> dict[str, Any]:
    """What the worker needs to know of `problem.entry`."""
    spec = problem.spec
    return {
        "kind": spec.entry.kind,
        "name": spec.entry.name,
        "result": spec.entry.result,
        "items": spec.limits.items,
        "driver": problem.text("driver.py") if spec.entry.kind == "driver" else None,
        "support": problem.text("support.py"),
    }


def _test_case(made: dict[str, Any], body: bytes) -> TestCase:
    start, length = made["input_span"]
    input_body = body[start : start + length]
    start, length = made["expected_span"]
    expected_body = body[start : start + length]
    decoder = Decoder(expected_body)
    answer = made["expected"]
    try:
        if "raised" in answer:
            node: Any = {"x": answer["raised"]}
        else:
            node = answer["value"]
        expected = decoder.value(node)
    except Malformed as error:
        raise ProblemError(
            "The problem itself is faulty", f"{made['name']}: {error}.", "Check the reference."
        ) from error
    return TestCase(
        name=made["name"],
        group=made["group"],
        input=json.dumps(made["input"], separators=(",", ":")).encode(),
        input_body=input_body,
        expected=expected,
        raw=(node, expected_body),
        repeat=made.get("repeat", 0),
    )


def suite_of(
    problem: Problem, zygote: Zygote, seed: int, groups: Sequence[str], cancel: threading.Event | None
) -> Suite:
    """The cases of a problem, made once for each content of its folder.

    Raises:
        ProblemError: the problem's own code failed.
    """
    key = suite_key(problem, seed, groups)
    suite = _suites.get(key)
    if suite is None:
        author = AuthorProcess(zygote, problem, cancel)
        try:
            suite = author.suite(seed, groups)
        finally:
            author.close()
        _suites.put(key, suite)
    return suite


def own_cases(
    problem: Problem, zygote: Zygote, inputs: Sequence[Sequence[Any]], cancel: threading.Event | None
) -> tuple[TestCase, ...]:
    """Cases of the candidate's own; the reference gives their answers.

    Raises:
        ProblemError: an input is no plain data, or the reference cannot answer it.
    """
    author = AuthorProcess(zygote, problem, cancel)
    try:
        return author.own(inputs)
    finally:
        author.close()


class SuiteCache:
    """Suites by the contents of the problem's folder; the least recently used goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Suite] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> Suite | None:
        """The suite kept under `key`."""
        with self._lock:
            suite = self._kept.get(key)
            if suite is not None:
                self._kept.move_to_end(key)
            return suite

    def put(self, key: str, suite: Suite) -> None:
        """Keep a suite."""
        with self._lock:
            self._kept[key] = suite
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)


def suite_key(problem: Problem, seed: int, groups: Sequence[str]) -> str:
    """A digest of everything that a suite depends on."""
    digest = hashlib.sha256(f"{problem.folder}|{seed}|{sorted(groups)}".encode())
    for name in ("problem.yaml", "reference.py", "cases.py", "check.py", "driver.py", "support.py"):
        path = Path(problem.folder) / name
        digest.update(name.encode() + (path.read_bytes() if path.is_file() else b"-"))
    return digest.hexdigest()


_suites = SuiteCache()

__all__ = ["AuthorProcess", "Raised", "Suite", "SuiteCache", "TestCase", "entry", "own_cases", "suite_key", "suite_of"]
