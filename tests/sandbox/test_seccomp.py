"""The system-call filter by itself: in the tiers other layers would hide its holes."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest


def under_filter(body: str, *, opens: bool = True, threads: bool = False) -> subprocess.CompletedProcess[str]:
    program = f"""
import os, sys, socket, threading, ctypes, fcntl, resource, signal
from sandbox.inside import kernel, seccomp
kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
seccomp.install(seccomp.program_filter(os.getpid(), opens={opens}, threads={threads}))
try:
{textwrap.indent(textwrap.dedent(body), "    ")}
except (PermissionError, RuntimeError, ValueError) as error:
    os.write(1, b"refused")
else:
    os.write(1, b"through")
os._exit(0)
"""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "body",
    [
        "os.open({path!r}, os.O_WRONLY)",
        "os.open({path!r}, os.O_RDWR)",
        "os.open({path!r}, os.O_RDONLY | os.O_TRUNC)",
        "os.open({path!r} + '.new', os.O_RDONLY | os.O_CREAT)",
        "os.open(os.path.dirname({path!r}), os.O_TMPFILE | os.O_WRONLY)",
        "os.kill(os.getpid(), 0)",
        "os.fork()",
        "threading.Thread(target=print).start()",
        "socket.socket()",
        "socket.socketpair()",
        "os.pipe()",
        "os.mkdir({path!r} + '.d')",
        "os.unlink({path!r})",
        "os.chmod({path!r}, 0o777)",
        "os.truncate({path!r}, 0)",
        "os.rename({path!r}, {path!r} + '.x')",
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))",
        "resource.prlimit(1, resource.RLIMIT_CORE)",
        "fcntl.fcntl(0, fcntl.F_SETOWN, 1)",
        "fcntl.ioctl(0, 0x5412, b'x')",
        "os.memfd_create('x')",
        "os.sched_setaffinity(0, {{0}})",
    ],
)
def test_refused(body: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("kept")
    assert under_filter(body.format(path=str(path))).stdout == "refused"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]
    assert path.read_text() == "kept"


@pytest.mark.parametrize(
    "body",
    ["open({path!r}).read()", "import colorsys", "os.stat({path!r})", "os.isatty(1)", "resource.getrlimit(0)", "os.urandom(8)"],
)  # fmt: skip
def test_allowed(body: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x")
    assert under_filter(body.format(path=str(path))).stdout == "through"


def test_opens_can_be_denied(tmp_path: Path) -> None:
    assert under_filter("open('/etc/hosts')", opens=False).stdout == "refused"


def test_threads_can_be_allowed_and_processes_not() -> None:
    thread = "t = threading.Thread(target=print); t.start(); t.join()"
    assert under_filter(thread, threads=True).stdout.strip() == "through"
    assert under_filter("os.fork()", threads=True).stdout == "refused"


@pytest.mark.parametrize(
    "name",
    ["ptrace", "process_vm_readv", "io_uring_setup", "bpf", "mount", "unshare", "setns", "userfaultfd", "keyctl"],
)
def test_deadly(name: str) -> None:
    assert under_filter(f"kernel.raw({name!r}, 0, 0, 0)").returncode == -31


def test_signals_to_oneself_only() -> None:
    assert under_filter("os.abort()").returncode == -6
    assert under_filter("assert kernel.raw('tgkill', 1, 1, 0)[1] == 1").stdout == "through"
