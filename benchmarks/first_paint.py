"""Seconds from process start to the first paint of home, in a pseudo-terminal of 120 x 36, best and median of N runs.

python benchmarks/first_paint.py [N]
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

PAINTED = b"Onsite"
LIMIT = 20.0


def once(home: str) -> float:
    """One run; the process is ended as soon as home is on the screen."""
    began = time.monotonic()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(HOTSEAT_HOME=home, TERM="xterm-256color", COLUMNS="120", LINES="36")
        os.execv(sys.executable, [sys.executable, "-m", "tui"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    seen = b""
    try:
        while PAINTED not in seen:
            ready, _, _ = select.select([terminal], [], [], LIMIT)
            if not ready:
                raise SystemExit("home was not painted in time")
            seen += os.read(terminal, 65_536)
        return time.monotonic() - began
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def main() -> None:
    """Run and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as home:
        once(home)
        taken = [once(home) for _ in range(runs)]
    print(f"first paint: best {min(taken):.2f} s, median {statistics.median(taken):.2f} s of {runs} warm runs")


if __name__ == "__main__":
    main()
