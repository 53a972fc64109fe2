"""Frames of the sandboxed side: two little-endian 32-bit lengths, a JSON header, a body of raw bytes."""

from __future__ import annotations

import socket
import struct
from collections.abc import Sequence

LENGTHS = struct.Struct("<II")


def receive(channel: socket.socket) -> tuple[bytes, memoryview] | None:
    """Header and body of the next frame, None at the end of the stream."""
    lengths = _exactly(channel, LENGTHS.size)
    if lengths is None:
        return None
    header_size, body_size = LENGTHS.unpack(lengths)
    data = _exactly(channel, header_size + body_size)
    if data is None:
        return None
    return bytes(data[:header_size]), memoryview(data)[header_size:]


def send(channel: socket.socket, header: bytes, body: Sequence[bytes] = ()) -> None:
    """Send one frame."""
    size = sum(map(len, body))
    channel.sendall(LENGTHS.pack(len(header), size) + header)
    for part in body:
        if part:
            channel.sendall(part)


def _exactly(channel: socket.socket, size: int) -> bytearray | None:
    data = bytearray(size)
    view = memoryview(data)
    while view:
        count = channel.recv_into(view)
        if count == 0:
            return None
        view = view[count:]
    return data
