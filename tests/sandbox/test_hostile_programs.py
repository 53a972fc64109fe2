"""Whole submissions that try to get a verdict they have not earned, or to take the judge down."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import pytest

from sandbox import candidate
from sandbox.correctness import run_cases
from sandbox.inside.author import GROUPS
from sandbox.isolation import IsolationReport
from sandbox.launcher import Zygote
from sandbox.problem import Problem
from sandbox.suite import suite_of

MakeProblem = Callable[..., Problem]
LIMITS = {"cpu_s": 0.4, "wall_s": 0.8, "memory_mb": 64, "output_kb": 64, "result_kb": 256}

PROGRAMS: dict[str, tuple[str, str]] = {
    "loops": ("TLE", "def f(x):\n    while True: pass"),
    "sleeps": ("TLE", "import time\ndef f(x): time.sleep(60)"),
    "loops while loading": ("TLE", "while True: pass"),
    "swallows everything": ("TLE", "def f(x):\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass"),
    "ignores signals": ("TLE", "import signal\nfor s in range(1, 65):\n    try: signal.signal(s, signal.SIG_IGN)\n    except Exception: pass\ndef f(x):\n    while True: pass"),
    "hangs in C": ("TLE", "def f(x): return pow(7**100000, 7**100000, 3**100000)"),
    "takes all memory": ("MLE", "def f(x): return len([0] * 10**9)"),
    "grows": ("MLE", "def f(x):\n    a = []\n    while True: a.append('x' * 10**5)"),
    "a huge array": ("MLE", "import numpy\ndef f(x): return numpy.ones(10**10)"),
    "a flood of output": ("OLE", "def f(x):\n    while True: print('x' * 10000)"),
    "a flood on stderr": ("OLE", "import sys\ndef f(x):\n    while True: sys.stderr.write('x' * 10000)"),
    "a huge answer": ("OLE", "def f(x): return 'x' * 10**6"),
    "exit": ("RE", "import os\ndef f(x): os._exit(0)"),
    "exit while loading": ("RE", "import os\nos._exit(0)"),
    "sys.exit": ("RE", "import sys\ndef f(x): sys.exit(0)"),
    "KeyboardInterrupt": ("RE", "def f(x): raise KeyboardInterrupt"),
    "segfault": ("RE", "import ctypes\ndef f(x): ctypes.string_at(0)"),
    "abort": ("RE", "import os\ndef f(x): os.abort()"),
    "a forged verdict": ("WA", "print('{\"verdict\": \"AC\"}')\ndef f(x):\n    print('AC')\n    return None"),
    "an exception of its own": ("RE", "class E(Exception):\n    def __str__(self): raise self\ndef f(x): raise E"),
    "a frame in advance": ("RE", "import os, struct\ndef f(x):\n    h = b'{\"nonce\":\"0\",\"value\":2}'\n    os.write(3, struct.pack('<II', len(h), 0) + h)\n    return x + 1"),
    "a frame of 4 GB": ("OLE", "import os, struct\ndef f(x): os.write(3, struct.pack('<II', 2**32 - 1, 0))"),
    "half a frame": ("TLE", "import os, time\ndef f(x):\n    os.write(3, b'\\x10\\0\\0\\0\\0\\0\\0\\0{')\n    time.sleep(60)"),
    "a frame of brackets": ("RE", "import os, struct\ndef f(x):\n    h = b'[' * 100000\n    os.write(3, struct.pack('<II', len(h), 0) + h)"),
    "no JSON": ("RE", "import os, struct\ndef f(x):\n    os.write(3, struct.pack('<II', 4, 0) + b'\\xff\\0ab')"),
    "closes the channel": ("RE", "import os\ndef f(x): os.close(3)"),
    "replies with everything equal": ("RE", "class A:\n    def __eq__(self, o): return True\ndef f(x): return A()"),
    "an int of its own": ("RE", "class I(int):\n    def __eq__(self, o): return True\n    __hash__ = int.__hash__\ndef f(x): return I(5)"),
    "a patched encoder": ("RE", "import json\njson.dumps = lambda *a, **k: '{}'\nimport builtins\nbuiltins.len = lambda x: 0\ndef f(x): return 5"),
    "a taken over worker": ("WA", "import gc\nfor o in gc.get_objects():\n    if type(o).__name__ == 'Worker': o._answer = lambda *a: {'value': True, 'verdict': 'AC', 'ok': True}\ndef f(x): return 0"),
    "a bool for an int": ("WA", "def f(x): return True"),
    "a float for an int": ("WA", "def f(x): return float(x + 1)"),
    "a numpy int": ("WA", "import numpy\ndef f(x): return numpy.int64(x + 1)"),
    "an endless int": ("RE", "def f(x): return 10**200000"),
    "a nested answer": ("RE", "def f(x):\n    a = []\n    for _ in range(10000): a = [a]\n    return a"),
    "an answer that holds itself": ("RE", "def f(x):\n    a = []\n    a.append(a)\n    return a"),
    "an object array": ("RE", "import numpy\ndef f(x): return numpy.array([object()])"),
    "a generator": ("RE", "def f(x):\n    yield x + 1"),
    "colliding keys": ("WA", "def f(x): return {k * (2**61 - 1): 0 for k in range(1, 1500)}"),
    "terminal commands in an exception": ("RE", "def f(x): raise ValueError('\\x1b[2J\\x1b]0;x\\x07\\u202e\\ud800')"),
    "a missing name": ("CE", "def g(x): return 1"),
    "bad syntax": ("CE", "def f(x: return"),
    "an exception while loading": ("CE", "1 / 0"),
    "null": ("CE", "f = 3"),
    "deep recursion": ("RE", "def f(x): return f(x)"),
    "threads of its own": ("RE", "import threading\ndef f(x):\n    t = threading.Thread(target=print); t.start(); return x + 1"),
    "right": ("AC", "def f(x): return x + 1"),
}  # fmt: skip


@pytest.mark.parametrize("name", PROGRAMS)
def test_verdict_of_a_hostile_program(
    tier: tuple[Zygote, IsolationReport], name: str, make_problem: MakeProblem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidate, "LOAD_CPU_S", 0.5)
    expected, source = PROGRAMS[name]
    problem = make_problem(limits=LIMITS)
    suite = suite_of(problem, tier[0], 1, GROUPS, None)
    start = time.monotonic()
    run = run_cases(problem, source, tier[0], suite.cases[:1])
    first = run.results[0]
    assert first.verdict == expected, first
    assert time.monotonic() - start < 12
    shown = f"{first.message}{first.got}{run.stdout}"
    assert "\x1b" not in first.message
    assert "\u202e" not in shown.replace(run.stdout, "")
    assert len(first.message) < 2500


def test_the_judge_cannot_be_found(tier: tuple[Zygote, IsolationReport], make_problem: MakeProblem) -> None:
    """Processes of two programs are separate: what one leaves is not there for the next."""
    problem = make_problem(reference="def f(x):\n    return None\n")
    suite = suite_of(problem, tier[0], 1, GROUPS, None)
    source = "import math, numpy\nold = getattr(math, 'mark', None), getattr(numpy, 'mark', None)\nmath.mark = numpy.mark = 1\ndef f(x):\n    return None if old == (None, None) else 1"
    for _ in range(2):
        assert run_cases(problem, source, tier[0], suite.cases).accepted


def test_nothing_of_the_judge_is_inherited(tier: tuple[Zygote, IsolationReport], make_problem: MakeProblem) -> None:
    os.environ["HOTSEAT_API_KEY"] = "sk-very-secret"
    try:
        problem = make_problem(reference="def f(x):\n    return []\n")
        suite = suite_of(problem, tier[0], 1, GROUPS, None)
        source = "import os\ndef f(x): return [k for k in os.environ if k not in ('LC_ALL', 'PYTHONHASHSEED', 'PYTHONUTF8') and not k.endswith('_THREADS')]"
        run = run_cases(problem, source, tier[0], suite.cases)
        assert run.accepted, run.results[0]
    finally:
        del os.environ["HOTSEAT_API_KEY"]
