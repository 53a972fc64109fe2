"""Statistical checks of whole submissions."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.judge import judge
from sandbox.problem import Problem
from sandbox.verdict import CaseResult, Verdict

MakeProblem = Callable[..., Problem]
SAMPLER = {"entry": {"kind": "function", "name": "draw"}, "signature": "def draw(w, rng): ...", "statistics": {}}

SAMPLER_CASES = """
from casekit import *
def visible(): return [Case("one", [[5], PythonRng(1)]), Case("none", [[0, 3], PythonRng(2)])]
def hidden(): return []
def statistics():
    return [Draws("1:2:7", [[1, 2, 7], PythonRng(3)], Categories({0: .1, 1: .2, 2: .7}, pairs=True), repeat=4000),
            Draws("mean", [[1, 1], PythonRng(4)], Mean(.5, 0, 1), repeat=4000)]
"""

DRAW = "def draw(w, rng):\n    return rng.choices(range(len(w)), w)[0]\n"


def first_bad(verdict: Verdict) -> CaseResult:
    return next(case for case in verdict.cases if case.verdict != "AC")


FEW = """
import sys
worker = sys.modules["sandbox.inside.worker"]
real = worker.run
def run(target, entry, args, kwargs, calls, encoder, repeat=0):
    return real(target, entry, args, kwargs, calls, encoder, repeat and {few})
worker.run = run
"""


def test_samplers(make_problem: MakeProblem) -> None:
    problem = make_problem(DRAW, SAMPLER_CASES, **SAMPLER)
    assert judge(problem, DRAW).verdict == "AC"
    uniform = judge(problem, "def draw(w, rng):\n    return rng.choice([i for i, v in enumerate(w) if v])\n")
    assert (uniform.verdict, first_bad(uniform).name) == ("WA", "1:2:7")
    off = judge(problem, DRAW.replace("[0]", "[0] + (len(w) > 2)"))
    assert "can never come out" in first_bad(off).message
    # Every second draw repeats the one before: right frequencies, no independence.
    lazy = "last = []\ndef draw(w, rng):\n    if last: return last.pop()\n    x = rng.choices(range(len(w)), w)[0]\n    if len(w) == 3: last.append(x)\n    return x\n"
    assert judge(problem, lazy).verdict == "WA"


def test_as_many_draws_as_were_asked_for(make_problem: MakeProblem) -> None:
    """Of one draw nothing could be said, and a bias would pass."""
    biased = "def draw(w, rng):\n    return 2 if len(w) == 3 else rng.choices(range(len(w)), w)[0]\n"
    problem = make_problem(DRAW, SAMPLER_CASES, **SAMPLER)
    for few in (1, 3999, 4001):
        verdict = judge(problem, biased + FEW.format(few=few))
        assert f"{few} draws where 4000 were asked for" in first_bad(verdict).message
    cases = SAMPLER_CASES.replace(", repeat=4000", ", many=True").replace("PythonRng(3)]", "PythonRng(3), 4000]").replace("PythonRng(4)]", "PythonRng(4), 4000]").replace("PythonRng(1)]", "PythonRng(1), 1]").replace("PythonRng(2)]", "PythonRng(2), 1]")  # fmt: skip
    many = "def draw(w, rng, n):\n    return rng.choices(range(len(w)), w, k=n)\n"
    problem = make_problem(many, cases, **SAMPLER)
    assert judge(problem, many).verdict == "AC"
    few_of = first_bad(judge(problem, many.replace("k=n", "k=n if n == 1 else 1")))
    assert "an answer of 1 draws where 4000 were asked for" in few_of.message


def test_draws_that_the_distribution_cannot_take_are_wrong(make_problem: MakeProblem) -> None:
    cases = "from casekit import *\nimport math\ndef visible(): return [Case('a', [1])]\ndef hidden(): return []\ndef statistics():\n    return [Draws('exp', [PythonRng(3)], Continuous(lambda x: 1 - math.exp(-x)), repeat=500)]\n"
    problem = make_problem("def f(x):\n    return 1 if x == 1 else x.expovariate(1.0)\n", cases, statistics={})
    for bad in ("-1e300", "float('nan')", "10**400", "'x'", "[1]"):
        assert judge(problem, f"def f(x):\n    return 1 if x == 1 else {bad}\n").verdict == "WA", bad
