"""Verdicts at the limits do not depend on what else the machine does."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from sandbox import broker
from sandbox.judge import judge
from sandbox.kernel_view import cpu_seconds
from sandbox.problem import Problem

MakeProblem = Callable[..., Problem]
LIMITS = {"cpu_s": 0.4, "wall_s": 6, "memory_mb": 64}
BURN = "import time\ndef burn(s):\n    end = time.process_time() + s\n    while time.process_time() < end: pass\n"


@pytest.fixture
def busy() -> Iterator[None]:
    """Every core has something else to do."""
    spin = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(3)]
    yield
    for process in spin:
        process.kill()
        process.wait()


def test_a_near_miss_is_run_again(make_problem: MakeProblem, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first process is charged a fifth more, as on a machine whose cores are shared."""
    dear: list[int] = []

    def charged(pid: int) -> float:
        if not dear:
            dear.append(pid)
        return cpu_seconds(pid) * (1.2 if pid == dear[0] else 1.0)

    problem = make_problem(limits=LIMITS)
    source = BURN + "def f(x):\n    burn(0.36)\n    return x + 1\n"
    judge(problem, "def f(x):\n    return x\n")
    monkeypatch.setattr(broker, "cpu_seconds", charged)
    verdict = judge(problem, source, only_visible=True)
    assert verdict.verdict == "AC", verdict.cases
    assert len(dear) == 1


def test_what_always_misses_the_limit_is_too_slow(make_problem: MakeProblem) -> None:
    problem = make_problem(limits=LIMITS)
    verdict = judge(problem, BURN + "def f(x):\n    burn(0.44)\n    return x + 1\n", only_visible=True)
    assert verdict.verdict == "TLE"
    assert "more than 0.4 s of CPU time" in verdict.cases[0].message


GROWS = (
    BURN
    + "kept = []\ndef f(x):\n    {before}\n    while True:\n        kept.append(bytearray(10**6))\n        burn({pause})\n"
)


@pytest.mark.parametrize(
    ("before", "pause", "expected"),
    [("", 0.0072, "MLE"), ("", 0.003, "MLE"), ("burn(9)", 0.0, "TLE"), ("", 0.05, "TLE")],
)
def test_memory_that_runs_out_with_the_time_is_memory(
    make_problem: MakeProblem, before: str, pause: float, expected: str
) -> None:
    """64 MB at 7.2 ms of CPU time each take 0.46 s; 0.4 s are allowed."""
    problem = make_problem(limits=LIMITS)
    source = GROWS.format(before=before or "pass", pause=pause)
    assert judge(problem, source, only_visible=True).verdict == expected


def test_a_full_memory_is_no_way_to_more_time(make_problem: MakeProblem) -> None:
    problem = make_problem(limits=LIMITS)
    source = BURN + "kept = bytearray(4 * 10**7)\ndef f(x):\n    burn(0.5)\n    return x + 1\n"
    assert judge(problem, source, only_visible=True).verdict == "TLE"
    start = time.monotonic()
    endless = judge(problem, BURN + "kept = bytearray(4 * 10**7)\ndef f(x):\n    burn(60)\n", only_visible=True)
    assert endless.verdict == "TLE"
    assert time.monotonic() - start < 30


@pytest.mark.soak
def test_verdicts_are_the_same_on_a_busy_machine(make_problem: MakeProblem, busy: None) -> None:
    problem = make_problem(limits=LIMITS)
    for source, expected in (
        (BURN + "def f(x):\n    burn(0.25)\n    return x + 1\n", "AC"),
        (GROWS.format(before="pass", pause=0.006), "MLE"),
        (BURN + "def f(x):\n    burn(9)\n", "TLE"),
        ("import time\ndef f(x):\n    time.sleep(60)\n", "TLE"),
    ):
        for _ in range(2):
            assert judge(problem, source, only_visible=True).verdict == expected, source


TIMED = """
from casekit import Case
def visible(): return [Case("one", [[1]]), Case("two", [[2, 1]])]
def hidden(): return []
def sized(n, rng): return Case(str(n), [[rng.random() for _ in range(n)]])
"""


@pytest.mark.soak
def test_ratio_to_the_reference_on_a_busy_machine(make_problem: MakeProblem, busy: None) -> None:
    linear = "def f(x):\n    t = 0\n    for v in x:\n        t += v > 0\n    return t\n"
    problem = make_problem(linear, TIMED, performance={"sizes": [60_000], "ratio_max": 3})
    for source, expected in ((linear, "AC"), (linear.replace("t += v > 0", "t += v > 0; " + "v * v; " * 60), "TLE")):
        verdict = judge(problem, source)
        assert verdict.verdict == expected, (verdict.ratio, verdict.cases)
