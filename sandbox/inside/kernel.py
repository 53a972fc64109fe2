"""The kernel's interfaces that Python does not have, through ctypes."""

from __future__ import annotations

import ctypes
import os

from sandbox.inside.syscalls import number

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_REMOUNT = 32
MS_NOATIME = 1024
MS_NODIRATIME = 2048
MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18
MS_RELATIME = 1 << 21
MNT_DETACH = 2

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def raw(name: str, *args: int | bytes | ctypes.Array[ctypes.c_char] | None) -> tuple[int, int]:
    """Call the kernel: result and errno (0 where it succeeded). A call that this machine lacks gives ENOSYS."""
    call = number(name)
    if call is None:
        return -1, 38
    ctypes.set_errno(0)
    values = [ctypes.c_long(arg) if isinstance(arg, int) else arg for arg in args]
    result = _libc.syscall(ctypes.c_long(call), *values)
    return result, ctypes.get_errno() if result == -1 else 0


def call(name: str, *args: int | bytes | ctypes.Array[ctypes.c_char] | None) -> int:
    """Call the kernel.

    Raises:
        OSError: the kernel's error, with the call's name.
    """
    result, errno = raw(name, *args)
    if result == -1:
        raise OSError(errno, f"{name}: {os.strerror(errno)}")
    return result


def prctl(option: int, value: int) -> None:
    """prctl(option, value, 0, 0, 0)."""
    call("prctl", option, value, 0, 0, 0)


def mount(source: bytes, target: bytes, kind: bytes, flags: int, data: bytes = b"") -> None:
    """mount(2)."""
    call("mount", source, target, kind, flags, data)


def drop_capabilities() -> None:
    """Give up every capability, in all three sets."""
    # Version 3 of the interface: two 32-bit words for each of the effective, permitted and inheritable sets.
    header = ctypes.create_string_buffer((0x20080522).to_bytes(4, "little") + bytes(4), 8)
    call("capset", header, ctypes.create_string_buffer(24))
