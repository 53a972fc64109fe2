"""The sandbox of this process: one prewarmed zygote, started when first needed and ended with the process."""

from __future__ import annotations

import atexit
import os
import threading
from dataclasses import dataclass

from sandbox.isolation import SAFE_TIERS, IsolationReport, isolate
from sandbox.launcher import Zygote
from sandbox.verdict import Isolation


@dataclass(frozen=True)
class Sandbox:
    """A zygote that is ready, and what was found of its isolation."""

    zygote: Zygote
    report: IsolationReport

    @property
    def isolation(self) -> Isolation:
        """As a verdict carries it."""
        return self.report.isolation()


_lock = threading.Lock()
_open: dict[tuple[int, bool], Sandbox] = {}


def open_sandbox(*, unsafe: bool = False) -> Sandbox:
    """The sandbox of this process, started if it is not running.

    Args:
        unsafe: without isolation; the limits still hold, and the report says that nothing is to be trusted.

    Raises:
        IsolationError: none holds here, or it cannot be started.
    """
    # A forked copy of this process must not share the channel.
    key = (os.getpid(), unsafe)
    with _lock:
        found = _open.get(key)
        if found is None or not found.zygote.alive():
            found = _open[key] = Sandbox(*isolate(("E",) if unsafe else SAFE_TIERS))
        return found


def close_sandbox() -> None:
    """End the sandboxes of this process."""
    with _lock:
        found = [sandbox for (pid, _), sandbox in _open.items() if pid == os.getpid()]
        _open.clear()
    for sandbox in found:
        sandbox.zygote.close()


atexit.register(close_sandbox)
