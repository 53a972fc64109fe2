"""An OpenAI-compatible server on loopback that does what a test tells it, faults included."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass(frozen=True)
class Step:
    """One answer. `fault`: none, status, cut, stall, malformed, error_event, no_finish, refusal, empty, length."""

    text: str = "What happens to the entry when its owner leaves?"
    fault: str = "none"
    status: int = 500
    after: int = 2
    """Words before a fault in the stream."""


@dataclass
class Endpoint:
    """A server; each chat request takes the next step, the last one repeats."""

    steps: Sequence[Step]
    bodies: list[dict[str, Any]] = field(default_factory=list)
    connections: int = 0
    hangups: int = 0

    def __enter__(self) -> Self:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                owner.connections += 1
                super().setup()

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                self.whole(200, {"object": "list", "data": [{"id": "m", "object": "model"}]})

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                step = owner.steps[min(len(owner.bodies), len(owner.steps) - 1)]
                owner.bodies.append(body)
                try:
                    if step.fault == "status":
                        self.whole(step.status, {"error": {"message": "told to", "type": "x", "code": step.status}})
                    elif body.get("stream"):
                        self.stream(step)
                    else:
                        self.plain(step, body)
                except OSError:
                    owner.hangups += 1
                    self.close_connection = True

            def plain(self, step: Step, body: dict[str, Any]) -> None:
                finish = {"length": "length"}.get(step.fault, "stop")
                message: dict[str, Any] = {"role": "assistant", "content": step.text}
                if step.fault == "refusal":
                    message = {"role": "assistant", "content": None, "refusal": "no"}
                if step.fault == "cut":
                    self.reset()
                    return
                choice = {"index": 0, "message": message, "finish_reason": finish}
                self.whole(
                    200, {"id": "x", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
                )

            def stream(self, step: Step) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                key = "refusal" if step.fault == "refusal" else "content"
                words = [] if step.fault == "empty" else step.text.split(" ")
                for number, word in enumerate(words):
                    if number == step.after and step.fault in ("cut", "stall", "malformed", "error_event"):
                        self.broken(step.fault)
                        return
                    self.delta({key: word if number == 0 else " " + word})
                if step.fault != "no_finish":
                    self.delta({}, "length" if step.fault == "length" else "stop")
                    self.chunk(b"data: [DONE]\n\n")
                self.chunk(b"")

            def broken(self, fault: str) -> None:
                if fault == "cut":
                    self.reset()
                elif fault == "stall":
                    self.connection.settimeout(20)
                    if self.connection.recv(1) == b"":
                        owner.hangups += 1
                    self.close_connection = True
                elif fault == "malformed":
                    self.chunk(b'data: {"choices": [{"del\n\n')
                    self.chunk(b"")
                else:
                    self.chunk(b'data: {"error": {"message": "inside", "type": "server_error", "code": 500}}\n\n')
                    self.chunk(b"")

            def delta(self, delta: dict[str, Any], finish: str | None = None) -> None:
                choice = {"index": 0, "delta": delta, "finish_reason": finish}
                chunk = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
                self.chunk(b"data: " + json.dumps(chunk).encode() + b"\n\n")

            def chunk(self, raw: bytes) -> None:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(raw), raw))
                self.wfile.flush()

            def reset(self) -> None:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                self.close_connection = True

            def whole(self, status: int, payload: dict[str, Any]) -> None:
                raw = json.dumps(payload).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def base_url(self) -> str:
        """Address of the API."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"
