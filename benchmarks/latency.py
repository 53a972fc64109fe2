"""Latency of a turn and of a search, after loading (p50 and p95), embedded engine."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

SEARCH_TARGET, TURN_TARGET = 40.0, 250.0
"""Milliseconds, p95."""
ANSWER = (
    "I would first ask how many requests there are and how fresh the features must be. Then I split it into three "
    "parts: an offline store for training with point-in-time joins, an online store with the latest value for each "
    "entity, and one definition that feeds both, so that training and serving cannot drift apart. "
) * 4
QUERIES = ("feature freshness", "ring all-reduce", "power of a test")


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - began)


def shown(name: str, took: list[float], target: float) -> bool:
    """Print median and 95th percentile; whether the target holds."""
    took = sorted(took)
    p50, p95 = took[len(took) // 2], took[int(0.95 * (len(took) - 1))]
    print(f"{name:22} p50 {p50:7.1f} ms  p95 {p95:7.1f} ms  (target {target:.0f})")
    return p95 <= target


def searches() -> list[float]:
    """Sixty warm searches."""
    from agent.api import guides

    loading = timed(lambda: guides.search(["warm up"]))
    print(f"first search of a new home, which reads and embeds our guide: {loading / 1000:.1f} s")
    return [timed(partial(guides.search, [f"{QUERIES[n % 3]} {n}"])) for n in range(60)]


def turns() -> list[float]:
    """Replies to answers of 220 words in four drills. Nobody answers at once: meanwhile the rubric is read."""
    from agent.api.sessions import Options, start

    took = []
    for seed in range(4):
        options = Options("drill", topic="serving_feature_stores_monitoring", seed=seed, clock="input")
        with start(options, lambda event: None) as live:
            live.go_on()
            time.sleep(3)
            for number in range(5):
                if live.state.awaiting and live.state.awaiting.wants == "answer":
                    took.append(timed(partial(live.answer, f"{ANSWER} Point {number}.", 60)))
    return took


def main() -> int:
    held = shown("search", searches(), SEARCH_TARGET)
    held &= shown(f"turn of {len(ANSWER.split())} words", turns(), TURN_TARGET)
    return 0 if held else 1


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOTSEAT_HOME"] = str(Path(home) / "home")
        sys.exit(main())
