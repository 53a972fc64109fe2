"""The profile and the command of `sandbox-exec`, macOS's tool for its own sandbox (Seatbelt); text only.

The profile denies everything that it does not allow; of two rules that fit, the later one counts. The tool is marked as
deprecated and works; what the profile stops on a given machine is found by the self-test, never taken for granted.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence

from sandbox.inside.places import Places

TOOL = "/usr/bin/sandbox-exec"
SYSTEM = ("/usr/lib", "/System/Library", "/System/Volumes/Preboot/Cryptexes", "/Library/Apple/System/Library")
"""The system's own libraries: no user's files are below."""
DEVICES = ("/dev/null",)
_READ = "file-read* file-map-executable"


def quoted(path: str) -> str:
    """A path as a string of the profile's language.

    Raises:
        ValueError: it has characters that could end the string's line.
    """
    if not path.startswith("/") or not path.isprintable():
        raise ValueError(f"not a path for a profile: {path!r}")
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'


def profile(executables: Sequence[str], libraries: Sequence[str], where: Places) -> str:
    """What a program's process may do: run the one interpreter, read its libraries, end itself.

    Args:
        executables: files that may be run: the interpreter, after links, and what its stub starts.
        libraries: its own shared libraries.
        where: standard library, what is hidden below it, and numpy, which may lie below the hidden folders.
    """
    rules = [
        "(version 1)",
        "(deny default)",
        "(allow sysctl-read)",
        "(allow signal (target self))",
        f"(allow process-exec {_filters('literal', executables)})",
        "(allow file-read-metadata)",
        f"(allow {_READ} {_filters('literal', [*executables, *libraries, *DEVICES])})",
        f"(allow {_READ} {_filters('subpath', [*SYSTEM, where.stdlib])})",
    ]
    if where.hidden:
        rules.append(f"(deny {_READ} {_filters('subpath', where.hidden)})")
    if where.numpy:
        rules.append(f"(allow {_READ} {_filters('subpath', where.numpy)})")
    # Once more at the end, where nothing can come after them.
    rules += [f"(deny {what})" for what in ("network*", "file-write*", "process-fork", "mach-lookup", "ipc-posix-shm*")]
    return "\n".join(rules)


def _filters(kind: str, paths: Sequence[str]) -> str:
    return " ".join(f"({kind} {quoted(path)})" for path in paths)


def command(python: str, prefix: str, where: Places, arguments: Sequence[str]) -> list[str]:
    """The command line of one program's interpreter under its profile.

    Args:
        python: the interpreter.
        prefix: where it is installed; a framework of macOS has its library and the file that its stub starts there.
        where: what it may read.
        arguments: of the interpreter.
    """
    python = os.path.realpath(python)
    framework = os.path.join(prefix, "Python"), os.path.join(prefix, "Resources/Python.app/Contents/MacOS/Python")
    libraries = glob.glob(os.path.join(glob.escape(os.path.dirname(where.stdlib)), "libpython*"))
    text = profile([python, framework[1]], [framework[0], *sorted(libraries)], where)
    return [TOOL, "-p", text, python, *arguments]
