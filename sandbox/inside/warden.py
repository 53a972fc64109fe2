"""The parent of guarded programs, where a confined process cannot be forked from a warm one (macOS).

It is not confined. It starts a fresh interpreter for each program, hands the modules over, and ends all of them when
the judge closes the control channel or dies. It never runs a candidate's code.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import subprocess
from typing import Any, NoReturn

HAND_OVER_SECONDS = 30.0
STATUSES = 64


def main(control: socket.socket, config: dict[str, Any]) -> NoReturn:
    """Serve the control channel.

    Args:
        control: the channel to the judge.
        config: `tiers` (the one tier), `command` (argv of a program's interpreter without its last arguments),
            `environment`, `blob` (marshalled configuration and modules of a program's process).
    """
    children: dict[int, subprocess.Popen[bytes]] = {}
    statuses: dict[int, int] = {}
    program = config["command"][0]
    ready = os.access(program, os.X_OK)
    tier = config["tiers"][0]
    status = {"tier": tier if ready else None, "refusals": {} if ready else {tier: f"there is no {program}"}}
    data = json.dumps(status | {"landlock_abi": 0}).encode()
    control.sendall(len(data).to_bytes(4, "little") + data)
    try:
        while True:
            data, fds, _, _ = socket.recv_fds(control, 65_536, 2)
            if not data:
                break
            order = json.loads(data)
            if "status" in order:
                control.sendall(b"S" + _end(order["status"], children, statuses).to_bytes(4, "little"))
                continue
            process = _spawn(order, fds, config)
            children[process.pid] = process
            control.sendall(b"F" + process.pid.to_bytes(4, "little"))
    finally:
        for process in children.values():
            process.kill()
        os._exit(0)


def _end(pid: int, children: dict[int, subprocess.Popen[bytes]], statuses: dict[int, int]) -> int:
    """Kill a program's process and give its wait status. Until then its id cannot go to another process."""
    process = children.pop(pid, None)
    if process is not None:
        process.kill()
        code = process.wait()
        statuses[pid] = -code if code < 0 else code << 8
        if len(statuses) > STATUSES:
            del statuses[next(iter(statuses))]
    return statuses.get(pid, 0)


def _spawn(order: dict[str, Any], fds: list[int], config: dict[str, Any]) -> subprocess.Popen[bytes]:
    """Start a program's interpreter; its socket and its output pipe are `fds`."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    with ours, theirs:
        process = subprocess.Popen(
            [*config["command"], str(theirs.fileno()), json.dumps({**order, "fds": fds})],
            env=config["environment"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(), *fds),
            start_new_session=True,
            cwd="/",
        )
        theirs.close()
        for fd in fds:
            os.close(fd)
        ours.settimeout(HAND_OVER_SECONDS)
        try:
            ours.sendall(struct.pack("<I", len(config["blob"])) + config["blob"])
        except OSError:
            # It has ended already, which the judge sees at the program's own channel.
            pass
    return process
