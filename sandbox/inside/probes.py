"""Attempts to get out, made in a process confined as a candidate's is. Each must fail where the tier is to count.

None of them does harm where it succeeds: they ask and look, or make what they remove at once. The attempts that end
the process (they are in the tests) are not among them.
"""

from __future__ import annotations

import ctypes
import os
import resource
import socket
import threading
from collections.abc import Callable
from typing import Any

from sandbox.inside.kernel import raw

EPERM = 1
METADATA = "metadata of a known file"
"""Open in the tiers without namespaces: size and date of a file whose path is known, not its contents."""


def run(target: dict[str, Any]) -> dict[str, bool]:
    """Every probe's name, and True if it was stopped.

    Args:
        target: `pid` of the judge, `file` and `folder` of the product, `home`, `secret` (a variable of the judge's
            environment).
    """
    found: dict[str, bool] = {}
    for name, probe in (_everywhere(target) | ({} if target.get("guarded") else _linux(target))).items():
        try:
            found[name] = not probe()
        except (OSError, RuntimeError, ImportError, ValueError):
            found[name] = True
    return found


def _reads(path: str) -> Callable[[], bool]:
    def probe() -> bool:
        fd = os.open(path, os.O_RDONLY)
        try:
            os.read(fd, 1)
        finally:
            os.close(fd)
        return True

    return probe


def _lists(path: str) -> Callable[[], bool]:
    return lambda: len(os.listdir(path)) >= 0


def _makes(path: str) -> Callable[[], bool]:
    def probe() -> bool:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        os.unlink(path)
        return True

    return probe


def _makes_folder() -> bool:
    os.mkdir("/tmp/hotseat-probe-folder")
    os.rmdir("/tmp/hotseat-probe-folder")
    return True


def _opens_socket(family: int, kind: int) -> Callable[[], bool]:
    def probe() -> bool:
        socket.socket(family, kind).close()
        return True

    return probe


def _kernel(name: str, *args: int | bytes | None) -> Callable[[], bool]:
    """The call must be stopped by the filter: any other outcome than EPERM means that it reached the kernel."""
    return lambda: raw(name, *args)[1] not in (EPERM, 38, 13)


def _succeeds(name: str, *args: Any) -> Callable[[], bool]:
    return lambda: raw(name, *args)[0] >= 0


def _forks() -> bool:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return True


def _starts_thread() -> bool:
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    return True


def _has_descriptors() -> bool:
    for fd in range(4, 256):
        try:
            os.fstat(fd)
        except OSError:
            continue
        return True
    return False


def _sets_limits() -> bool:
    resource.setrlimit(resource.RLIMIT_NOFILE, resource.getrlimit(resource.RLIMIT_NOFILE))
    return True


def _memory_of(pid: int) -> Callable[[], bool]:
    def probe() -> bool:
        os.close(os.open(f"/proc/{pid}/mem", os.O_RDONLY))
        return True

    return probe


def _spawns() -> bool:
    pid = os.posix_spawn("/usr/bin/true", ["true"], {})
    os.waitpid(pid, 0)
    return True


def _links() -> bool:
    os.symlink("/", "/tmp/hotseat-probe-link")
    os.unlink("/tmp/hotseat-probe-link")
    return True


def _signals(pid: int) -> Callable[[], bool]:
    def probe() -> bool:
        os.kill(pid, 0)
        return True

    return probe


def _everywhere(target: dict[str, Any]) -> dict[str, Callable[[], bool]]:
    """Attempts by Python's own means."""
    pid, file = target["pid"], target["file"]
    return {
        "read the product's file": _reads(file),
        "list the product's folder": _lists(target["folder"]),
        "open the product's file for writing": lambda: os.open(file, os.O_WRONLY) >= 0,
        "list the home folder": _lists(target["home"]),
        METADATA: lambda: os.stat(file).st_size >= 0,
        "read /etc/passwd": _reads("/etc/passwd"),
        "list /": _lists("/"),
        "list /tmp": _lists("/tmp"),
        "open the judge's memory": _memory_of(pid),
        "make a file in /tmp": _makes("/tmp/hotseat-probe"),
        "make a folder": _makes_folder,
        "have the environment": lambda: target["secret"] in os.environ,
        "have other descriptors": _has_descriptors,
        "open a TCP socket": _opens_socket(socket.AF_INET, socket.SOCK_STREAM),
        "open a UDP socket": _opens_socket(socket.AF_INET, socket.SOCK_DGRAM),
        "open a local socket": _opens_socket(socket.AF_UNIX, socket.SOCK_STREAM),
        "fork": _forks,
        "start a process": _spawns,
        "make a symbolic link": _links,
        "send the judge a signal": _signals(pid),
    }


def _linux(target: dict[str, Any]) -> dict[str, Callable[[], bool]]:
    """Attempts at what Linux has, by system calls where Python has no name for them."""
    pid = target["pid"]
    limit = ctypes.create_string_buffer(16)
    return {
        "list /proc": _lists("/proc"),
        "read own /proc/self/maps": _reads("/proc/self/maps"),
        "read the judge's environment": _reads(f"/proc/{pid}/environ"),
        "read the judge's command line": _reads(f"/proc/{pid}/cmdline"),
        "read /dev/urandom": _reads("/dev/urandom"),
        "make a file in /dev/shm": _makes("/dev/shm/hotseat-probe"),
        "make a link": _kernel("symlinkat", b"x", -100, b"/tmp/no-such-folder/x"),
        "remove a file": _kernel("unlinkat", -100, b"/tmp/no-such-folder/x", 0),
        "change a file's rights": _kernel("fchmodat", -100, b"/tmp/no-such-folder/x", 0o600),
        "truncate a descriptor": _kernel("ftruncate", 3, 0),
        "open a netlink socket": _opens_socket(16, socket.SOCK_RAW),
        "make a socket pair": lambda: len(socket.socketpair()) == 2,
        "start a thread": _starts_thread,
        "execute a program": _kernel("execve", b"/no/such/program", None, None),
        "signal the judge": _kernel("kill", pid, 0),
        "signal everybody": _kernel("kill", -1, 0),
        "signal the judge's thread": _succeeds("tgkill", pid, pid, 0),
        "open the judge as a descriptor": _kernel("pidfd_open", pid, 0),
        "read the judge's limits": _succeeds("prlimit64", pid, 7, None, limit),
        "set own limits": _sets_limits,
        "move the judge to another core": _kernel("sched_setaffinity", pid, 0, b""),
        "change priorities": _kernel("setpriority", 0, 0, 0),
        "make anonymous files": _kernel("memfd_create", b"probe", 0),
        "make shared memory": _kernel("shmget", 0, 0, 0),
        "make a message queue": _kernel("mq_open", b"/no/such/queue", 0, 0, None),
        "watch files": _kernel("inotify_init1", 0),
        "make pipes": _kernel("pipe2", None, 0),
        "set a timer": _kernel("setitimer", 0, None, None),
        "read the kernel's log": _kernel("syslog", 10, None, 0),
        "change own process attributes": _kernel("prctl", 3, 0, 0, 0, 0),
        "change user": _kernel("setuid", 0),
    }
