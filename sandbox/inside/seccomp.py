"""System-call filters as classic BPF, assembled here.

A program's process may make the calls in `ALLOWED`, some of them with certain arguments only. What no honest program
does ends it at once; everything else fails with EPERM, so that an honest mistake gets a PermissionError.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Sequence

from sandbox.inside.kernel import call
from sandbox.inside.syscalls import AUDIT_ARCH, machine, number

KILL = 0x80000000
ALLOW = 0x7FFF0000
ERRNO = 0x00050000
EPERM = 1
ENOSYS = 38

_LOAD = 0x20
_JUMP_EQUAL = 0x15
_JUMP_GREATER_EQUAL = 0x35
_JUMP_SET = 0x45
_RETURN = 0x06
_NUMBER, _ARCH, _ARGS = 0, 4, 16
_X32 = 0x40000000
# O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_TMPFILE's own bit.
_WRITING = 0x1 | 0x2 | 0x40 | 0x80 | 0x200 | 0x400 | 0x400000

ALLOWED = (
    "read", "write", "futex", "mmap", "munmap", "madvise", "brk", "clock_gettime", "fstat", "newfstatat",
    "stat", "lstat", "lseek", "mprotect", "mremap", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack",
    "close", "pread64", "readv", "writev", "poll", "ppoll", "select", "pselect6", "nanosleep", "clock_nanosleep",
    "clock_getres", "gettimeofday", "time", "getpid", "gettid", "getppid", "getuid", "geteuid", "getgid", "getegid",
    "getrandom", "sched_yield", "sched_getaffinity", "exit", "exit_group", "readlink", "readlinkat", "access",
    "faccessat", "faccessat2", "getcwd", "getdents64", "dup", "dup2", "dup3", "set_robust_list", "rseq",
    "restart_syscall", "uname", "sysinfo", "getrusage", "times", "getrlimit", "statx",
)  # fmt: skip
DEADLY = (
    "ptrace", "process_vm_readv", "process_vm_writev", "io_uring_setup", "io_uring_enter", "io_uring_register", "bpf",
    "keyctl", "add_key", "request_key", "mount", "umount2", "pivot_root", "unshare", "setns", "userfaultfd",
    "pidfd_getfd", "kexec_load", "init_module", "finit_module", "delete_module", "perf_event_open",
    "open_by_handle_at", "name_to_handle_at", "fsopen", "fsmount", "move_mount", "open_tree", "mount_setattr",
    "fsconfig", "fspick", "chroot", "swapon", "reboot", "acct", "quotactl", "modify_ldt", "iopl", "ioperm", "kcmp",
    "process_madvise",
)  # fmt: skip
"""No honest program makes one of these."""
ZYGOTE_DENIED = ("execve", "execveat", "socket", "connect", "bind", "memfd_create")
"""What the zygote has no use for; refused, not deadly, because the filter also covers its children."""

Instruction = tuple[int, int, int, int]


def _load(offset: int) -> Instruction:
    return (_LOAD, 0, 0, offset)


def _answer(value: int) -> Instruction:
    return (_RETURN, 0, 0, value)


def _argument(index: int, high: bool = False) -> Instruction:
    return _load(_ARGS + 8 * index + 4 * high)


def _start() -> list[Instruction]:
    """Refuse other architectures and the x32 numbers; leaves the number loaded."""
    program = [_load(_ARCH), (_JUMP_EQUAL, 1, 0, AUDIT_ARCH[machine()]), _answer(KILL), _load(_NUMBER)]
    if machine() == "x86_64":
        program += [(_JUMP_GREATER_EQUAL, 0, 1, _X32), _answer(KILL)]
    return program


def _rule(name: str, then: Sequence[Instruction]) -> list[Instruction]:
    """`then` for one call; it must end in an answer on every path."""
    nr = number(name)
    return [] if nr is None else [(_JUMP_EQUAL, 0, len(then), nr), *then]


def _one_of(index: int, values: Sequence[int]) -> list[Instruction]:
    """Allow if a 32-bit argument is one of `values`, else EPERM."""
    checks = [(_JUMP_EQUAL, len(values) - place, 0, value) for place, value in enumerate(values)]
    return [_argument(index), *checks, _answer(ERRNO | EPERM), _answer(ALLOW)]


def _zero(*words: Instruction) -> list[Instruction]:
    """Allow if all the loaded words are 0, else EPERM."""
    program: list[Instruction] = []
    for place, word in enumerate(words):
        # Over the rest of the pairs and the ALLOW to the EPERM.
        program += [word, (_JUMP_EQUAL, 0, 2 * (len(words) - place - 1) + 1, 0)]
    return [*program, _answer(ALLOW), _answer(ERRNO | EPERM)]


def program_filter(pid: int, *, opens: bool, threads: bool = False) -> list[Instruction]:
    """The filter of a program's process.

    Args:
        pid: its own id, the only one it may send a signal to (abort does).
        opens: allow files to be opened for reading (what can be reached is another layer's matter).
        threads: allow threads.
    """
    rules = [*_start()]
    for name in ALLOWED:
        rules += _rule(name, [_answer(ALLOW)])
    if opens:
        for name, index in (("openat", 2), ("open", 1)):
            rules += _rule(
                name, [_argument(index), (_JUMP_SET, 1, 0, _WRITING), _answer(ALLOW), _answer(ERRNO | EPERM)]
            )
    # An address would make it a datagram to somebody else; flags would make it urgent, a path of its own in the kernel.
    rules += _rule("sendto", _zero(_argument(3), _argument(4), _argument(4, high=True)))
    rules += _rule("recvfrom", _zero(_argument(3)))
    # TCGETS, TIOCGWINSZ, FIONREAD, FIONCLEX, FIOCLEX: what opening a file and isatty() do.
    rules += _rule("ioctl", _one_of(1, (0x5401, 0x5413, 0x541B, 0x5450, 0x5451)))
    # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC, F_GET_SEALS.
    rules += _rule("fcntl", _one_of(1, (0, 1, 2, 3, 1030, 1034)))
    rules += _rule("tgkill", _one_of(0, (pid,)))
    rules += _rule("prlimit64", _zero(_argument(0), _argument(2), _argument(2, high=True)))
    rules += _rule("clone3", [_answer(ERRNO | ENOSYS)])
    if threads:
        # CLONE_VM, CLONE_SIGHAND and CLONE_THREAD together: a thread, never a process.
        wanted = 0x100 | 0x800 | 0x10000
        rules += _rule("clone", [_argument(0), (0x54, 0, 0, wanted), (_JUMP_EQUAL, 0, 1, wanted), _answer(ALLOW),
                                 _answer(ERRNO | EPERM)])  # fmt: skip
    for name in DEADLY:
        rules += _rule(name, [_answer(KILL)])
    return [*rules, _answer(ERRNO | EPERM)]


def zygote_filter() -> list[Instruction]:
    """The filter of the zygote, which its children inherit: it forks and nothing else remarkable."""
    rules = [*_start()]
    for name in DEADLY:
        rules += _rule(name, [_answer(KILL)])
    for name in ZYGOTE_DENIED:
        rules += _rule(name, [_answer(ERRNO | EPERM)])
    return [*rules, _answer(ALLOW)]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def install(program: Sequence[Instruction]) -> None:
    """Install a filter for this thread; no_new_privs must be set.

    Raises:
        OSError: the kernel refused it.
    """
    code = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *instruction) for instruction in program))
    header = _Program(len(program), ctypes.addressof(code))
    call("seccomp", 1, 0, ctypes.addressof(header))
