"""Killing the product at any moment leaves no process behind."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

HELPER = textwrap.dedent(
    """
    # Orphans of a subreaper's children become its own children, so none can hide.
    import ctypes, os, random, signal, subprocess, sys, time
    assert ctypes.CDLL(None).prctl(36, 1, 0, 0, 0) == 0
    rounds, seed = int(sys.argv[1]), int(sys.argv[2])
    judge = "from sandbox.judge import judge\\njudge('lru_cache_pins', 'class LRUCache:\\\\n    def __init__(self, n):\\\\n        while True: pass')"
    rng = random.Random(seed)
    slowest = 0.0
    for _ in range(rounds):
        process = subprocess.Popen([sys.executable, "-c", judge], stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.0, 1.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        start = time.monotonic()
        while True:
            try:
                os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                break
            if time.monotonic() - start > 20:
                sys.exit("a process is left")
            time.sleep(0.002)
        slowest = max(slowest, time.monotonic() - start)
    print(f"{slowest:.3f}")
    """
)


def kill_at_random(rounds: int, seed: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", HELPER, str(rounds), str(seed)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_no_process_is_left() -> None:
    kill_at_random(5, 1)


@pytest.mark.soak
def test_no_process_is_left_in_many_kills() -> None:
    kill_at_random(200, 2)
