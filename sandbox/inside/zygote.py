"""The prewarmed process: it imports what candidates may need, confines itself, and forks a process for each program.

It never runs a candidate's code. It ends when the judge closes the control channel or dies.
"""

from __future__ import annotations

import array
import json
import mmap
import os
import resource
import select
import signal
import socket
import sys
from typing import Any

from sandbox.inside.worker import Worker

PRELOAD = (
    "abc", "bisect", "cmath", "collections", "collections.abc", "contextlib", "copy", "dataclasses", "decimal", "enum",
    "fractions", "functools", "heapq", "itertools", "math", "operator", "queue", "random", "re", "statistics",
    "string", "struct", "time", "traceback", "types", "typing",
)  # fmt: skip
"""Imported before the sandbox closes; more of the standard library can be imported where the tier lets files be read."""
NUMPY_PRELOAD = ("numpy.linalg", "numpy.random", "numpy.fft")


def main(control: socket.socket, config: dict[str, Any]) -> None:
    """Import, confine, then serve the control channel until it closes."""
    numpy_path = config["numpy_path"]
    if numpy_path:
        # On the path for the import alone: the folder may hold the product.
        sys.path.append(numpy_path)
        for name in ("numpy", *NUMPY_PRELOAD):
            __import__(name)
        sys.path.remove(numpy_path)
    for name in PRELOAD:
        __import__(name)
    watched = os.pidfd_open(config["parent"])
    control.sendall(b"R")
    _serve(control, watched, config)


def _serve(control: socket.socket, watched: int, config: dict[str, Any]) -> None:
    children: dict[int, int] = {}
    poll = select.poll()
    poll.register(control, select.POLLIN)
    poll.register(watched, select.POLLIN)
    null = os.open("/dev/null", os.O_RDWR)
    while True:
        for fd, _ in poll.poll():
            if fd == watched:
                _end(children)
            elif fd == control.fileno():
                data, fds, _, _ = socket.recv_fds(control, 65_536, 3)
                if not data:
                    _end(children)
                _fork(control, json.loads(data), fds, null, children)
            elif fd in children:
                os.waitpid(children.pop(fd), 0)
                poll.unregister(fd)
                os.close(fd)
        for fd in children:
            poll.register(fd, select.POLLIN)


def _end(children: dict[int, int]) -> None:
    for pid in children.values():
        os.kill(pid, signal.SIGKILL)
    os._exit(0)


def _fork(control: socket.socket, order: dict[str, Any], fds: list[int], null: int, children: dict[int, int]) -> None:
    """Fork a process for one program; its socket, its output pipe and maybe its arena are `fds`."""
    zygote = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            _child(order, fds, null, zygote)
        finally:
            os._exit(70)
    for fd in fds:
        os.close(fd)
    pidfd = os.pidfd_open(pid)
    children[pidfd] = pid
    socket.send_fds(control, [b"F"], [pidfd])


def _child(order: dict[str, Any], fds: list[int], null: int, zygote: int) -> None:
    arena: memoryview | None = None
    if len(fds) > 2:
        arena = memoryview(mmap.mmap(fds[2], order["arena"]))
    os.dup2(null, 0)
    os.dup2(fds[1], 1)
    os.dup2(fds[1], 2)
    # Through a number that is none of 0 to 3, so that no dup2 closes what is still needed.
    channel_fd = os.dup(fds[0])
    while channel_fd <= 3:
        channel_fd = os.dup(fds[0])
    os.dup2(channel_fd, 3)
    os.closerange(4, 65_536)
    channel = socket.socket(fileno=3)
    _limit(order)
    _reseed()
    Worker(channel, arena).serve()
    os._exit(0)


def _limit(order: dict[str, Any]) -> None:
    with open("/proc/self/statm", "rb") as file:
        used = int(file.read().split()[0]) * resource.getpagesize()
    space = used + order["memory"]
    cpu = order["cpu"]
    for what, soft in (
        (resource.RLIMIT_AS, space),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        resource.setrlimit(what, (soft, soft))


def _reseed() -> None:
    """Forks share the parent's generators; each process must draw its own numbers."""
    import random

    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


if __name__ == "__main__":
    sys.exit("this module is started by sandbox.launcher")


__all__ = ["array", "main"]
