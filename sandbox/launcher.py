"""Starting the sandboxed interpreter: a fresh process with a clean environment and one control channel."""

from __future__ import annotations

import importlib.util
import json
import marshal
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

from sandbox import seatbelt
from sandbox.errors import IsolationError
from sandbox.inside.places import places
from sandbox.kernel_view import pid_of

START_SECONDS = 30.0

_INSIDE = (
    "places",
    "preload",
    "syscalls",
    "kernel",
    "seccomp",
    "landlock",
    "jail",
    "confine",
    "probes",
    "values",
    "encoding",
    "decoding",
    "codec",
    "bounds",
    "framing",
    "casekit",
    "program",
    "author",
    "worker",
    "zygote",
    "guarded",
    "warden",
)

# Text of the `-c` program: it takes the modules from the control channel, so that the sandboxed interpreter needs no
# path to the product's files.
_BOOT = """
import importlib, marshal, socket, struct, sys, types
control = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, int(sys.argv[1]))
def take(n):
    parts = []
    while n:
        part = control.recv(min(n, 1 << 20))
        if not part: raise SystemExit
        parts.append(part); n -= len(part)
    return b"".join(parts)
size, = struct.unpack("<I", take(4))
config, codes = marshal.loads(take(size))
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name in codes:
            from importlib.machinery import ModuleSpec
            return ModuleSpec(name, self, is_package=codes[name] is None)
    def create_module(self, spec): return None
    def exec_module(self, module):
        code = codes[module.__name__]
        if code is not None: exec(code, module.__dict__)
sys.meta_path.insert(0, Finder())
importlib.import_module("sandbox.inside." + config["main"]).main(control, config)
"""


@dataclass
class Zygote:
    """A running zygote, or warden.

    Attributes:
        process: the spawned process.
        control: the channel for orders to fork.
        lock: one order at a time.
        guarded: it is a warden: no shared memory, no pidfds, memory watched from outside.
    """

    process: subprocess.Popen[bytes]
    control: socket.socket
    lock: threading.Lock
    guarded: bool = False

    def alive(self) -> bool:
        """True while it can be asked to fork."""
        return self.process.poll() is None

    def close(self) -> None:
        """End it, and with it everything it has forked."""
        self.control.close()
        if self.guarded:
            # It ends its programs when the channel closes; killed, it could not.
            try:
                self.process.wait(START_SECONDS)
            except subprocess.TimeoutExpired:
                pass
        self.process.kill()
        self.process.wait()


def start(tiers: Sequence[str], landlock_abi: int = 1000, *, guarded: bool = False) -> Zygote:
    """Spawn a zygote; it is not ready before `wait_ready`.

    Args:
        tiers: to be tried, in this order.
        landlock_abi: highest version of Landlock to use; for tests of older kernels.
        guarded: spawn a warden, for tier "D", or for "E" where nothing else is known.

    Raises:
        IsolationError: the interpreter cannot be started.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    with theirs:
        try:
            process = subprocess.Popen(
                [*_python(), str(theirs.fileno())],
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
                cwd="/",
            )
        except OSError as error:
            ours.close()
            raise IsolationError(
                "The sandbox cannot start", f"{_interpreter()}: {error}.", "Reinstall Python, or use another one."
            ) from error
    numpy_path, codes = _numpy_path(), _codes()
    config: dict[str, Any] = {"main": "warden" if guarded else "zygote", "tiers": list(tiers)}
    if guarded:
        config |= {
            "command": _python()
            if "E" in tiers
            else seatbelt.command(_interpreter(), sys.base_prefix, places(numpy_path), _python()[1:]),
            "environment": _environment(),
            "blob": marshal.dumps(({"main": "guarded", "numpy_path": numpy_path}, codes)),
        }
    else:
        config |= {"numpy_path": numpy_path, "parent": os.getpid(), "landlock_abi": landlock_abi}
    blob = marshal.dumps((config, codes))
    ours.settimeout(START_SECONDS)
    try:
        ours.sendall(struct.pack("<I", len(blob)) + blob)
    except OSError:
        # It has ended, or does not listen: `wait_ready` says so.
        pass
    return Zygote(process, ours, threading.Lock(), guarded)


@dataclass(frozen=True)
class Status:
    """What a zygote says when it is ready.

    Attributes:
        tier: the first that could be put on; None where none could.
        refusals: why each earlier one could not.
        landlock_abi: version in use, 0 for none.
    """

    tier: str | None
    refusals: dict[str, str]
    landlock_abi: int


def wait_ready(zygote: Zygote) -> Status:
    """Wait until the zygote has imported what it needs and closed its sandbox.

    Raises:
        IsolationError: it ended, or was not ready in `START_SECONDS`.
    """
    try:
        size = int.from_bytes(_exactly(zygote.control, 4), "little")
        status = json.loads(_exactly(zygote.control, size))
    except (OSError, EOFError):
        code = zygote.process.poll()
        zygote.close()
        raise IsolationError(
            "The sandbox cannot start",
            f"Its interpreter {'ended with status ' + str(code) if code is not None else 'did not get ready'}.",
            "Run `hotseat doctor`; it says what this machine lacks.",
        ) from None
    return Status(status["tier"], status["refusals"], status["landlock_abi"])


def _exactly(channel: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = channel.recv(size - len(data))
        if not part:
            raise EOFError
        data += part
    return data


@dataclass(frozen=True)
class Child:
    """A program's process.

    Attributes:
        zygote: its parent.
        pid: its id in our numbering, -1 where it has ended.
        inner: its id as the zygote counts.
        pidfd: the kernel's own handle, -1 where there is none.
    """

    zygote: Zygote
    pid: int
    inner: int
    pidfd: int

    def kill(self) -> None:
        """Kill it; it may be gone already."""
        if self.pidfd < 0:
            ending(self.zygote, self.inner)
            return
        try:
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def close(self) -> None:
        """Give the handle back."""
        if self.pidfd >= 0:
            os.close(self.pidfd)


def fork(zygote: Zygote, order: dict[str, Any], fds: list[int]) -> Child:
    """Have a process forked for one program.

    Args:
        zygote: a ready zygote.
        order: memory (bytes), cpu (seconds), arena (bytes) of the process.
        fds: its socket, its output pipe and, where there is one, its arena.

    Raises:
        IsolationError: the zygote has ended.
    """
    with zygote.lock:
        try:
            socket.send_fds(zygote.control, [json.dumps(order).encode()], fds)
            data, received, _, _ = socket.recv_fds(zygote.control, 5, 1)
        except OSError:
            data, received = b"", []
    if data[:1] != b"F" or not (received or zygote.guarded):
        raise IsolationError("The sandbox has ended", "Its main process is gone.", "Try again.")
    inner = int.from_bytes(data[1:], "little")
    if zygote.guarded:
        return Child(zygote, inner, inner, -1)
    os.set_inheritable(received[0], False)
    return Child(zygote, pid_of(received[0]), inner, received[0])


def ending(zygote: Zygote, inner: int) -> int:
    """How a killed process had ended, as a wait status; 9 where it was our kill, 0 where it is not known.

    Args:
        zygote: its zygote.
        inner: its id as the zygote counts.
    """
    with zygote.lock:
        try:
            zygote.control.sendall(json.dumps({"status": inner}).encode())
            data = _exactly(zygote.control, 5)
        except (OSError, EOFError):
            return 0
    return int.from_bytes(data[1:], "little")


def _interpreter() -> str:
    # A virtual environment's python is a link or a shim; its base is the real one, and needs no site-packages.
    return str(getattr(sys, "_base_executable", sys.executable))


def _environment() -> dict[str, str]:
    threads = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
    return {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"} | dict.fromkeys(threads, "1")


def _python() -> list[str]:
    return [_interpreter(), "-I", "-S", "-B", "-c", _BOOT]


def _numpy_path() -> str:
    spec = importlib.util.find_spec("numpy")
    origin = spec.origin if spec is not None else None
    return str(Path(origin).parent.parent) if origin else ""


def _codes() -> dict[str, CodeType | None]:
    """Code of the modules that run inside, compiled here, from the cache where there is one."""
    codes: dict[str, CodeType | None] = {"sandbox": None, "sandbox.inside": None}
    for name in _INSIDE:
        full = f"sandbox.inside.{name}"
        spec = importlib.util.find_spec(full)
        assert spec is not None
        assert isinstance(spec.loader, SourceFileLoader)
        codes[full] = spec.loader.get_code(full)
    casekit = importlib.util.find_spec("sandbox.inside.casekit")
    assert casekit is not None
    # Problems write `from casekit import Case`.
    codes["casekit"] = compile("from sandbox.inside.casekit import *", "casekit", "exec")
    return codes
