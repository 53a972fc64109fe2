"""What macOS says of another process: libproc's `proc_pid_rusage`, written from its headers."""

from __future__ import annotations

import ctypes
import struct
from dataclasses import dataclass
from functools import cache
from typing import Any

RUSAGE_INFO_V4 = 4
WORDS = 35
"""Of 64 bits behind the 16 bytes of the uuid in `struct rusage_info_v4` (sys/resource.h)."""
_USER, _SYSTEM, _FOOTPRINT, _PEAK_FOOTPRINT = 0, 1, 7, 28


@dataclass(frozen=True)
class Usage:
    """CPU seconds, and KB of memory now and at most so far; zeros where the process has ended."""

    cpu_s: float = 0.0
    memory_kb: int = 0
    peak_kb: int = 0


def decoded(data: bytes, numerator: int, denominator: int) -> Usage:
    """The usage in a `struct rusage_info_v4`.

    Args:
        data: the struct's bytes.
        numerator, denominator: of `mach_timebase_info`: nanoseconds of one tick of its clock.
    """
    words = struct.unpack(f"=16x{WORDS}Q", data)
    ticks = words[_USER] + words[_SYSTEM]
    return Usage(ticks * numerator / denominator / 1e9, words[_FOOTPRINT] // 1024, words[_PEAK_FOOTPRINT] // 1024)


def usage(pid: int) -> Usage:
    """What a process has used."""
    library, numerator, denominator = _system()
    buffer = ctypes.create_string_buffer(16 + 8 * WORDS)
    if library.proc_pid_rusage(pid, RUSAGE_INFO_V4, buffer) != 0:
        return Usage()
    return decoded(buffer.raw, numerator, denominator)


@cache
def _system() -> tuple[Any, int, int]:
    library = ctypes.CDLL("/usr/lib/libSystem.dylib", use_errno=True)
    base = (ctypes.c_uint32 * 2)()
    library.mach_timebase_info(base)
    return library, base[0], base[1]
