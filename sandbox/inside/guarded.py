"""A program's process where a profile of the system confines it from its start (macOS): limits, then the worker."""

from __future__ import annotations

import json
import os
import resource
import socket
import sys
from typing import Any, NoReturn

from sandbox.inside.preload import import_numpy
from sandbox.inside.worker import Worker


def main(control: socket.socket, config: dict[str, Any]) -> NoReturn:
    """Import numpy, close everything but the program's channel and output, set limits, serve.

    Args:
        control: where the modules came from.
        config: `numpy_path`.
    """
    order = json.loads(sys.argv[2])
    import_numpy(config["numpy_path"])
    channel, out = order["fds"]
    keep = (os.dup(channel), os.dup(out))
    for source, target in ((keep[1], 1), (keep[1], 2), (keep[0], 3)):
        os.dup2(source, target)
    control.detach()
    os.closerange(4, 4096)
    for what in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NPROC):
        resource.setrlimit(what, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_CPU, (order["cpu"], order["cpu"] + 1))
    Worker(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, fileno=3)).serve()
    os._exit(0)
