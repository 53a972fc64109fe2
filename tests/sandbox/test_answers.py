"""What counts as the answer: of functions, classes, drivers and checkers, and who may change what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sandbox.errors import ProblemError
from sandbox.judge import judge, visible_cases
from sandbox.problem import Problem
from sandbox.verdict import CaseResult, Verdict

MakeProblem = Callable[..., Problem]
RIGHT = "def f(x):\n    return x + 1\n"


def first_bad(verdict: Verdict) -> CaseResult:
    return next(case for case in verdict.cases if case.verdict != "AC")


CASES = "from casekit import Case\ndef visible(): return [Case('a', [1])]\ndef hidden(): return []\n"

CLASS = {"entry": {"kind": "class", "name": "C"}, "signature": "class C: ..."}

COUNTER = "class C:\n    def __init__(self, start, clock):\n        if start < 0: raise ValueError('negative')\n        self.n, self.clock, self.seen = start, clock, []\n    def add(self, k):\n        self.n += k\n        self.seen.append(self.n)\n        return self.seen\n    def time(self): return self.clock()\n    def get(self, i): return [1, 2][i]\n"

CLASS_CASES = """
from casekit import Case, Clock, raises
def visible():
    return [
        Case("lists", [1, Clock(5.0)], calls=[("add", 2), ("add", 3)], expected=[[3], [3, 6]]),
        Case("clock", [1, Clock(5.0)], calls=[("time",), ("@advance", 2.5), ("time",)], expected=[5.0, None, 7.5]),
    ]
def hidden():
    return [
        Case("raises", [1, Clock()], calls=[("get", 5), ("get", 0)], expected=[raises("IndexError"), 1]),
        Case("constructor", [-1, Clock()], calls=[("get", 5)]),
    ]
"""


def test_classes_are_driven_by_calls(make_problem: MakeProblem) -> None:
    problem = make_problem(COUNTER, CLASS_CASES, **CLASS)
    assert judge(problem, COUNTER).verdict == "AC"
    assert judge(problem, COUNTER.replace("if start < 0", "if False")).verdict == "WA"
    # A subclass of the expected exception is as good; a value is not.
    assert judge(problem, COUNTER.replace("return [1, 2][i]", "raise IndexError if i else KeyError")).verdict == "RE"
    late = judge(problem, COUNTER.replace("return self.seen", "return list(self.seen) + [0] * (len(self.seen) > 1)"))
    assert late.verdict == "WA"
    assert "call 2, add(3)" in first_bad(late).message
    shown = visible_cases(problem)
    assert shown[0].input == "C(1, <a clock at 5.0>)\nadd(2)\nadd(3)"
    assert shown[0].expected == "[[3], [3, 6]]"


def test_changed_inputs_are_wrong_unless_allowed(make_problem: MakeProblem) -> None:
    cases = "from casekit import Case\ndef visible(): return [Case('a', [[3, 1]]), Case('nan', [[float('nan')]])]\ndef hidden(): return []\n"
    sorts = "def f(x):\n    x.sort()\n    return x\n"
    problem = make_problem("def f(x):\n    return sorted(x)\n", cases)
    assert first_bad(judge(problem, sorts)).message == "the call changed its input"
    assert judge(problem, "def f(x):\n    return sorted(x)\n").verdict == "AC"
    assert judge(make_problem("def f(x):\n    return sorted(x)\n", cases, mutation="allowed"), sorts).verdict == "AC"


def test_large_arrays_are_watched_from_outside(make_problem: MakeProblem) -> None:
    cases = "from casekit import Case\nimport numpy as np\ndef visible(): return [Case('a', [np.arange(300_000.)])]\ndef hidden(): return []\n"
    problem = make_problem("def f(x):\n    return x + 1\n", cases, repeatable=True)
    assert judge(problem, RIGHT).verdict == "AC"
    assert (
        first_bad(judge(problem, "def f(x):\n    y = x + 1\n    x[7] = 0\n    return y\n")).message
        == "the call changed its input"
    )
    assert judge(problem, "def f(x):\n    x += 1\n    return x\n").verdict == "WA"


def test_in_place_and_iterator_answers(make_problem: MakeProblem) -> None:
    cases = "from casekit import Case\ndef visible(): return [Case('a', [[3, 1]]), Case('b', [[2]])]\ndef hidden(): return []\n"
    place = make_problem(
        "def f(x):\n    x.sort()\n",
        cases,
        entry={"kind": "function", "name": "f", "result": "argument 0"},
        mutation="allowed",
    )
    assert judge(place, "def f(x):\n    x[:] = sorted(x)\n").verdict == "AC"
    assert judge(place, "def f(x):\n    x.sort()\n    return x\n").verdict == "RE"
    stream = make_problem(
        "def f(x):\n    yield from x\n",
        cases,
        entry={"kind": "function", "name": "f", "result": "iterator"},
        limits={"items": 5},
    )
    assert judge(stream, "def f(x):\n    return iter(tuple(x))\n").verdict == "AC"
    assert judge(stream, "def f(x):\n    while True: yield 1\n").verdict == "RE"


def test_repeatable_finds_hidden_state_and_chance(make_problem: MakeProblem) -> None:
    problem = make_problem(
        "def f(x):\n    return 0\n", repeatable=True, comparison={"atol": 5.0, "numbers": "any_number"}
    )
    chance = judge(problem, "import random\ndef f(x):\n    return random.random()\n")
    assert (chance.verdict, first_bad(chance).name) == ("WA", "same answers again")
    state = judge(problem, "n = 0\ndef f(x):\n    global n\n    n += 1\n    return float(n)\n")
    assert first_bad(state).name == "same answers again"
    assert judge(problem, "def f(x):\n    return 1.0\n").verdict == "AC"


def test_checker_decides_and_its_data_is_built(make_problem: MakeProblem) -> None:
    check = "def check(case, expected, got):\n    if type(got) is not set: return 'a set is wanted'\n    return None if sum(got) == expected else f'the sum is {sum(got)}'\n"
    problem = make_problem("def f(x):\n    return x\n", comparison={"checker": True}, files={"check.py": check})
    assert judge(problem, "def f(x):\n    return {x - 1, 1} if x != 2 else {2}\n").verdict == "AC"
    assert first_bad(judge(problem, "def f(x):\n    return {x, 9}\n")).message == "the sum is 10"


def test_a_failing_checker_is_our_fault(make_problem: MakeProblem) -> None:
    check = "def check(case, expected, got):\n    return got.nothing if got == 3 else None\n"
    problem = make_problem("def f(x):\n    return x\n", comparison={"checker": True}, files={"check.py": check})
    verdict = judge(problem, RIGHT)
    assert verdict.verdict == "IE"
    assert [case.verdict for case in verdict.cases] == ["AC", "IE", "AC"]
    assert "AttributeError" in first_bad(verdict).message


def test_driver_and_support(make_problem: MakeProblem) -> None:
    files = {
        "support.py": "class Node:\n    def __init__(self, v): self.v = v\n",
        "driver.py": "from support import Node\ndef drive(candidate, x):\n    return candidate(Node(x)).v\n",
    }
    reference = "from support import Node\ndef f(node):\n    return Node(node.v * 2)\n"
    problem = make_problem(reference, files=files, entry={"kind": "driver", "name": "f"})
    assert judge(problem, reference).verdict == "AC"
    assert judge(problem, "def f(node):\n    return node\n").verdict == "WA"
    assert judge(problem, "def f(node):\n    return node.nothing\n").verdict == "RE"


IN_PLACE = "from casekit import Case\nimport numpy as np\ndef visible(): return [Case('a', [{0}]), Case('b', [{1}])]\ndef hidden(): return [Case('c', [{0}]), Case('d', [{1}])]\n"


@pytest.mark.parametrize(("one", "two"), [("[3, 1, 2]", "[2, 1]"), ("np.array([3, 1, 2])", "np.array([2, 1])"), ("[[3], [1]]", "[[2], [1]]"), ("{'k': [3, 1]}", "{'k': [2, 1]}"), ("[(3, [2, 1])]", "[(1, [4, 2])]")])  # fmt: skip
def test_a_reference_that_changes_its_input_changes_nobody_else_s(
    make_problem: MakeProblem, one: str, two: str
) -> None:
    body = "    (x.sort() if hasattr(x, 'sort') and not isinstance(x[0], tuple) else (x['k'] if isinstance(x, dict) else x[0][1]).sort())\n"
    entry = {"kind": "function", "name": "f", "result": "argument 0"}
    problem = make_problem(f"def f(x):\n{body}", IN_PLACE.format(one, two), entry=entry, mutation="allowed")
    assert judge(problem, f"def f(x):\n{body}").verdict == "AC"
    idle = judge(problem, "def f(x):\n    pass\n")
    assert [case.verdict for case in idle.cases] == ["WA"] * 4
    again = make_problem(f"def f(x):\n{body}    return 1\n", IN_PLACE.format(one, two))
    assert judge(again, f"def f(x):\n{body}    return 1\n").verdict == "WA"
    assert judge(again, "def f(x):\n    return 1\n").verdict == "AC"


def test_an_answer_is_what_it_is_when_it_is_given(make_problem: MakeProblem) -> None:
    """A buffer that is used again, by the reference or by the candidate, in batches too."""
    cases = "from casekit import Case\ndef visible(): return [Case('a', [1]), Case('b', [2])]\ndef hidden(): return [Case(f'h{i}', [i]) for i in range(3, 9)]\n"
    for form in ("out", "(0, out)", "{1: out}", "[[out], out]"):
        fresh = f"def f(x):\n    out = [x, [x]]\n    return {form}\n"
        kept = f"out = [0, [0]]\ndef f(x):\n    out[0] = out[1][0] = x\n    return {form}\n"
        assert judge(make_problem(fresh, cases), kept).verdict == "AC", form
        assert judge(make_problem(kept, cases), fresh).verdict == "AC", form


def test_a_checker_that_changes_what_it_gets_changes_nothing(make_problem: MakeProblem) -> None:
    check = "def check(case, expected, got):\n    bad = None if got == sorted(case.args[0]) == expected else 'wrong'\n    case.args[0].clear(); expected.clear(); got.clear()\n    return bad\n"
    cases = "from casekit import Case\nX = [3, 1, 2]\ndef visible(): return [Case('a', [X]), Case('b', [X])]\ndef hidden(): return [Case('c', [X])]\n"
    problem = make_problem("def f(x): return sorted(x)\n", cases, comparison={"checker": True}, files={"check.py": check}, repeatable=True)  # fmt: skip
    for _ in range(2):
        assert judge(problem, "def f(x): return sorted(x)\n").verdict == "AC"
        assert judge(problem, "def f(x): return x[::-1]\n").verdict == "WA"


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ("[1]", "2 calls and 1 expected"),
        ("[1, 5.0, 6]", "2 calls and 3 expected"),
        ("[5.0, 7.5]", "None is expected of call 2"),
        ("[Raised, None]", "write `raises"),
        ("[Raised('KeyError', ('KeyError', 'LookupError'), 3, 'x'), None]", "write `raises"),
        ("raises('ValueError')", "list of the calls"),
        ("5.0", "list of the calls"),
    ],
)
def test_expected_answers_of_calls_are_one_each(make_problem: MakeProblem, expected: str, words: str) -> None:
    case = f"Case('clock', [1, Clock(5.0)], calls=[('time',), ('@advance', 2.5)], expected={expected})"
    cases = f"from casekit import *\ndef visible(): return [{case}]\ndef hidden(): return []\n"
    with pytest.raises(ProblemError, match=words):
        judge(make_problem(COUNTER, cases, **CLASS), COUNTER)


@pytest.mark.parametrize("sent", ["{'cases': [1]}", "{'cases': [{}]}", "{}", "{'cases': [{'name': 'a', 'group': 'visible', 'input': 0, 'input_span': [0, 0], 'expected': {'value': {'a': 1}}, 'expected_span': [0, 0]}]}"])  # fmt: skip
def test_a_folder_that_sends_no_cases_is_faulty(make_problem: MakeProblem, sent: str) -> None:
    cases = f"import sys\nsys.modules['sandbox.inside.author'].Author._generate = lambda *a: {sent}\n"
    with pytest.raises(ProblemError, match="faulty"):
        judge(make_problem(cases=cases + CASES), RIGHT)
