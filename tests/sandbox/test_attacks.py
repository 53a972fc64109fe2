"""The ways out of `tests/support/attacks.py`: in every tier, as root and as a plain user, and without isolation."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import attacks
import pytest

from sandbox.isolation import IsolationReport
from sandbox.launcher import Zygote

PYTHON = "/usr/bin/python3"
PLAIN = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--no-new-privs"]


@pytest.mark.parametrize("name", attacks.ATTACKS)
def test_attack_is_stopped(tier: tuple[Zygote, IsolationReport], name: str) -> None:
    assert attacks.attack(tier[0], name) != "through"


def test_control_run_without_isolation_shows_the_holes(bare: Zygote) -> None:
    expected = [name for name in attacks.ATTACKS if name not in attacks.HARMLESS | attacks.NEEDS_RIGHTS]
    dead = [name for name in expected if attacks.attack(bare, name) != "through"]
    assert dead == []


def test_deadly_calls_end_the_process(tier: tuple[Zygote, IsolationReport]) -> None:
    deadly = [
        "memory by process_vm_readv",
        "ptrace a process",
        "new namespaces",
        "mount",
        "io_uring",
        "the 32-bit door",
        "the old 32-bit door",
    ]
    assert {name: attacks.attack(tier[0], name) for name in deadly} == dict.fromkeys(deadly, "killed")


def test_self_test_passes_in_every_tier(tier: tuple[Zygote, IsolationReport]) -> None:
    report = tier[1]
    assert report.trusted
    assert report.total >= 42
    assert set(report.open) <= ({"metadata of a known file"} if report.tier in "BC" else set())


@pytest.mark.parametrize(("tier_name", "landlock_abi"), [("A", 1000), ("B", 1000), ("B", 1), ("C", 1000), ("E", 0)])
@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests run as a plain user already")
def test_as_a_plain_user(tier_name: str, landlock_abi: int) -> None:
    import numpy
    import pydantic
    import yaml

    import sandbox

    modules = (numpy, pydantic, yaml, sandbox)
    paths = sorted({str(Path(str(module.__file__)).parent.parent) for module in modules})
    program = f"import sys; sys.path[:0] = {paths!r}\n"
    ready = subprocess.run([*PLAIN, PYTHON, "-c", program + "import numpy, pydantic, yaml, sandbox"], check=False)
    if ready.returncode != 0:
        pytest.skip("no interpreter here that a plain user may run with what we need")
    run = (
        program
        + f"sys.argv = ['', {tier_name!r}, '{landlock_abi}']\nimport runpy\nrunpy.run_path({attacks.__file__!r}, run_name='__main__')"
    )
    done = subprocess.run([*PLAIN, PYTHON, "-c", run], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout)
    through = [name for name, ended in said["ended"].items() if ended == "through"]
    assert said["uid"] == 65534
    assert said["tier"] == tier_name
    assert len(through) > 40 if tier_name == "E" else through == []
