"""The judge's end of a sandboxed process: requests with deadlines and caps, clocks read from outside, the kill.

A reply counts only if it answers this request: bytes that were there before it, or a nonce that is not its own, end
the process.
"""

from __future__ import annotations

import os
import secrets
import select
import signal
import socket
import struct
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from sandbox.inside.codec import Malformed, parse
from sandbox.kernel_view import cpu_seconds, memory_kb, shared_memory
from sandbox.launcher import Zygote, ending, fork
from sandbox.request import DEATHS, GRACE, GRACE_OF_THE_FULL, Caps, Ended, Reason, Reply

__all__ = ["Caps", "Ended", "Process", "Reason", "Reply"]

LENGTHS = struct.Struct("<II")
KEEP_OUTPUT = 65_536
BUSY = 0.1
"""Share of a core that a process gets on a loaded machine; one that sleeps gets less."""
PATIENCE = 4
"""How many times the wall limit a process may have that is kept from its CPU time by others."""
CHUNK = 65_536
SAMPLE_S = 0.002
INTERPRETER = 64 * 2**20
"""What the interpreter with numpy may take of the memory, where that is watched from outside."""


class Process:
    """A sandboxed process that answers requests.

    Args:
        zygote: forks it.
        memory: bytes of address space beyond the interpreter's.
        cpu_s: CPU seconds of its whole life, a backstop in the kernel.
        output: bytes it may print.
        arena: bytes of shared memory, or 0.
        cancel: set by the caller to give up; noticed within 50 ms.
    """

    def __init__(
        self,
        zygote: Zygote,
        *,
        memory: int,
        cpu_s: int,
        output: int,
        arena: int = 0,
        cancel: threading.Event | None = None,
    ) -> None:
        self.channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        self.out, out_theirs = os.pipe()
        self.output = bytearray()
        self.printed = 0
        self.allowed_output = output
        self.cancel = cancel
        self.zygote = zygote
        self.memory = memory
        self.closed = False
        self.arena: memoryview | None = None
        shared = -1
        if arena and not zygote.guarded:
            shared, self.arena = shared_memory(arena)
        fds = [theirs.fileno(), out_theirs] + [shared] * (shared >= 0)
        try:
            self.child = fork(zygote, {"memory": memory, "cpu": cpu_s, "arena": arena}, fds)
        except BaseException:
            self.channel.close()
            os.close(self.out)
            raise
        finally:
            theirs.close()
            os.close(out_theirs)
            if shared >= 0:
                os.close(shared)
        self.pid = self.child.pid
        self.channel.setblocking(False)
        os.set_blocking(self.out, False)
        self.sampled_kb = -1
        self.poll = select.poll()
        self.poll.register(self.channel, select.POLLIN)
        self.poll.register(self.out, select.POLLIN)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kill the process and free what belongs to it."""
        if self.closed:
            return
        self.closed = True
        self.kill()
        self.channel.close()
        self.arena = None
        os.close(self.out)
        self.child.close()

    def kill(self) -> None:
        """Kill the process; it may be gone already."""
        self.child.kill()

    def cpu(self) -> float:
        """CPU seconds of the process, from the kernel; 0 where it has ended."""
        return cpu_seconds(self.pid)

    def resident_kb(self) -> int:
        """Resident memory now."""
        return memory_kb(self.pid, "VmRSS")

    def peak_kb(self) -> int:
        """Largest resident memory so far."""
        return memory_kb(self.pid, "VmHWM")

    def sample(self) -> None:
        """From now on look at the resident memory every 2 ms of a request, and keep the largest in `sampled_kb`."""
        self.sampled_kb = 0

    def request(self, header: bytes, body: Sequence[bytes | memoryview], caps: Caps) -> Reply:
        """Ask and wait for the answer.

        Args:
            header: JSON object text without its closing brace; the nonce is added here.
            body: raw bytes.
            caps: limits of this request.

        Raises:
            Ended: a limit was exceeded or the process ended; it is killed in any case.
        """
        try:
            return self._request(header, body, caps)
        except Ended:
            self.kill()
            raise

    def _request(self, header: bytes, body: Sequence[bytes | memoryview], caps: Caps) -> Reply:
        if self.closed or self._pending():
            raise self._unexpected()
        nonce = secrets.token_hex(8)
        text = header + b',"nonce":"' + nonce.encode() + b'"}'
        start_wall, start_cpu = time.monotonic(), self.cpu()
        deadline = _Deadline(self, caps, start_wall, start_cpu)
        self._send([LENGTHS.pack(len(text), sum(map(len, body))) + text, *body], deadline)
        header_size, data = self._receive(deadline)
        wall_s, cpu_s = time.monotonic() - start_wall, self.cpu() - start_cpu
        self._drain()
        try:
            answer = parse(data[:header_size], caps.parts)
        except Malformed as error:
            raise Ended("protocol", f"the process sent something else than an answer: {error}") from None
        if answer.pop("nonce", None) != nonce:
            raise Ended("protocol", "the process sent an answer to another question")
        return Reply(answer, bytes(data[header_size:]), max(cpu_s, 0.0), wall_s, cpu_s > caps.cpu_s)

    def _pending(self) -> bool:
        """True if there is something to read before anything was asked, or the end."""
        try:
            self.channel.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            pass
        return True

    def _unexpected(self) -> Ended:
        try:
            data = b"" if self.closed else self.channel.recv(1, socket.MSG_PEEK)
        except OSError:
            data = b""
        if data:
            return Ended("protocol", "the process sent an answer before it was asked")
        return self._died()

    def _died(self) -> Ended:
        if self.closed:
            return Ended("died", "the process has ended")
        self._drain()
        self.kill()
        status = ending(self.zygote, self.child.inner)
        number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        if number == signal.SIGXCPU:
            return Ended("cpu", "the CPU time of the whole process is used up")
        return Ended("died", DEATHS.get(number, "the process ended before it answered"))

    def _send(self, parts: Sequence[bytes | memoryview], deadline: _Deadline) -> None:
        for part in parts:
            view = memoryview(part)
            while view:
                try:
                    view = view[self.channel.send(view) :]
                except BlockingIOError:
                    self.poll.modify(self.channel, select.POLLIN | select.POLLOUT)
                    deadline.wait()
                    self.poll.modify(self.channel, select.POLLIN)
                except OSError:
                    raise self._died() from None

    def _receive(self, deadline: _Deadline) -> tuple[int, memoryview]:
        """Size of the header, and header and body; most answers come whole with the first chunk."""
        data = b""
        while len(data) < LENGTHS.size:
            deadline.wait()
            data += self._chunk()
        header_size, body_size = LENGTHS.unpack_from(data)
        if header_size + body_size > deadline.caps.reply_bytes:
            raise Ended("result", f"the answer takes more than {deadline.caps.reply_bytes // 1024} KB")
        size = LENGTHS.size + header_size + body_size
        if len(data) > size:
            raise Ended("protocol", "the process sent more than an answer")
        if len(data) == size:
            return header_size, memoryview(data)[LENGTHS.size :]
        whole = bytearray(size)
        whole[: len(data)] = data
        view = memoryview(whole)[len(data) :]
        while view:
            try:
                count = self.channel.recv_into(view)
            except BlockingIOError:
                deadline.wait()
                continue
            except OSError:
                count = 0
            if count == 0:
                raise self._died()
            view = view[count:]
        return header_size, memoryview(whole)[LENGTHS.size :]

    def _chunk(self) -> bytes:
        try:
            data = self.channel.recv(CHUNK)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            raise self._died()
        return data

    def _drain(self) -> None:
        """Take what the process printed, keeping the first part of it."""
        while True:
            try:
                data = os.read(self.out, 65_536)
            except BlockingIOError:
                return
            if not data:
                try:
                    self.poll.unregister(self.out)
                except KeyError:
                    pass
                return
            self.printed += len(data)
            self.output += data[: max(0, KEEP_OUTPUT - len(self.output))]
            if self.printed > self.allowed_output:
                raise Ended("output", f"more than {self.allowed_output // 1024} KB were printed")


class _Deadline:
    """The clocks of one request."""

    def __init__(self, process: Process, caps: Caps, wall: float, cpu: float) -> None:
        self.process = process
        self.caps = caps
        self.wall = wall
        self.cpu = cpu

    def wait(self) -> None:
        """Wait until something can be read or written.

        Raises:
            Ended: a limit has passed, or the caller gave up.
        """
        process = self.process
        while True:
            spent = process.cpu() - self.cpu
            if spent > self.caps.cpu_s and spent > self.caps.cpu_s * self._grace():
                raise Ended("cpu", f"more than {self.caps.cpu_s:g} s of CPU time", round(spent * 1000, 3))
            if process.zygote.guarded and process.resident_kb() > (process.memory + INTERPRETER) // 1024:
                raise Ended("memory", f"more than {process.memory // 2**20} MB of memory", round(spent * 1000, 3))
            elapsed = time.monotonic() - self.wall
            left = self.caps.wall_s - elapsed
            if left <= 0 and spent > BUSY * elapsed and elapsed < PATIENCE * self.caps.wall_s:
                # It works, and the machine has other work too.
                left = 0.05
            if left <= 0:
                raise Ended("wall", f"more than {self.caps.wall_s:g} s", round(spent * 1000, 3))
            if process.cancel is not None and process.cancel.is_set():
                raise Ended("cancelled", "cancelled")
            wait_s = min(left, max(self.caps.cpu_s - spent, 0.005), 0.05)
            if process.sampled_kb >= 0:
                process.sampled_kb = max(process.sampled_kb, process.resident_kb())
                wait_s = min(wait_s, SAMPLE_S)
            events = process.poll.poll(max(1, int(wait_s * 1000)))
            if any(fd == process.out for fd, _ in events):
                process._drain()
            if any(fd == process.channel.fileno() for fd, _ in events):
                return

    def _grace(self) -> float:
        full = self.process.resident_kb() > self.process.memory // 2048
        return GRACE_OF_THE_FULL if full else GRACE
