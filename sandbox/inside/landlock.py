"""Landlock: what files can be opened, and on newer kernels ports, abstract sockets and signals."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable

from sandbox.inside.kernel import call, raw

READ_FILE = 1 << 2
READ_DIR = 1 << 3
# Rights of files by the version of the interface that brought them: 13 at first, then refer, truncate, ioctl.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_PORTS = 0b11
_SCOPES = 0b11


def abi() -> int:
    """Version of the kernel's Landlock, 0 where it has none."""
    version, _ = raw("landlock_create_ruleset", None, 0, 1)
    return max(0, version)


def prepare(version: int, readable: Iterable[str]) -> int:
    """A ruleset that denies everything Landlock knows of, except reading `readable`; gives its descriptor.

    Args:
        version: what `abi()` gave, or a lower one.
        readable: files, or folders with all below; one that cannot be opened is left out.

    Raises:
        OSError: the kernel refused.
    """
    rights = (1 << _FILE_RIGHTS[min(version, 5)]) - 1
    attributes = struct.pack("<Q", rights)
    if version >= 4:
        attributes += struct.pack("<Q", _PORTS)
    if version >= 6:
        attributes += struct.pack("<Q", _SCOPES)
    ruleset = call("landlock_create_ruleset", attributes, len(attributes), 0)
    for path in readable:
        _allow(ruleset, path)
    return ruleset


def restrict(ruleset: int) -> None:
    """Put a ruleset on this process for good and close it; no_new_privs must be set.

    Raises:
        OSError: the kernel refused.
    """
    try:
        call("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights = READ_FILE | READ_DIR if os.path.isdir(path) else READ_FILE
        call("landlock_add_rule", ruleset, 1, struct.pack("<Qi", rights, fd), 0)
    finally:
        os.close(fd)


def scope_signals() -> None:
    """Put this process into a domain of its own, so that no signal leaves it; needs version 6.

    Raises:
        OSError: the kernel refused.
    """
    attributes = struct.pack("<QQQ", 0, 0, _SCOPES)
    restrict(call("landlock_create_ruleset", attributes, len(attributes), 0))
