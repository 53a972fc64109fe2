"""Killing the product at any moment leaves no process behind, in any tier."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from sandbox.isolation import IsolationReport
from sandbox.launcher import Zygote

JUDGE = """
import json, sys, threading
from sandbox import isolation, pool
tier, abi, mode = sys.argv[1], int(sys.argv[2]), sys.argv[3]
begin = isolation.begin
pool.begin = lambda tiers: begin((tier,), abi)
if tier == "D":
    from sandbox import seatbelt
    seatbelt.TOOL = sys.argv[4]
    isolation.self_test = lambda zygote: {"all": True}
if mode == "judging":
    from sandbox.judge import judge
    print("ready", flush=True)
    judge("lru_cache_pins", "class LRUCache:\\n    def __init__(self, n):\\n        while True: pass")
from sandbox.broker import Caps, Process
zygote, _ = pool.open_sandbox(unsafe=tier == "E").confirmed()
warm = [Process(zygote, memory=2**28, cpu_s=60, output=1000) for _ in range(3)]
entry = {"kind": "function", "name": "f", "result": "return", "items": 1}
deaf = "import signal\\nfor s in range(1, 65):\\n    try: signal.signal(s, signal.SIG_IGN)\\n    except Exception: pass\\n"
source = deaf + "def f():\\n    while True: pass"
for process in warm:
    process.request(json.dumps({"op": "load", "source": source, "entry": entry}).encode()[:-1], (), Caps(60, 60))
print("ready", flush=True)
if mode == "in a case":
    call = {"op": "call", "input": {"args": [], "kwargs": {"d": []}, "calls": []}}
    warm[0].request(json.dumps(call).encode()[:-1], (), Caps(60, 60))
threading.Event().wait()
"""
HELPER = textwrap.dedent(
    """
    # Orphans of a subreaper's children become its own children, so none can hide.
    import ctypes, json, os, random, signal, subprocess, sys, time
    assert ctypes.CDLL(None).prctl(36, 1, 0, 0, 0) == 0
    rounds, seed, judge, *args = sys.argv[1:]
    rng = random.Random(int(seed))

    def below(pid):
        found = []
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children") as file:
                for child in map(int, file.read().split()):
                    found += [child, *below(child)]
        return found

    slowest, seen = 0.0, []
    for _ in range(int(rounds)):
        process = subprocess.Popen([sys.executable, "-c", judge, *args], stdout=subprocess.PIPE)
        assert process.stdout.readline() == b"ready\\n"
        time.sleep(rng.uniform(0.0, 1.5) if args[2] == "judging" else 0.05)
        try:
            seen.append(len(below(process.pid)))
        except FileNotFoundError:
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()
        start = time.monotonic()
        while True:
            try:
                os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                break
            if time.monotonic() - start > 20:
                sys.exit("a process is left")
            time.sleep(0.002)
        slowest = max(slowest, time.monotonic() - start)
    print(json.dumps({"slowest_s": slowest, "seen": seen}))
    """
)
ABI = 1000


def kill(
    rounds: int, seed: int, tier: str = "A", mode: str = "judging", landlock_abi: int = ABI, tool: str = ""
) -> list[int]:
    """Start and kill a judge so many times; gives how many processes it had each time."""
    command = [sys.executable, "-c", HELPER, str(rounds), str(seed), JUDGE, tier, str(landlock_abi), mode, tool]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert len(said["seen"]) >= rounds - 1
    seen: list[int] = said["seen"]
    return seen


@pytest.mark.parametrize("mode", ["warm", "in a case"])
def test_no_process_is_left_of_a_warm_judge(tier: tuple[Zygote, IsolationReport], mode: str) -> None:
    report = tier[1]
    # The zygote's two or three processes, and three of programs.
    assert kill(1, 0, report.tier, mode, report.landlock_abi)[0] >= 5


@pytest.mark.parametrize("mode", ["warm", "in a case"])
def test_no_process_is_left_without_isolation(mode: str) -> None:
    assert kill(1, 0, "E", mode)[0] >= 5


@pytest.mark.parametrize("mode", ["warm", "in a case", "judging"])
def test_no_process_is_left_of_a_guarded_judge(mode: str, tmp_path: Path) -> None:
    tool = tmp_path / "sandbox-exec"
    tool.write_text('#!/bin/sh\nshift 2\nexec "$@"\n')
    tool.chmod(0o755)
    assert max(kill(2, 3, "D", mode, tool=str(tool))) >= 1


def test_no_process_is_left_when_killed_while_judging(tier: tuple[Zygote, IsolationReport]) -> None:
    report = tier[1]
    assert max(kill(4, 1, report.tier, landlock_abi=report.landlock_abi)) >= 1


@pytest.mark.soak
def test_no_process_is_left_in_many_kills(tier: tuple[Zygote, IsolationReport]) -> None:
    report = tier[1]
    assert max(kill(100, 2, report.tier, landlock_abi=report.landlock_abi)) >= 3
