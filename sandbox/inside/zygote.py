"""The prewarmed process: it imports what programs may need, closes its sandbox, and forks a process for each program.

It never runs a candidate's code. It ends when the judge closes the control channel or dies.
"""

from __future__ import annotations

import gc
import json
import mmap
import os
import random
import resource
import select
import signal
import socket
import sys
from typing import Any, NoReturn

from sandbox.inside import confine, kernel, landlock
from sandbox.inside.confine import Refused
from sandbox.inside.places import Places, places
from sandbox.inside.preload import import_numpy
from sandbox.inside.worker import Worker

LATER = (
    "collections.abc", "contextlib", "copy", "dataclasses", "typing", "traceback", "types", "heapq", "bisect", "queue",
    "functools", "string", "textwrap", "array", "cmath", "numpy.random", "decimal", "fractions", "statistics",
    "numpy.fft", "numpy.ma", "numpy.polynomial",
)  # fmt: skip
"""What programs may well import. The first verdict does not wait for it: it is imported when nothing is asked, or
before the sandbox closes where nothing can be read afterwards."""
IDLE_MS = 100
STATUSES = 64


def main(control: socket.socket, config: dict[str, Any]) -> NoReturn:
    """Import, close the sandbox by the first tier that holds, serve the control channel.

    Args:
        control: the channel to the judge.
        config: `numpy_path`, `parent` (process id of the judge), `tiers` in order, `landlock_abi` (highest to use).
    """
    watched = os.pidfd_open(config["parent"])
    import_numpy(config["numpy_path"])
    where = places(config["numpy_path"])
    version = min(landlock.abi(), config["landlock_abi"])
    # Read now: there is no /proc inside.
    with open("/proc/self/statm", "rb") as file:
        used = int(file.read().split()[0]) * resource.getpagesize()
    zygote = Zygote(control, watched, where, version, used)
    refusals: dict[str, str] = {}
    for tier in config["tiers"]:
        reason = zygote.attempt(tier, refusals)
        refusals[tier] = reason
    _tell(control, {"tier": None, "refusals": refusals, "landlock_abi": version})
    os._exit(0)


def _tell(control: socket.socket, status: dict[str, Any]) -> None:
    data = json.dumps(status).encode()
    control.sendall(len(data).to_bytes(4, "little") + data)


class Zygote:
    """What the zygote knows.

    Args:
        control: the channel to the judge.
        watched: pidfd of the judge.
        where: folders that programs may read.
        version: of Landlock.
        used: bytes of address space of the interpreter.
    """

    def __init__(self, control: socket.socket, watched: int, where: Places, version: int, used: int) -> None:
        self.control = control
        self.watched = watched
        self.where = where
        self.version = version
        self.used = used
        self.one_id = confine.has_one_id()
        self.tier = ""
        self.children: dict[int, int] = {}
        self.statuses: dict[int, int] = {}
        self.later = [name for name in LATER if "numpy" in sys.modules or not name.startswith("numpy")]

    def attempt(self, tier: str, refusals: dict[str, str]) -> str:
        """Try a tier in a child, which serves if it holds; gives the reason if it does not."""
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            self._try(tier, refusals, writer)
        os.close(writer)
        with open(reader, "rb") as pipe:
            answer = pipe.read(4096)
        if answer != b"ok":
            os.waitpid(pid, 0)
            return answer.decode("utf-8", "replace") or "the attempt died"
        # The judge must see the end of the channel when the serving process ends, not when we do.
        self.control.close()
        os.waitpid(pid, 0)
        os._exit(0)

    def _try(self, tier: str, refusals: dict[str, str], writer: int) -> NoReturn:
        try:
            self.tier = tier
            kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
            null = os.open("/dev/null", os.O_RDWR)
            if tier == "C" or (tier == "B" and os.geteuid() == 0):
                # Root becomes another user, to whom the interpreter's folder may be closed.
                while self.later:
                    self._import_one()
            if tier == "A":
                confine.enter_jail(self.where)
                self._fork_inside(writer)
            confine.close_zygote(tier, self.where, self.version, self.one_id)
        except (Refused, OSError) as error:
            os.write(writer, str(error).encode()[:4000])
            os._exit(1)
        os.write(writer, b"ok")
        os.close(writer)
        _tell(self.control, {"tier": tier, "refusals": refusals, "landlock_abi": self.version})
        try:
            self._serve(null)
        finally:
            os._exit(1)

    def _fork_inside(self, writer: int) -> None:
        """Become the first process of the new process table; the one outside it waits."""
        pid = os.fork()
        if pid == 0:
            kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
            return
        os.close(writer)
        self.control.close()
        os.waitpid(pid, 0)
        os._exit(0)

    def _serve(self, null: int) -> NoReturn:
        poll = select.poll()
        poll.register(self.control, select.POLLIN)
        poll.register(self.watched, select.POLLIN)
        while True:
            events = poll.poll(IDLE_MS if self.later else None)
            if not events:
                self._import_one()
            for fd, _ in events:
                if fd == self.watched:
                    self._end()
                elif fd in self.children:
                    self._reap(fd, poll)
                elif fd == self.control.fileno():
                    data, fds, _, _ = socket.recv_fds(self.control, 65_536, 3)
                    if not data:
                        self._end()
                    order = json.loads(data)
                    if "status" in order:
                        self._tell_status(order["status"], poll)
                    else:
                        poll.register(self._fork(order, fds, null), select.POLLIN)

    def _reap(self, pidfd: int, poll: select.poll) -> None:
        pid = self.children.pop(pidfd)
        self.statuses[pid] = os.waitpid(pid, 0)[1]
        poll.unregister(pidfd)
        os.close(pidfd)
        if len(self.statuses) > STATUSES:
            del self.statuses[next(iter(self.statuses))]

    def _tell_status(self, pid: int, poll: select.poll) -> None:
        """How a process ended; the judge has killed it, so that waiting for it is short."""
        for pidfd, child in list(self.children.items()):
            if child == pid:
                self._reap(pidfd, poll)
        self.control.sendall(b"S" + self.statuses.get(pid, 0).to_bytes(4, "little"))

    def _import_one(self) -> None:
        name = self.later.pop(0)
        try:
            __import__(name)
        except ImportError:
            pass

    def _end(self) -> NoReturn:
        for pid in self.children.values():
            os.kill(pid, signal.SIGKILL)
        os._exit(0)

    def _fork(self, order: dict[str, Any], fds: list[int], null: int) -> int:
        """Fork a process for one program; its socket, its output pipe and maybe its arena are `fds`."""
        # A collection in the child would write to, and so copy, every page that holds an object of ours.
        gc.freeze()
        pid = os.fork()
        if pid == 0:
            try:
                self._child(order, fds, null)
            except BaseException as error:
                # Into the program's output: the judge shows it with the verdict.
                os.write(2, f"sandbox: {error!r}\n".encode("utf-8", "replace"))
            finally:
                os._exit(70)
        for fd in fds:
            os.close(fd)
        pidfd = os.pidfd_open(pid)
        self.children[pidfd] = pid
        socket.send_fds(self.control, [b"F" + pid.to_bytes(4, "little")], [pidfd])
        return pidfd

    def _child(self, order: dict[str, Any], fds: list[int], null: int) -> NoReturn:
        arena = memoryview(mmap.mmap(fds[2], order["arena"])) if len(fds) > 2 else None
        channel = os.dup(fds[0])
        while channel <= 3:
            channel = os.dup(fds[0])
        for source, target in ((null, 0), (fds[1], 1), (fds[1], 2), (channel, 3)):
            os.dup2(source, target)
        # Copies of the channel and of the zygote's own descriptors would be ways out.
        os.closerange(4, 65_536)
        # Made here: it asks the kernel for the kind of socket, which the filter does not allow.
        channel_socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, fileno=3)
        _reseed()
        confine.close_child(self.tier, order, self.used, self.version)
        Worker(channel_socket, arena).serve()
        os._exit(0)


def _reseed() -> None:
    """Forks share the parent's generators; each process must draw its own numbers."""
    random.seed()
    # numpy's own is made when numpy.random is imported, which may be before or after the fork.
    generators = sys.modules.get("numpy.random")
    if generators is not None:
        generators.seed()
