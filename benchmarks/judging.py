"""The judge's own cost: cold start, warm verdict and round trip, beside a bare Python and a bare round trip."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

COLD_TARGET = 1.5
"""Times the bare start."""
WARM_TARGET, CALL_TARGET = 20.0, 100.0
"""Milliseconds; microseconds."""
TESTS = 100
SPEC = {
    "id": "tiny",
    "title": "Tiny",
    "version": 1,
    "difficulty": 1,
    "minutes": 10,
    "topics": ["graph_search"],
    "entry": {"kind": "function", "name": "f"},
    "signature": "def f(x): ...",
    "facts": [{"ask": "a?", "fact": "b"}, {"ask": "c?", "fact": "d"}],
    "hints": ["one", "two", "three"],
}
SOURCE = "def f(x):\n    return x + 1\n"
CASES = f"""from casekit import Case
def visible(): return [Case("one", [1]), Case("two", [2])]
def hidden(): return [Case(f"case {{i}}", [i]) for i in range({TESTS - 2})]
"""


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - began)


def spread(took: list[float]) -> str:
    """Median, and the 10th and 90th percentiles."""
    took = sorted(took)
    return f"{statistics.median(took):7.1f}  (p10 {took[len(took) // 10]:.1f}, p90 {took[9 * len(took) // 10]:.1f})"


def folder() -> Path:
    """A problem of 100 tiny cases."""
    path = Path(tempfile.mkdtemp()) / "tiny"
    path.mkdir()
    texts = {
        "problem.yaml": yaml.safe_dump(SPEC),
        "statement.md": "# Tiny\n",
        "starter.py": "def f(x): ...\n",
        "reference.py": SOURCE,
        "cases.py": CASES,
    }
    for name, text in texts.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


def bare_start() -> None:
    """`python -c "import numpy"` with the interpreter and the environment that the sandbox gets."""
    import numpy

    environment = {"PYTHONPATH": str(Path(numpy.__file__).parent.parent), "OPENBLAS_NUM_THREADS": "1"}
    python = getattr(sys, "_base_executable", sys.executable)
    subprocess.run([python, "-c", "import numpy"], env=environment, check=True)


def bare_round_trips(count: int) -> list[float]:
    """Microseconds of a round trip of 60 bytes between two processes that do nothing else."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        ours.close()
        while data := theirs.recv(100):
            theirs.send(data)
        os._exit(0)
    theirs.close()

    def trip() -> None:
        ours.send(b"x" * 60)
        ours.recv(100)

    took = [1000 * timed(trip) for _ in range(count)]
    ours.close()
    os.waitpid(pid, 0)
    return took


def main() -> int:
    """Measure in turns, so that the machine's other work hits both alike; 1 where a target is missed."""
    from sandbox import pool, suite
    from sandbox.candidate import ask, call_caps, open_candidate
    from sandbox.judge import judge
    from sandbox.library import load_problem
    from sandbox.suite import SuiteCache

    problem = load_problem(folder())

    def verdict() -> None:
        assert judge(problem, SOURCE).passed == TESTS

    bare, cold, warm = [], [], []
    for _ in range(15):
        bare.append(timed(bare_start))
        pool.close_sandbox()
        suite._suites = SuiteCache()
        cold.append(timed(verdict))
        warm += [timed(verdict) for _ in range(5)]
    zygote, report = pool.open_sandbox().confirmed()
    case, caps = suite.suite_of(problem, zygote, problem.spec.seed, ("visible",), None).cases[0], call_caps(problem)
    with open_candidate(problem, SOURCE, zygote, cpu_s=60) as process:
        trips, calls = [], []
        for _ in range(10):
            trips += bare_round_trips(200)
            calls += [1000 * timed(lambda: ask(process, "call", case, caps, watch=True)) for _ in range(200)]
    ratio = statistics.median(cold) / statistics.median(bare)
    print(f"tier {report.tier} ({report.name}); load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"python -c 'import numpy'                {spread(bare)} ms")
    print(f"cold start to the verdict of {TESTS} tests   {spread(cold)} ms: {ratio:.2f} times (target {COLD_TARGET})")
    print(f"warm verdict of {TESTS} tests                {spread(warm)} ms (target {WARM_TARGET:.0f})")
    print(f"a round trip between two processes      {spread(trips)} us")
    print(f"a call, one by one                      {spread(calls)} us (target {CALL_TARGET:.0f})")
    held = (ratio <= COLD_TARGET, statistics.median(warm) <= WARM_TARGET, statistics.median(calls) <= CALL_TARGET)
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
