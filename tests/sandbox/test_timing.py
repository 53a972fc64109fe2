"""Time against the reference, and growth of time and memory."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.judge import judge
from sandbox.problem import Problem
from sandbox.verdict import CaseResult, Verdict

MakeProblem = Callable[..., Problem]
TIMED_CASES = """
from casekit import Case
def visible(): return [Case("one", [[1]]), Case("two", [[2, 1]])]
def hidden(): return []
def sized(n, rng): return Case(str(n), [[rng.random() for _ in range(n)]])
"""


def first_bad(verdict: Verdict) -> CaseResult:
    return next(case for case in verdict.cases if case.verdict != "AC")


def test_time_against_the_reference_and_growth(make_problem: MakeProblem) -> None:
    linear = "def f(x):\n    t = 0\n    for v in x:\n        t += v > 0\n    return t\n"
    performance = {"sizes": [20_000], "ratio_max": 6, "growth": {"sizes": [400, 800, 1600, 3200], "time": "n"}}
    problem = make_problem(linear, TIMED_CASES, performance=performance)
    verdict = judge(problem, linear)
    assert verdict.verdict == "AC"
    assert verdict.ratio is not None
    assert verdict.ratio < 3
    assert verdict.growth is not None
    assert "the task asks for n" in verdict.growth.text
    slow = judge(problem, linear.replace("t += v > 0", "for _ in range(100): t += 0\n        t += v > 0"))
    assert (slow.verdict, first_bad(slow).name) == ("TLE", "time against the reference")
    growth = {"sizes": [100], "ratio_max": 900, "growth": performance["growth"]}
    quadratic = "def f(x):\n    t = 0\n    for v in x:\n        for w in x[:len(x) // 4]: t += 0\n        t += v > 0\n    return t\n"
    found = judge(make_problem(linear, TIMED_CASES, performance=growth), quadratic)
    assert (found.verdict, first_bad(found).name) == ("TLE", "growth with n")
    assert found.growth is not None
    assert found.growth.time_exponent is not None
    assert found.growth.time_exponent > 1.6


def test_answers_of_timed_calls_are_judged(make_problem: MakeProblem) -> None:
    linear = "def f(x):\n    return sum(v > 0 for v in x)\n"
    problem = make_problem(linear, TIMED_CASES, performance={"sizes": [2000], "ratio_max": 50})
    cheat = judge(problem, linear + "g = f\ndef f(x):\n    return g(x) if len(x) < 1000 else 0\n")
    assert (cheat.verdict, first_bad(cheat).name) == ("WA", "time against the reference")


def test_work_after_the_answer_is_charged(make_problem: MakeProblem) -> None:
    linear = "def f(x):\n    return len(x)\n"
    problem = make_problem(linear, TIMED_CASES, performance={"sizes": [1000], "ratio_max": 20})
    # The worker's own reply is made to do the work that the call left out.
    cheat = linear + (
        "import sys\nworker = sys.modules['sandbox.inside.worker']\nreal = worker.send\n"
        "def late(channel, header, body=()):\n    real(channel, header, body)\n"
        "    if b'value' in header:\n        for _ in range(6_000_000): pass\nworker.send = late\n"
    )
    assert judge(problem, cheat).verdict == "TLE"


def test_growth_of_memory(make_problem: MakeProblem) -> None:
    cases = "from casekit import Case\ndef visible(): return [Case('one', [1]), Case('two', [2])]\ndef hidden(): return []\ndef sized(n, rng): return Case(str(n), [n])\n"
    constant = "def f(n):\n    t = 0\n    for i in range(n): t += i\n    return t\n"
    growth = {"sizes": [50_000, 100_000, 200_000, 400_000], "time": "n", "memory": "1"}
    problem = make_problem(constant, cases, performance={"sizes": [50_000], "ratio_max": 50, "growth": growth})
    assert judge(problem, constant).verdict == "AC"
    found = judge(problem, "def f(n):\n    return sum([i for i in range(n)])\n")
    assert (found.verdict, first_bad(found).name) == ("MLE", "growth with n")
    assert found.growth is not None
    assert found.growth.memory_exponent is not None
    assert 0.7 < found.growth.memory_exponent < 1.3


def test_growth_of_memory_cannot_be_hidden_behind_an_earlier_peak(make_problem: MakeProblem) -> None:
    cases = "from casekit import Case\ndef visible(): return [Case('one', [1]), Case('two', [2])]\ndef hidden(): return []\ndef sized(n, rng): return Case(str(n), [n])\n"
    constant = "def f(n):\n    t = 0\n    for i in range(n): t += i\n    return t\n"
    growth = {"sizes": [50_000, 100_000, 200_000, 400_000], "time": "n", "memory": "1"}
    problem = make_problem(constant, cases, performance={"sizes": [50_000], "ratio_max": 50, "growth": growth})
    first = "kept = bytearray(150 * 2**20)\ndel kept\n"
    assert judge(problem, first + constant).verdict == "AC"
    found = judge(problem, first + "def f(n):\n    a = [i for i in range(n)]\n    return sum(a)\n")
    assert (found.verdict, first_bad(found).name) == ("MLE", "growth with n")


def test_growth_cannot_be_flattened_by_work_for_nothing(make_problem: MakeProblem) -> None:
    linear = "def f(x):\n    t = 0\n    for v in x:\n        t += v > 0\n    return t\n"
    performance = {"sizes": [500], "ratio_max": 12, "growth": {"sizes": [500, 1000, 2000, 4000], "time": "n"}}
    problem = make_problem(linear, TIMED_CASES, performance=performance)
    # As slow at every size as a quadratic one at the largest: the slope is none.
    padded = "def f(x):\n    t = 0\n    n = 4000 if len(x) > 500 else len(x)\n    for _ in range(n):\n        for _ in range(n // 4): pass\n    for v in x: t += v > 0\n    return t\n"
    found = judge(problem, padded)
    assert found.verdict == "TLE", found.growth
