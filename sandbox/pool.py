"""The sandbox of this process: one prewarmed zygote, started when first needed and ended with the process."""

from __future__ import annotations

import atexit
import os
import threading

from sandbox.errors import IsolationError
from sandbox.isolation import IsolationReport, Opening, begin
from sandbox.launcher import Zygote


class Sandbox:
    """A zygote in use: at once for the problem's own code, for a candidate's when its self-test has passed.

    Args:
        opening: a started zygote.
    """

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._confirmed: tuple[Zygote, IsolationReport] | None = None
        self._lock = threading.Lock()

    @property
    def author_zygote(self) -> Zygote:
        """For code of the problem."""
        return self._confirmed[0] if self._confirmed is not None else self._opening.zygote

    def confirmed(self) -> tuple[Zygote, IsolationReport]:
        """For code of the candidate, with the report of the isolation that holds.

        Raises:
            IsolationError: none holds.
        """
        with self._lock:
            if self._confirmed is None:
                self._confirmed = self._opening.confirm()
            return self._confirmed

    def close(self) -> None:
        """End it."""
        self.author_zygote.close()


_lock = threading.Lock()
_open: dict[tuple[int, bool], Sandbox] = {}


def open_sandbox(*, unsafe: bool = False) -> Sandbox:
    """The sandbox of this process, started if it is not running.

    Args:
        unsafe: without isolation; the limits still hold, and the report says that nothing is to be trusted.

    Raises:
        IsolationError: none can be put on here, or it cannot be started.
    """
    # A forked copy of this process must not share the channel.
    key = (os.getpid(), unsafe)
    with _lock:
        found = _open.get(key)
        if found is None or not found.author_zygote.alive():
            found = _open[key] = Sandbox(begin(("E",) if unsafe else None))
        return found


def prewarm() -> None:
    """Start the sandbox in the background, so that the first run of a coding round does not wait for it.

    What goes wrong is not told here: the first call of `open_sandbox` meets it again.
    """

    def start() -> None:
        try:
            open_sandbox().confirmed()
        except IsolationError:
            pass

    threading.Thread(target=start, name="sandbox-prewarm", daemon=True).start()


def close_sandbox() -> None:
    """End the sandboxes of this process."""
    with _lock:
        found = [sandbox for (pid, _), sandbox in _open.items() if pid == os.getpid()]
        _open.clear()
    for sandbox in found:
        sandbox.close()


atexit.register(close_sandbox)
