"""The mode for macOS, as far as it can be tried elsewhere: its texts, its choice, and its processes under a stand-in.

The stand-in for `sandbox-exec` runs the command without any profile. The self-test must then refuse the tier; where it
is told that all is well, the rest of the mode (fresh processes, limits watched from outside) is what is tested.
"""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from sandbox import darwin, isolation, seatbelt
from sandbox.correctness import run_cases
from sandbox.errors import IsolationError
from sandbox.inside.author import GROUPS
from sandbox.inside.places import Places
from sandbox.launcher import Zygote
from sandbox.problem import Problem
from sandbox.suite import suite_of

MakeProblem = Callable[..., Problem]
WHERE = Places("/py/lib/python3.12", ("/py/lib/python3.12/site-packages/numpy",), ("/py/lib/python3.12/site-packages",))


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    tool = tmp_path / "sandbox-exec"
    tool.write_text('#!/bin/sh\n[ "$1" = -p ] || exit 9\nshift 2\nexec "$@"\n')
    tool.chmod(0o755)
    monkeypatch.setattr(seatbelt, "TOOL", str(tool))
    return str(tool)


def on(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(isolation, "sys", SimpleNamespace(platform=platform, version=sys.version))


@pytest.fixture
def guarded(stand_in: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Zygote]:
    monkeypatch.setattr(isolation, "self_test", lambda zygote: {"all": True})
    on(monkeypatch, "darwin")
    zygote, report = isolation.isolate()
    assert (report.tier, report.trusted, report.landlock_abi) == ("D", True, 0)
    assert "weaker" in report.todo
    yield zygote
    zygote.close()


def test_profile_denies_what_it_does_not_allow() -> None:
    lines = seatbelt.profile(["/py/bin/python3.12"], ["/py/lib/libpython3.12.dylib"], WHERE).splitlines()
    assert lines[:2] == ["(version 1)", "(deny default)"]
    assert all(line.count("(") == line.count(")") for line in lines)
    assert lines[-5:] == [
        f"(deny {what})" for what in ("network*", "file-write*", "process-fork", "mach-lookup", "ipc-posix-shm*")
    ]
    allowed = [line for line in lines if line.startswith("(allow")]
    assert not any("write" in line or "network" in line or "fork" in line for line in allowed)
    assert [line for line in lines if "process-exec" in line] == ['(allow process-exec (literal "/py/bin/python3.12"))']


def test_later_rules_count_so_numpy_comes_after_what_is_hidden() -> None:
    text = seatbelt.profile(["/py/bin/python3.12"], [], WHERE)
    library, hidden, numpy = (
        text.index(f'(subpath "{path}")') for path in (WHERE.stdlib, WHERE.hidden[0], WHERE.numpy[0])
    )
    assert library < hidden < numpy
    assert re.search(r"\(deny file-read\* [^\n]*site-packages\"\)\)\n", text)


def test_paths_cannot_end_a_string() -> None:
    assert seatbelt.quoted('/a "b"\\c') == '"/a \\"b\\"\\\\c"'
    for path in ("relative", "/a\n(allow default)", "/a\0b", ""):
        with pytest.raises(ValueError, match="not a path"):
            seatbelt.quoted(path)


def test_command() -> None:
    argv = seatbelt.command(sys.executable, "/py", WHERE, ["-I", "-c", "x"])
    assert argv[:2] == [seatbelt.TOOL, "-p"]
    assert argv[3:] == [str(Path(sys.executable).resolve()), "-I", "-c", "x"]
    assert '(literal "/py/Resources/Python.app/Contents/MacOS/Python")' in argv[2]


def test_usage_is_read_from_the_system_s_struct() -> None:
    words = [0] * darwin.WORDS
    words[0], words[1], words[7], words[28] = 24_000_000, 12_000_000, 50 * 2**20, 80 * 2**20
    found = darwin.decoded(struct.pack(f"=16s{darwin.WORDS}Q", b"uuid", *words), 125, 3)
    assert found == darwin.Usage(1.5, 50 * 1024, 80 * 1024)


@pytest.mark.parametrize(
    ("platform", "words"), [("darwin", "there is no /usr/bin/no-sandbox-exec"), ("win32", "there is none for win32")]
)
def test_a_platform_without_a_tier_is_refused(monkeypatch: pytest.MonkeyPatch, platform: str, words: str) -> None:
    monkeypatch.setattr(seatbelt, "TOOL", "/usr/bin/no-sandbox-exec")
    on(monkeypatch, platform)
    with pytest.raises(IsolationError, match=words) as caught:
        isolation.isolate()
    assert caught.value.exit_status == 3
    report = isolation.probe()
    assert (report.tier, report.trusted) == ("E", False)
    assert words in report.missing["all"]
    assert "--unsafe-no-isolation" in report.todo


def test_a_profile_that_stops_nothing_is_refused(monkeypatch: pytest.MonkeyPatch, stand_in: str) -> None:
    on(monkeypatch, "darwin")
    with pytest.raises(IsolationError) as caught:
        isolation.isolate()
    for hole in ("read the product's file", "make a file in /tmp", "open a TCP socket"):
        assert hole in caught.value.happened


def test_without_isolation_on_that_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, "darwin")
    zygote, report = isolation.isolate(("E",))
    assert zygote.guarded
    assert (report.tier, report.trusted) == ("E", False)
    zygote.close()


@pytest.mark.parametrize(
    ("expected", "source"),
    [
        ("AC", "def f(x):\n    return x + 1\n"),
        ("AC", "import numpy, decimal, fractions\ndef f(x):\n    return int(numpy.int64(x)) + 1\n"),
        ("WA", "def f(x):\n    return x\n"),
        ("TLE", "def f(x):\n    while True: pass\n"),
        ("TLE", "import time\ndef f(x):\n    time.sleep(60)\n"),
        ("MLE", "kept = []\ndef f(x):\n    while True: kept.append(bytes(10**6))\n"),
        ("OLE", "def f(x):\n    while True: print('x' * 10000)\n"),
        ("RE", "import os\ndef f(x):\n    os._exit(0)\n"),
        ("RE", "import os\ndef f(x):\n    os.abort()\n"),
        ("RE", "import os\ndef f(x):\n    return open('/tmp/hotseat-guarded', 'wb', 0).write(b'x' * 10)\n"),
        ("CE", "def f(x: return\n"),
        ("AC", "import os\ndef f(x):\n    n = 0\n    for fd in range(4, 512):\n        try: os.fstat(fd); n += 1\n        except OSError: pass\n    return x + 1 + n\n"),
        ("AC", "import os\ndef f(x):\n    return x + 1 if 'PATH' not in os.environ and 'HOME' not in os.environ else 0\n"),
    ],
)  # fmt: skip
def test_verdicts_of_guarded_processes(guarded: Zygote, make_problem: MakeProblem, expected: str, source: str) -> None:
    problem = make_problem(limits={"cpu_s": 0.6, "wall_s": 2, "memory_mb": 64, "output_kb": 64})
    suite = suite_of(problem, guarded, 1, GROUPS, None)
    first = run_cases(problem, source, guarded, suite.cases[:1]).results[0]
    Path("/tmp/hotseat-guarded").unlink(missing_ok=True)
    assert first.verdict == expected, first


def test_large_arrays_without_shared_memory(guarded: Zygote, make_problem: MakeProblem) -> None:
    cases = "from casekit import Case\nimport numpy as np\ndef visible(): return [Case('a', [np.arange(300_000.)])]\ndef hidden(): return []\n"
    problem = make_problem("def f(x):\n    return x + 1\n", cases)
    suite = suite_of(problem, guarded, 1, GROUPS, None)
    for source, expected in (("return x + 1", "AC"), ("x += 1\n    return x", "WA"), ("return x", "WA")):
        run = run_cases(problem, f"def f(x):\n    {source}\n", guarded, suite.cases)
        assert run.results[0].verdict == expected, run.results[0]


def test_what_a_mac_imports_needs_nothing_of_linux() -> None:
    """A Mac's Python has none of these names; the modules that run there must not look for them when imported."""
    program = """
import fcntl, os, resource, select, signal, socket, sys, time
for module, names in {
    os: [n for n in dir(os) if n.startswith(("ST_NOD", "ST_NOEXEC", "ST_NOATIME", "ST_REL", "O_PATH", "MFD_", "memfd", "pidfd", "sched_", "CLONE_", "unshare", "setns", "eventfd"))],
    fcntl: [n for n in dir(fcntl) if "SEAL" in n],
    resource: ["prlimit"],
    signal: ["pidfd_send_signal"],
}.items():
    for name in names:
        if hasattr(module, name): delattr(module, name)
import sandbox.judge, sandbox.isolation, sandbox.check, sandbox.timing, sandbox.inside.warden, sandbox.inside.guarded, sandbox.inside.probes
print("sandbox.inside.confine" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "False"
