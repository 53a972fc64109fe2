"""What a request to a sandboxed process may cost, what comes back, and how a process ends."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import Any, Literal

Reason = Literal["cpu", "wall", "memory", "output", "result", "died", "protocol", "cancelled"]
GRACE = 1.25
"""A request is stopped at so many times its CPU limit: who ends in between has missed the limit by little."""
GRACE_OF_THE_FULL = 1.6
"""The same where more than half of the memory is in use: who runs out of it soon is told that, not the time."""
DEATHS: dict[int, str] = {
    signal.SIGSYS: "the process made a system call that no program may make here",
    signal.SIGSEGV: "the process crashed (segmentation fault)",
    signal.SIGABRT: "the process aborted",
    signal.SIGFPE: "the process crashed (arithmetic exception)",
    signal.SIGBUS: "the process crashed (bus error)",
    signal.SIGILL: "the process crashed (illegal instruction)",
}


class Ended(Exception):
    """The process is gone, and why.

    Attributes:
        reason: `cpu`, `wall`, `memory`, `output` and `result` are limits; `died`, by itself; `protocol`, killed by us
            for bytes that are no answer; `cancelled`, by the caller.
        detail: for the message.
        ms: CPU milliseconds of the request that was under way, where they are known.
    """

    def __init__(self, reason: Reason, detail: str, ms: float = 0.0) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.ms = ms


@dataclass(frozen=True)
class Caps:
    """What one request may cost.

    Attributes:
        cpu_s: CPU seconds; `Reply.late` where the answer took more.
        wall_s: seconds.
        reply_bytes: header and body of the answer.
        parts: lists and objects in the answer's header.
    """

    cpu_s: float
    wall_s: float
    reply_bytes: int = 64 * 2**20
    parts: int = 2_000_000


@dataclass(frozen=True)
class Reply:
    """One answer: header and body as sent, and what it cost.

    Attributes:
        header: the decoded object, hostile.
        body: raw bytes.
        cpu_s: CPU seconds of the process from the request to the answer.
        wall_s: seconds.
        late: it took more CPU time than it should have, but not so much that it was stopped.
    """

    header: dict[str, Any]
    body: bytes
    cpu_s: float
    wall_s: float
    late: bool = False
