"""A root of our own: nothing in it but the folders that a program may read, mounted read-only."""

from __future__ import annotations

import os
from collections.abc import Sequence

from sandbox.inside import kernel
from sandbox.inside.kernel import call, mount

NAMESPACES = (
    kernel.CLONE_NEWNS
    | kernel.CLONE_NEWPID
    | kernel.CLONE_NEWNET
    | kernel.CLONE_NEWIPC
    | kernel.CLONE_NEWUTS
    | kernel.CLONE_NEWCGROUP
)
_KEPT = {
    os.ST_RDONLY: kernel.MS_RDONLY,
    os.ST_NOSUID: kernel.MS_NOSUID,
    os.ST_NODEV: kernel.MS_NODEV,
    os.ST_NOEXEC: kernel.MS_NOEXEC,
    os.ST_NOATIME: kernel.MS_NOATIME,
    os.ST_NODIRATIME: kernel.MS_NODIRATIME,
    os.ST_RELATIME: kernel.MS_RELATIME,
}


def enter_namespaces(inside_id: int) -> None:
    """Leave the machine's namespaces; the next process forked is the first of a new process table.

    Args:
        inside_id: user id that we have inside, where a user namespace is needed.

    Raises:
        OSError: the machine does not let us.
    """
    if os.geteuid() == 0:
        try:
            call("unshare", NAMESPACES)
            return
        except PermissionError:
            pass
    uid, gid = os.geteuid(), os.getegid()
    call("unshare", NAMESPACES | kernel.CLONE_NEWUSER)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{inside_id} {uid} 1"),
        ("gid_map", f"{inside_id} {gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(text)


def enter_root(readable: Sequence[str], hidden: Sequence[str]) -> None:
    """Make a root with nothing but `readable`, and move there.

    Args:
        readable: absolute folders, mounted read-only at their own paths, outer ones before inner ones.
        hidden: folders within them that are covered by an empty one before the inner ones are mounted.

    Raises:
        OSError: a mount was refused.
    """
    base = next(folder for folder in ("/tmp", "/run", "/mnt", "/var", "/usr") if os.path.isdir(folder))
    # Held open, because the new root covers `base`, and a folder may lie below it.
    sources = {path: os.open(path, os.O_PATH | os.O_CLOEXEC) for path in readable}
    proc = os.open("/proc/self/fd", os.O_PATH | os.O_CLOEXEC)
    mount(b"none", b"/", b"", kernel.MS_REC | kernel.MS_PRIVATE)
    _tmpfs(base)
    covered: list[str] = []
    for path, source in sources.items():
        for folder in hidden:
            if folder not in covered and path.startswith(folder + "/"):
                # The folder that holds this one must be there before it is covered.
                _tmpfs(base + folder)
                covered.append(folder)
        target = base + path
        os.makedirs(target, 0o755, exist_ok=True)
        # Through the descriptor of /proc: /proc itself may lie below the new root.
        os.fchdir(proc)
        mount(str(source).encode(), target.encode(), b"", kernel.MS_BIND | kernel.MS_REC)
        _read_only(target)
        os.close(source)
    for folder in hidden:
        if folder not in covered and os.path.isdir(base + folder):
            _tmpfs(base + folder)
            covered.append(folder)
    os.close(proc)
    for folder in covered:
        _read_only(base + folder)
    os.chdir(base)
    call("pivot_root", b".", b".")
    call("umount2", b".", kernel.MNT_DETACH)
    _read_only("/")
    os.chdir("/")


def _tmpfs(target: str) -> None:
    flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    mount(b"tmpfs", target.encode(), b"tmpfs", flags, b"size=1m,mode=755")


def _read_only(target: str) -> None:
    # A user namespace may not drop flags that the mount had outside.
    has = os.statvfs(target).f_flag
    flags = kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY | kernel.MS_NOSUID | kernel.MS_NODEV
    for seen, flag in _KEPT.items():
        if has & seen:
            flags |= flag
    mount(b"none", target.encode(), b"", flags)
