"""Starting the sandboxed interpreter: a fresh process with a clean environment and one control channel."""

from __future__ import annotations

import importlib.util
import json
import marshal
import os
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

from sandbox.errors import IsolationError

START_SECONDS = 30.0

_INSIDE = (
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
)

# Text of the `-c` program: it takes the modules from the control channel, so that the sandboxed interpreter needs no
# path to the product's files.
_BOOT = """
import marshal, socket, struct, sys, types
control = socket.socket(fileno=int(sys.argv[1]))
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
from sandbox.inside.zygote import main
main(control, config)
"""


@dataclass
class Zygote:
    """A running zygote.

    Attributes:
        process: the spawned process.
        control: the channel for orders to fork.
        lock: one order at a time.
    """

    process: subprocess.Popen[bytes]
    control: socket.socket
    lock: threading.Lock

    def alive(self) -> bool:
        """True while it can be asked to fork."""
        return self.process.poll() is None

    def close(self) -> None:
        """End it, and with it everything it has forked."""
        self.control.close()
        self.process.kill()
        self.process.wait()


def start(tiers: Sequence[str], landlock_abi: int = 1000) -> Zygote:
    """Spawn a zygote; it is not ready before `wait_ready`.

    Args:
        tiers: to be tried, in this order.
        landlock_abi: highest version of Landlock to use; for tests of older kernels.

    Raises:
        IsolationError: the interpreter cannot be started.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    with theirs:
        try:
            process = subprocess.Popen(
                [_interpreter(), "-I", "-S", "-B", "-c", _BOOT, str(theirs.fileno())],
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
    blob = marshal.dumps((_config(tiers, landlock_abi), _codes()))
    ours.sendall(struct.pack("<I", len(blob)) + blob)
    return Zygote(process, ours, threading.Lock())


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
    zygote.control.settimeout(START_SECONDS)
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


def fork(zygote: Zygote, order: dict[str, Any], fds: list[int]) -> tuple[int, int]:
    """Have a process forked for one program; gives its pidfd, and its id as the zygote counts.

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
    if data[:1] != b"F" or not received:
        raise IsolationError("The sandbox has ended", "Its main process is gone.", "Try again.")
    os.set_inheritable(received[0], False)
    return received[0], int.from_bytes(data[1:], "little")


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


def _config(tiers: Sequence[str], landlock_abi: int) -> dict[str, Any]:
    spec = importlib.util.find_spec("numpy")
    origin = spec.origin if spec is not None else None
    return {
        "numpy_path": str(Path(origin).parent.parent) if origin else "",
        "parent": os.getpid(),
        "tiers": list(tiers),
        "landlock_abi": landlock_abi,
    }


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
