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
from sandbox.judge import judge
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
    "stops itself": ("TLE", "import signal\ndef f(x): signal.raise_signal(signal.SIGSTOP)"),
    "kills itself": ("RE", "import signal\ndef f(x): signal.raise_signal(signal.SIGKILL)"),
    "patched clocks": ("TLE", "import time, os\nfor n in ('time', 'monotonic', 'perf_counter', 'process_time'): setattr(time, n, lambda: 0.0)\nos.times = lambda: (0,) * 5\ndef f(x):\n    while True: pass"),
    "an answer by drops": ("TLE", "import os, time\ndef f(x):\n    os.write(3, bytes([200, 0, 0, 0, 0, 0, 0, 0]))\n    while True: os.write(3, b'{'); time.sleep(0.02)"),
    "channel and output exchanged": ("RE TLE", "import os\ndef f(x):\n    a = os.dup(3); os.dup2(1, 3); os.dup2(a, 1)\n    return x + 1"),
    "descriptors run out": ("AC", "import os\ndef f(x):\n    try:\n        while True: os.dup(0)\n    except OSError: return x + 1"),
    "output without newlines": ("OLE", "import os\ndef f(x):\n    while True: os.write(2, b'x' * 65536)"),
    "a right answer and a flood": ("OLE", "def f(x):\n    print('x' * 200000)\n    return x + 1"),
    "recursion without limit": ("TLE MLE RE", "import sys\nsys.setrecursionlimit(10**9)\ndef f(x): return f(x)"),
    "a list of its own": ("RE", "class L(list):\n    __eq__ = lambda a, b: True\ndef f(x): return L([x])"),
    "a text of its own": ("RE", "class S(str):\n    __eq__ = lambda a, b: True\n    __hash__ = str.__hash__\ndef f(x): return S('2')"),
    "a dict of its own": ("RE", "class D(dict):\n    __eq__ = lambda a, b: True\ndef f(x): return D({1: 2})"),
    "an array of its own": ("RE", "import numpy\nclass A(numpy.ndarray):\n    __eq__ = lambda a, b: True\ndef f(x): return numpy.zeros(1).view(A)"),
    "a scalar that says it is numpy's": ("WA RE", "import numpy\nclass F(numpy.float64):\n    __eq__ = lambda a, b: True\nF.__module__ = 'numpy'\ndef f(x): return F(x + 1)"),
    "a lie about its class": ("RE", "class A:\n    __class__ = int\n    __index__ = __int__ = lambda s: 2\n    __eq__ = lambda a, b: True\ndef f(x): return A()"),
    "a type that lies about its type": ("RE", "class M(type):\n    __eq__ = lambda a, b: True\n    __hash__ = lambda s: hash(int)\nclass A(metaclass=M):\n    pass\ndef f(x): return A()"),
    "an iterator": ("RE", "def f(x): return iter([x + 1])"),
    "a map": ("RE", "def f(x): return map(int, [x + 1])"),
    "a nan": ("WA", "def f(x): return float('nan')"),
    "a nan of its own": ("WA", "import struct, numpy\ndef f(x): return numpy.frombuffer(struct.pack('<Q', 0x7ff8dead0000beef), 'f8')[0]"),
    "an infinite int": ("WA", "def f(x): return 10**4299"),
    "half a character": ("WA", "def f(x): return '\\ud800'"),
    "an exception with a hostile name": ("RE", "def f(x): raise type('E\\x1b[2J\\ud800', (Exception,), {})('x')"),
    "an exception without end": ("RE", "def f(x): raise type('E' * 10**6, (Exception,), {})('x' * 10**7)"),
    "an exception at a line of its choice": ("RE", "code = compile('\\n' * 77 + 'raise ValueError', 'solution.py', 'exec')\ndef f(x): exec(code)"),
    "SystemExit with a value that bites": ("RE", "class V:\n    def __str__(self): raise SystemExit\n    __repr__ = __str__\ndef f(x): raise ValueError(V())"),
    "leaves by atexit": ("RE", "import atexit, os\natexit.register(os._exit, 0)\ndef f(x): raise SystemExit(2)"),
    "traces the harness": ("WA", "import sys\nseen = []\ndef spy(frame, event, arg):\n    if any('expected' in str(key) for key in frame.f_locals): seen.append(1)\n    return spy\nsys.settrace(spy); sys.setprofile(spy)\nf0 = sys._getframe()\nwhile f0: f0.f_trace = spy; f0 = f0.f_back\ndef f(x): return (x + 1) if seen else 0"),
    "looks into every object": ("WA", "import gc, sys\ndef f(x):\n    found = [o for o in gc.get_objects() if type(o) is dict and 'expected' in o]\n    for o in gc.get_objects():\n        for r in gc.get_referrers(o)[:3]:\n            if type(r) is dict and 'reference' in r: found.append(r)\n        break\n    return x + 1 if found else 0"),
    "a patched worker that says nothing was changed": ("WA", "import sys\nw = sys.modules['sandbox.inside.worker']\nw._snapshot = lambda a, k: b''\nw.run = lambda *a: {'value': 0, 'mutated': False, 'verdict': 'AC'}\ndef f(x): return 0"),
    "a patched program": ("WA", "import sys\nsys.modules['sandbox.inside.program'].call_function = lambda *a: (True, None)\ndef f(x): return x + 1"),
    "a collector switched off": ("MLE", "import gc\ngc.disable()\ndef f(x):\n    while True:\n        a = bytearray(10**6); b = [a]; b.append(b)"),
    "too many brackets to parse": ("CE MLE RE", "x = " + "(" * 5000 + ")" * 5000),
    "too long a sum to compile": ("CE MLE RE", "x = " + "+".join(["1"] * 60000)),
    "no text": ("CE", "x = '\ud800'\ndef f(x): return x + 1"),
    "another coding": ("CE WA RE AC", "# -*- coding: rot13 -*-\ndef f(x): return x + 1"),
    "a module in the place of ours": ("WA RE", "import sys, types\nfor n in ('json', 'struct', 'socket', 'numpy', 'sandbox.inside.encoding'): sys.modules[n] = types.ModuleType(n)\ndef f(x): return 0"),
    "a builtin that lies": ("WA RE", "import builtins\nbuiltins.type = lambda *a: int\nbuiltins.isinstance = lambda *a: True\nbuiltins.len = lambda x: 1\ndef f(x): return object()"),
    "finalizers that answer": ("WA RE", "import os\nclass A:\n    def __del__(self): os.write(3, b'\\0' * 8)\ndef f(x):\n    A()\n    return x + 1"),
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
    assert first.verdict in expected.split(), first
    assert first.model_dump_json()
    assert time.monotonic() - start < 40
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


SCAN = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
wanted = bytes(b ^ 1 for b in {mixed!r})
def f(x):
    keep = wanted[:9] + wanted[9:] if {planted} else b""
    found = 0
    for near in (id(keep), id(wanted), id(object()), ctypes.addressof(ctypes.create_string_buffer(8)), id(bytearray(2**20))):
        start = (near & ~0xfff) - 2**24
        for page in range(max(start, 4096), start + 2**25, 4096):
            # access() looks at its argument and gives EFAULT for a page that is not there.
            libc.access(ctypes.c_void_p(page), 0)
            if ctypes.get_errno() != 14:
                at = ctypes.string_at(page, 4096).find(wanted)
                if at >= 0 and page + at - 32 != id(wanted): found += 1
    return bool(found)
"""


@pytest.mark.parametrize("planted", [True, False])
def test_reference_and_answers_are_not_in_the_program_s_memory(
    tier: tuple[Zygote, IsolationReport], make_problem: MakeProblem, planted: bool
) -> None:
    """All pages near every kind of its own objects; where the words are planted they are found."""
    words = b"only-the-reference-knows-this"
    reference = f"def f(x):\n    {words.decode()!r}\n    return {planted}\n"
    problem = make_problem(reference, limits={"cpu_s": 10, "wall_s": 30})
    suite = suite_of(problem, tier[0], 1, GROUPS, None)
    source = SCAN.format(mixed=bytes(b ^ 1 for b in words), planted=planted)
    first = run_cases(problem, source, tier[0], suite.cases[:1]).results[0]
    assert first.verdict == "AC", first


RACE = """
import sys
worker = sys.modules["sandbox.inside.worker"]
real = worker.send
def late(channel, header, body=()):
    real(channel, header, body)
    if b'"r"' in header:
        import gc, numpy
        arena = next(o for o in gc.get_objects() if type(o).__name__ == "Worker").arena
        view = numpy.frombuffer(arena, "u1")
        while True:
            view[:] = 255
            view[:] = 0
worker.send = late
def f(x): return x + {more}
"""


@pytest.mark.parametrize("more", [0, 1])
def test_shared_memory_that_changes_while_it_is_judged(
    tier: tuple[Zygote, IsolationReport], make_problem: MakeProblem, more: int
) -> None:
    cases = "from casekit import Case\nimport numpy as np\ndef visible(): return [Case('a', [np.arange(300_000.)])]\ndef hidden(): return []\n"
    problem = make_problem("def f(x):\n    return x + 1\n", cases, limits={"cpu_s": 2, "wall_s": 4})
    suite = suite_of(problem, tier[0], 1, GROUPS, None)
    first = run_cases(problem, RACE.format(more=more), tier[0], suite.cases).results[0]
    # What it had at the moment of the copy counts: the right answer at best, and nothing else but wrong.
    assert first.verdict in (("AC", "WA") if more else ("WA",)), first


def test_what_is_written_to_hidden_answers_stays_hidden(make_problem: MakeProblem) -> None:
    """No line, name or text of an exception carries a hidden input out."""
    source = "def f(x):\n    if x == 77: exec(compile('\\n' * (x * 1000 - 1) + 'raise ValueError', 'solution.py', 'exec'))\n    return x + 1\n"
    verdict = judge(make_problem(), source)
    assert verdict.verdict == "RE"
    assert "77" not in verdict.model_dump_json()
