"""Frames that no encoder of ours writes: the judge survives them in bounded memory and time, and says what it says.

`tests/support/hostile_frames.py` is the fuzzer. It runs in a process with little memory of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox import suite
from sandbox.answers import Answers
from sandbox.broker import Ended, Reply
from sandbox.correctness import run_cases
from sandbox.inside.author import GROUPS
from sandbox.isolation import IsolationReport
from sandbox.judge import judge
from sandbox.launcher import Zygote
from sandbox.problem import Problem
from sandbox.suite import suite_of

MakeProblem = Callable[..., Problem]
FUZZER = Path(__file__).parent.parent / "support" / "hostile_frames.py"


def fuzz(rounds: int, seed: int) -> None:
    done = subprocess.run(
        [sys.executable, str(FUZZER), str(rounds), str(seed)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout)
    assert said["rounds"] == rounds
    # Enough of them must get as far as the comparison, else it tests the parser alone.
    assert said["judged"] > 0.1


def test_random_frames_do_no_harm() -> None:
    fuzz(3_000, seed=5)


@pytest.mark.soak
def test_a_hundred_thousand_random_frames_do_no_harm() -> None:
    fuzz(100_000, seed=6)


FORGE = """
import json, os, struct, sys, time
def forge(text, body=b"", end=True):
    frame = sys._getframe()
    while "request" not in frame.f_locals or "nonce" not in frame.f_locals["request"]:
        frame = frame.f_back
    header = ('{"nonce":"%s",%s}' % (frame.f_locals["request"]["nonce"], text)).encode()
    data = struct.pack("<II", len(header), len(body)) + header + body
    while data:
        data = data[os.write(3, data):]
    if end:
        os._exit(0)
"""
FORGED = {
    "nested as deep as can be parsed": ("RE", 'for n in range(989, 20, -1):\n        forge(\'"value":\' + "[" * n + "]" * n)'),
    "an excuse that nests": ("RE", 'forge(\'"unsupported":\' + "[" * 900 + "]" * 900)'),
    "an exception that nests": ("RE", 'forge(\'"raised":\' + "[" * 900 + "]" * 900)'),
    "a shape that numpy cannot make": ("RE", 'forge(\'"value":{"a":["<f8",[0,%d,%d],0,0]}\' % (2**40, 2**40))'),
    "the same bytes over and over": ("RE", 'forge(\'"value":[%s]\' % ",".join([\'{"b":[0,200000]}\'] * 2000), bytes(200000))'),
    "a million lists": ("OLE", 'forge(\'"value":[%s]\' % ",".join(["[]"] * 10**6))'),
    "a set of lists": ("WA", 'forge(\'"value":{"s":[[1],[2]]}\')'),
    "a verdict": ("WA", 'forge(\'"verdict":"AC","ok":true,"passed":3,"value":null\')'),
    "two answers": ("WA RE", 'forge(\'"value":0\', end=False); forge(\'"value":2\')'),
    "a description": ("RE", 'forge(\'"value":{"m":["clock",1]}\')'),
    "another nonce": ("RE", 'forge(\'"nonce":"0","value":2\')'),
    "the right answer": ("AC", 'forge(\'"value":2\', end=False); time.sleep(60)'),
}  # fmt: skip
"""Answers written by hand from inside the call, with the request's own nonce; the last shows that the others arrive."""


@pytest.mark.parametrize("name", FORGED)
def test_forged_answers(tier: tuple[Zygote, IsolationReport], name: str, make_problem: MakeProblem) -> None:
    expected, body = FORGED[name]
    problem = make_problem(limits={"cpu_s": 1, "wall_s": 2, "result_kb": 1024}, repeatable=True)
    cases = suite_of(problem, tier[0], 1, GROUPS, None).cases[:1]
    run = run_cases(problem, f"{FORGE}\ndef f(x):\n    {body}\n", tier[0], cases)
    assert run.results[0].verdict in expected.split(), run.results[0]


def test_a_checker_s_process_is_out_of_reach_of_forged_answers(make_problem: MakeProblem) -> None:
    """Our fault never counts against the candidate, so it must not be theirs to bring about."""
    check = "def check(case, expected, got):\n    return None if got == {expected} else 'another set is wanted'\n"
    problem = make_problem("def f(x):\n    return x\n", comparison={"checker": True}, files={"check.py": check})
    for node in ('{"s":[[1],[2]]}', '{"d":[[[1],2]]}', '{"s":[{"d":[]}]}'):
        verdict = judge(problem, f"{FORGE}\ndef f(x):\n    forge('\"value\":{node}')\n")
        assert verdict.cases[0].verdict == "WA", verdict.cases[0]
        assert "IE" not in {case.verdict for case in verdict.cases}


def test_forged_draws(make_problem: MakeProblem) -> None:
    cases = (
        "from casekit import *\ndef visible(): return [Case('one', [[5], PythonRng(1)])]\ndef hidden(): return []\n"
        "def statistics(): return [Draws('fair', [[1, 1], PythonRng(3)], Categories({0: .5, 1: .5}), repeat=1000)]\n"
    )
    problem = make_problem("def f(w, rng): return rng.choices(range(len(w)), w)[0]\n", cases, statistics={})
    for node in ('{"s":[[1],[2]]}', "[" * 900 + "]" * 900, "{}"):
        source = f"{FORGE}\ndef f(w, rng):\n    if len(w) == 1: return 0\n    forge('\"value\":{node}')\n"
        assert judge(problem, source).verdict in ("WA", "RE")


def test_an_answer_that_is_none_is_no_judge_s_error(make_problem: MakeProblem) -> None:
    """At any depth of our own stack."""
    problem = make_problem()
    answers = Answers(problem, lambda case, node, body: None)
    case = suite.TestCase("c", "visible", b'{"args":[1],"kwargs":{"d":[]},"calls":[]}', b"", 2, (None, b""))

    def deeper(levels: int, header: dict[str, object]) -> None:
        if levels:
            deeper(levels - 1, header)
            return
        try:
            found = answers.judge(case, Reply(header, b"", 0.0, 0.0))
        except Ended:
            return
        assert found.verdict != "AC"

    nested: object = []
    for _ in range(500):
        nested = [nested]
    for levels in (0, 300, 600):
        for key in ("value", "unsupported", "raised"):
            deeper(levels, {key: nested})
