"""A sandboxed process that has loaded a submission (or, for timing, the reference) and answers calls."""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Sequence

from sandbox.broker import Caps, Ended, Process, Reason, Reply
from sandbox.inside.codec import ARENA_MINIMUM, Decoder, Malformed, Raised, aligned
from sandbox.launcher import Zygote
from sandbox.problem import Problem
from sandbox.show import escape
from sandbox.suite import TestCase, entry
from sandbox.verdict import CaseResult, VerdictCode

LOAD_CPU_S = 5.0
MEGABYTE = 2**20
LARGE = 2**20
"""From this many bytes of arrays on, shared memory is worth its set-up."""
TEXT = 2_000
REASONS: dict[Reason, VerdictCode] = {
    "cpu": "TLE",
    "wall": "TLE",
    "memory": "MLE",
    "output": "OLE",
    "result": "OLE",
    "died": "RE",
    "protocol": "RE",
}


class LoadError(Exception):
    """The submission does not load; `result` says how."""

    def __init__(self, result: CaseResult) -> None:
        super().__init__(result.message)
        self.result = result


def open_candidate(
    problem: Problem,
    source: str,
    zygote: Zygote,
    *,
    cpu_s: float,
    arena: int = 0,
    cancel: threading.Event | None = None,
) -> Process:
    """A process that has loaded `source` and answers calls.

    Args:
        problem: gives limits and entry.
        source: Python text.
        zygote: forks the process.
        cpu_s: CPU seconds that the process will be asked for in all.
        arena: bytes of shared memory for arrays.
        cancel: the caller's.

    Raises:
        LoadError: the text does not load.
        Ended: cancelled.
    """
    limits = problem.limits
    process = Process(
        zygote,
        memory=limits.memory_mb * MEGABYTE,
        cpu_s=math.ceil(cpu_s + LOAD_CPU_S) + 1,
        output=limits.output_kb * 1024,
        arena=arena,
        cancel=cancel,
    )
    header = json.dumps({"op": "load", "source": source, "entry": entry(problem)}).encode()[:-1]
    try:
        reply = process.request(header, (), Caps(LOAD_CPU_S, max(LOAD_CPU_S, limits.wall_s), MEGABYTE))
        raised = raised_of(reply)
    except Ended as ended:
        process.close()
        if ended.reason == "cancelled":
            raise
        message = escape(f"while loading: {ended.detail}", TEXT)
        raise LoadError(CaseResult(name="load", verdict=REASONS[ended.reason], ms=ended.ms, message=message)) from None
    except BaseException:
        process.close()
        raise
    if raised is not None:
        process.close()
        raise LoadError(_load_result(raised, reply.cpu_s))
    return process


def _load_result(raised: Raised, cpu_s: float) -> CaseResult:
    where = f" (line {raised.line})" if raised.line else ""
    text = escape(f"{raised.type}: {raised.text}{where}", TEXT)
    code: VerdictCode = "MLE" if raised.type == "MemoryError" else "CE"
    return CaseResult(name="load", verdict=code, ms=round(cpu_s * 1000, 3), message=text, visible=True)


def raised_of(reply: Reply) -> Raised | None:
    """The exception of a reply, None where it has none.

    Raises:
        Ended: the reply is not of a form that the worker sends.
    """
    if "raised" not in reply.header:
        return None
    try:
        raised = Decoder(reply.body, nodes=100).value({"x": reply.header["raised"]})
    except Malformed as error:
        raise Ended("protocol", f"the process sent something else than an answer: {error}") from None
    assert isinstance(raised, Raised)
    return raised


def call_header(op: str, case: TestCase, *, watch: bool = False) -> bytes:
    """The header of a request to answer `case`, without its closing brace."""
    extra = ',"watch":true' if watch else ""
    if case.repeat:
        extra += f',"repeat":{case.repeat}'
    return f'{{"op":"{op}"{extra},"input":'.encode() + case.input


def ask(process: Process, op: str, case: TestCase, caps: Caps, *, watch: bool = False) -> Reply:
    """Have `case` answered ("call") or only taken in ("stage"); large inputs go through shared memory.

    Raises:
        Ended: a limit was exceeded or the process ended.
    """
    header, body, arena = call_header(op, case, watch=watch), case.input_body, process.arena
    if arena is None or not ARENA_MINIMUM <= len(body) <= len(arena):
        return process.request(header, [body] if body else [], caps)
    arena[: len(body)] = body
    shared = b',"shared":%d,"offset":%d' % (len(body), aligned(len(body)))
    reply = process.request(header + shared, (), caps)
    if watch and bytes(arena[: len(body)]) != body:
        reply.header["mutated"] = True
    return reply


def arena_size(problem: Problem, cases: Sequence[TestCase]) -> int:
    """Bytes of shared memory for the largest of `cases`; 0 where none is large.

    A problem's own checker gets its answers from the frame, so there is none with one.
    """
    sizes = [aligned(len(case.input_body)) + aligned(len(case.raw[1])) for case in cases]
    largest = max(sizes, default=0)
    return 0 if largest < LARGE or problem.spec.comparison.checker else aligned(largest) + ARENA_MINIMUM


def call_caps(problem: Problem) -> Caps:
    """Limits of one case."""
    limits = problem.limits
    return Caps(limits.cpu_s, limits.wall_s, limits.result_kb * 1024)
