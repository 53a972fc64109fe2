"""One event loop for all calls to endpoints, in a thread of its own, so that every call can be cancelled at once."""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections.abc import Coroutine
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")

POLL = 0.05
"""Seconds between two looks at the cancel flag."""


class Cancelled(Exception):
    """The user cancelled a call. Nothing half said is kept."""


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="endpoint", daemon=True).start()
    return loop


def run(work: Coroutine[Any, Any, T], cancel: threading.Event) -> T:
    """Run a coroutine to its end from a synchronous caller. Raises Cancelled once the flag is set."""
    future = asyncio.run_coroutine_threadsafe(work, _loop())
    while True:
        try:
            return future.result(timeout=POLL)
        except concurrent.futures.TimeoutError:
            if future.done():
                raise
            if cancel.is_set():
                future.cancel()
                raise Cancelled from None
        except BaseException:
            future.cancel()
            raise
