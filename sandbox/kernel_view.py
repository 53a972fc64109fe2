"""What the kernel says of another process, and memory shared with one. Nothing here can be forged by that process."""

from __future__ import annotations

import fcntl
import mmap
import os
import sys
import time
from typing import Literal

from sandbox import darwin


def pid_of(pidfd: int) -> int:
    """The process id behind a pidfd, in our own numbering; -1 where it has ended."""
    with open(f"/proc/self/fdinfo/{pidfd}", encoding="ascii") as file:
        for line in file:
            if line.startswith("Pid:"):
                return int(line[4:])
    return -1


def cpu_seconds(pid: int) -> float:
    """CPU seconds of a process, 0 where it has ended; its clock is `~pid << 3 | 2` (clock_getcpuclockid)."""
    if pid <= 0:
        # The clock of number 0 or -1 would be our own.
        return 0.0
    if sys.platform == "darwin":
        return darwin.usage(pid).cpu_s
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except OSError:
        return 0.0


def memory_kb(pid: int, key: Literal["VmRSS", "VmHWM"]) -> int:
    """Resident memory of a process now (VmRSS) or at most so far (VmHWM); 0 where it has ended."""
    if sys.platform == "darwin":
        found = darwin.usage(pid)
        return found.memory_kb if key == "VmRSS" else found.peak_kb
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as file:
            for line in file:
                if line.startswith(key):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


def shared_memory(size: int) -> tuple[int, memoryview]:
    """Memory to share, as a descriptor and our view of it.

    Its size is sealed: a smaller file under our mapping would end us with SIGBUS.
    """
    fd = os.memfd_create("hotseat", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        os.ftruncate(fd, size)
        view = memoryview(mmap.mmap(fd, size))
        fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
    except BaseException:
        os.close(fd)
        raise
    return fd, view
