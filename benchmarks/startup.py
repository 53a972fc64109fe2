"""How long `hotseat --help` and the home screen take, beside a bare interpreter in the same run (medians of 7)."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

RUNS = 7
HOTSEAT = str(Path(sys.executable).parent / "hotseat")
HELP_TARGET, HOME_TARGET = 0.3, 1.5
"""Seconds, warm disk."""


def timed(args: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(args, check=True, stdout=subprocess.DEVNULL, env=environment())
    return time.perf_counter() - began


def environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("HOTSEAT_")}
    return {**kept, "HOTSEAT_HOME": HOME, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}


def first_paint(words: bytes) -> float:
    """Seconds until the home screen shows `words` on a terminal of 120 by 36."""
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execve(HOTSEAT, [HOTSEAT], environment())
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    seen = b""
    while words not in seen and time.perf_counter() - began < 20:
        if select.select([terminal], [], [], 0.05)[0]:
            seen += os.read(terminal, 65_536)
    took = time.perf_counter() - began
    os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(terminal)
    if words not in seen:
        raise SystemExit(f"the home screen never showed {words!r}")
    return took


def main() -> int:
    bare = statistics.median(timed([sys.executable, "-c", "pass"]) for _ in range(RUNS))
    shown = statistics.median(timed([HOTSEAT, "--help"]) for _ in range(RUNS))
    home = statistics.median(first_paint(b"Hotseat") for _ in range(RUNS))
    print(f"bare python                {bare:.3f} s")
    print(f"hotseat --help             {shown:.3f} s  ({shown / bare:.1f} times, target {HELP_TARGET} s)")
    print(f"home screen, first paint   {home:.3f} s  ({home / bare:.1f} times, target {HOME_TARGET} s)")
    return 0 if shown <= HELP_TARGET and home <= HOME_TARGET else 1


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as HOME:
        # Not a new user's very first start: that one asks for a profile.
        subprocess.run([HOTSEAT, "history"], check=True, stdout=subprocess.DEVNULL, env=environment())
        sys.exit(main())
