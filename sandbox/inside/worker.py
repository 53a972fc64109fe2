"""The loop of a sandboxed process: a request in, one reply out, until the channel closes.

Nothing here is relied on for the verdict: a candidate can take over its own process, and gains no more than to send
other answers, which the judge compares outside.
"""

from __future__ import annotations

import socket
import sys
from typing import Any

from sandbox.inside import casekit, program
from sandbox.inside.author import Author
from sandbox.inside.codec import ARENA_MINIMUM, Decoder, Encoder, Node, Raised, Special, Unsupported, dump, parse
from sandbox.inside.framing import receive, send
from sandbox.inside.values import SCALARS

Staged = tuple[list[Any], dict[str, Any], list[Any], dict[str, Any]]
"""Arguments, keyword arguments, calls, and the request they came with."""


class Worker:
    """State of one process.

    Args:
        channel: the connection to the judge.
        arena: shared memory for large arrays, or None.
    """

    def __init__(self, channel: socket.socket, arena: memoryview | None = None) -> None:
        self.channel = channel
        self.arena = arena
        self.entry: dict[str, Any] = {}
        self.target: Any = None
        self.staged: Staged | None = None
        self.author: Author | None = None

    def serve(self) -> None:
        """Answer requests until the judge closes the channel."""
        while True:
            frame = receive(self.channel)
            if frame is None:
                return
            request = parse(frame[0])
            encoder = Encoder(self.arena, request.get("offset", 0))
            reply: dict[str, Any] = {"nonce": request["nonce"]}
            try:
                reply |= self._answer(request, frame[1], encoder)
                header = dump(reply)
            except MemoryError:
                encoder = Encoder()
                header = dump({"nonce": request["nonce"], "raised": _memory_error()})
            except Unsupported as error:
                encoder = Encoder()
                header = dump({"nonce": request["nonce"], "unsupported": str(error)[:200]})
            try:
                sys.stdout.flush()
                sys.stderr.flush()
            except Exception:
                pass
            send(self.channel, header, encoder.body)

    def _answer(self, request: dict[str, Any], body: memoryview, encoder: Encoder) -> dict[str, Any]:
        op = request["op"]
        if op == "load":
            return self._load(request)
        if op == "call":
            return self._run(self._stage(request, body), encoder, request.get("watch", False))
        if op == "batch":
            return self._batch(request, body, encoder)
        if op == "stage":
            self.staged = self._stage(request, body)
            return {}
        if op == "run":
            staged, self.staged = self.staged, None
            assert staged is not None
            return self._run(staged, encoder, False)
        if op == "ping":
            return {}
        if op == "probe":
            from sandbox.inside import probes

            return {"stopped": probes.run(request["target"])}
        if self.author is None:
            self.author = Author()
        return self.author.answer(request, body, encoder)

    def _load(self, request: dict[str, Any]) -> dict[str, Any]:
        self.entry = request["entry"]
        try:
            self.target = program.load_entry(request["source"], self.entry)
        except program.LoadFailure as failure:
            raised = failure.raised
            return {"raised": [raised.type, list(raised.bases), raised.line, raised.text]}
        return {}

    def _stage(self, request: dict[str, Any], body: memoryview) -> Staged:
        shared = request.get("shared", 0)
        if shared and self.arena is not None:
            # The input lies in shared memory; the judge sees there whether the call changed it.
            decoder = Decoder(self.arena[:shared], build=True, copy=False, specials=casekit.make)
        else:
            decoder = Decoder(body, build=True, specials=casekit.make)
        node = request["input"]
        return (
            decoder.value(node["args"]),
            decoder.value(node["kwargs"]),
            decoder.value(node["calls"]),
            request,
        )

    def _batch(self, request: dict[str, Any], body: memoryview, encoder: Encoder) -> dict[str, Any]:
        """Several small calls in one frame, each with its own answer; the judge asks one by one where one ends us."""
        results: list[dict[str, Any]] = []
        for call in request["calls"]:
            start, length = call["span"]
            own = Encoder()
            try:
                result = self._run(self._stage(call, body[start : start + length]), own, request.get("watch", False))
                # As it is now: a later call may change the object that an earlier one returned.
                result = parse(dump(result))
            except Unsupported as error:
                own, result = Encoder(), {"unsupported": str(error)[:200]}
            data = b"".join(own.body)
            results.append({**result, "span": encoder.span(data) if data else [0, 0]})
        return {"results": results}

    def _run(self, staged: Staged, encoder: Encoder, watch: bool) -> dict[str, Any]:
        args, kwargs, calls, request = staged
        # Nothing can change a scalar.
        watch = watch and (bool(kwargs) or not SCALARS.issuperset(map(type, args)))
        before = _snapshot(args, kwargs) if watch else b""
        reply = run(self.target, self.entry, args, kwargs, calls, encoder, request.get("repeat", 0))
        # In-place tasks change an input by design; the judge knows which.
        if watch and _snapshot(args, kwargs) != before:
            reply["mutated"] = True
        return reply


def run(
    target: Any,
    entry: dict[str, Any],
    args: list[Any],
    kwargs: dict[str, Any],
    calls: list[Any],
    encoder: Encoder,
    repeat: int = 0,
) -> dict[str, Any]:
    """Drive `target` as the problem's `entry` says: `{"value": node}` or `{"raised": node}`.

    Args:
        target: the function or class.
        entry: kind, result, items.
        args: of the function or constructor.
        kwargs: of the same.
        calls: method calls of a class problem.
        encoder: takes the answer.
        repeat: for samplers: call so many times with the same arguments, and answer with the list of results.
    """
    if entry["kind"] == "class":
        return {"value": program.call_methods(target, args, kwargs, calls, encoder)}
    if repeat:
        draws: list[Any] = []
        for _ in range(repeat):
            ok, value = program.call_function(target, args, kwargs, entry["result"], entry["items"])
            if not ok:
                return {"raised": encoder.node(value)["x"]}
            draws.append(program.node_now(value, encoder))
        return {"value": draws}
    ok, value = program.call_function(target, args, kwargs, entry["result"], entry["items"])
    node = encoder.node(value)
    return {"value": node} if ok else {"raised": node["x"]}


def _memory_error() -> Node:
    return ["MemoryError", ["MemoryError", "Exception", "BaseException"], 0, ""]


def _snapshot(args: list[Any], kwargs: dict[str, Any]) -> bytes:
    """The inputs as bytes, to see whether a call changed them; arrays in shared memory are watched from outside."""
    encoder = _Snapshot()
    try:
        return dump({"args": encoder.node(args), "kwargs": encoder.node(kwargs)}) + b"".join(encoder.body)
    except Unsupported:
        # An input that was plain data no longer is.
        return b"changed"


class _Snapshot(Encoder):
    def __init__(self) -> None:
        super().__init__(specials=_anything)

    def _array(self, value: Any) -> Node:
        if value.nbytes >= ARENA_MINIMUM and value.base is not None:
            return None
        return super()._array(value)


def _anything(value: Any) -> Special:
    return Special("object", type(value).__name__)


__all__ = ["Raised", "Worker", "run"]
