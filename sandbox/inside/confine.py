"""The tiers of isolation: what is done, in which order, to the zygote and to each of its children."""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Sequence
from typing import Any

from sandbox.inside import jail, kernel, landlock, seccomp
from sandbox.inside.places import Places

UNUSED_ID = 0x7FFE0001
"""User and group id that belong to nobody."""
NOBODY = 65_534


class Refused(Exception):
    """A layer could not be put on; the text says which and why."""


def enter_jail(where: Places) -> None:
    """Tier A's first half: namespaces and root; the next process forked is inside.

    Raises:
        Refused: the machine does not let us.
    """
    try:
        jail.enter_namespaces(UNUSED_ID)
    except OSError as error:
        raise Refused(f"namespaces are refused ({error})") from None
    try:
        jail.enter_root([where.stdlib, *where.numpy], where.hidden)
    except OSError as error:
        raise Refused(f"a private root is refused ({error})") from None


def close_zygote(tier: str, where: Places, landlock_abi: int, one_id: bool) -> None:
    """Give up rights, ids and files in the zygote.

    Args:
        tier: A, B, C or E.
        where: folders that programs may read.
        landlock_abi: version to use.
        one_id: what `has_one_id` gave at the start.

    Raises:
        Refused: a layer of the tier could not be put on.
    """
    if tier == "E":
        return
    ruleset = -1
    if tier in "AB":
        if landlock_abi < 1:
            raise Refused("the kernel has no Landlock")
        # Opened with our rights: the interpreter may lie in a folder that is closed to others.
        try:
            readable: Sequence[str] = [where.stdlib, *where.numpy] if tier == "A" else where.children()
            ruleset = landlock.prepare(landlock_abi, readable)
        except OSError as error:
            raise Refused(f"Landlock is refused ({error})") from None
    try:
        _drop_ids(one_id)
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        kernel.drop_capabilities()
        kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    except OSError as error:
        raise Refused(f"rights cannot be given up ({error})") from None
    try:
        if ruleset >= 0:
            landlock.restrict(ruleset)
    except OSError as error:
        raise Refused(f"Landlock is refused ({error})") from None
    try:
        seccomp.install(seccomp.zygote_filter())
    except OSError as error:
        raise Refused(f"seccomp is refused ({error})") from None


def _drop_ids(one_id: bool) -> None:
    """Root becomes nobody.

    Raises:
        OSError: it cannot.
    """
    if os.geteuid() != 0:
        return
    if one_id:
        # Root of a user namespace of one id is the plain user outside; its capabilities go next.
        return
    for number in (UNUSED_ID, NOBODY):
        try:
            os.setgroups([])
            os.setresgid(number, number, number)
            os.setresuid(number, number, number)
            return
        except OSError as error:
            # A container may have no such id.
            if error.errno != errno.EINVAL or number == NOBODY:
                raise


def has_one_id() -> bool:
    """True if this user namespace has a single id, so that there is none to change to; needs /proc."""
    with open("/proc/self/uid_map", encoding="ascii") as file:
        return [line.split()[2] for line in file] == ["1"]


def close_child(tier: str, order: dict[str, Any], used: int, landlock_abi: int) -> None:
    """Limits and filter of one program's process.

    Args:
        tier: the zygote's.
        order: memory (bytes beyond the interpreter's), cpu (seconds), arena (bytes).
        used: address space of the interpreter.
        landlock_abi: the zygote's.
    """
    space = used + order["memory"] + order["arena"]
    for what, value in (
        (resource.RLIMIT_AS, space),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        resource.setrlimit(what, (value, value))
    # The first bound ends the process with a signal that tells why.
    resource.setrlimit(resource.RLIMIT_CPU, (order["cpu"], order["cpu"] + 1))
    if tier == "E":
        return
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    # Cleared by fork.
    kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
    if landlock_abi >= 6 and tier in "AB":
        # A domain of its own: the zygote and its other children are out of reach of signals.
        landlock.scope_signals()
    seccomp.install(seccomp.program_filter(os.getpid(), opens=tier in "AB"))
