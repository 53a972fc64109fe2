"""The sandbox of this process: one prewarmed zygote, started when first needed and ended with the process."""

from __future__ import annotations

import atexit
import os
import platform
import threading
from dataclasses import dataclass

from sandbox.launcher import Zygote, start, wait_ready
from sandbox.verdict import Isolation


@dataclass(frozen=True)
class Sandbox:
    """A zygote that is ready, and what its isolation is."""

    zygote: Zygote
    isolation: Isolation


_lock = threading.Lock()
_open: dict[int, Sandbox] = {}


def open_sandbox(*, unsafe: bool = False) -> Sandbox:
    """The sandbox of this process, started if it is not running.

    Raises:
        IsolationError: it cannot be started.
    """
    with _lock:
        found = _open.get(os.getpid())
        if found is not None and found.zygote.alive():
            return found
        zygote = start()
        wait_ready(zygote)
        isolation = Isolation(
            tier="limits only",
            name="limits only",
            self_test="",
            kernel=platform.release(),
            landlock_abi=0,
            trusted=False,
        )
        sandbox = Sandbox(zygote, isolation)
        _open[os.getpid()] = sandbox
        return sandbox


def close_sandbox() -> None:
    """End the sandbox of this process."""
    with _lock:
        found = _open.pop(os.getpid(), None)
    if found is not None:
        found.zygote.close()


atexit.register(close_sandbox)
