"""Frames of the sandboxed side: two little-endian 32-bit lengths, a JSON header, a body of raw bytes."""

from __future__ import annotations

import socket
import struct
from collections.abc import Sequence

LENGTHS = struct.Struct("<II")
CHUNK = 65_536
"""The judge sends a frame only when the last has been answered, so that no more than one is ever there."""


def receive(channel: socket.socket) -> tuple[memoryview, memoryview] | None:
    """Header and body of the next frame, None at the end of the stream; small frames come with one call."""
    start = channel.recv(CHUNK)
    while 0 < len(start) < LENGTHS.size:
        more = channel.recv(CHUNK)
        if not more:
            return None
        start += more
    if not start:
        return None
    header_size, body_size = LENGTHS.unpack_from(start)
    size = LENGTHS.size + header_size + body_size
    data: bytes | bytearray = start
    if len(start) < size:
        data = bytearray(size)
        data[: len(start)] = start
        view = memoryview(data)[len(start) :]
        while view:
            count = channel.recv_into(view)
            if count == 0:
                return None
            view = view[count:]
    frame = memoryview(data)
    return frame[LENGTHS.size : LENGTHS.size + header_size], frame[LENGTHS.size + header_size :]


def send(channel: socket.socket, header: bytes, body: Sequence[bytes] = ()) -> None:
    """Send one frame."""
    size = sum(map(len, body))
    channel.sendall(LENGTHS.pack(len(header), size) + header)
    for part in body:
        if part:
            channel.sendall(part)
