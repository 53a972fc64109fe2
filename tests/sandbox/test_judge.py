from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest

from sandbox import isolation, pool
from sandbox.errors import IsolationError, ProblemError
from sandbox.judge import Cancelled, judge, visible_cases
from sandbox.problem import Problem
from sandbox.verdict import SEVERITY, CaseResult, Verdict, worst

MakeProblem = Callable[..., Problem]
RIGHT = "def f(x):\n    return x + 1\n"


def first_bad(verdict: Verdict) -> CaseResult:
    return next(case for case in verdict.cases if case.verdict != "AC")


def test_right_and_wrong(make_problem: MakeProblem) -> None:
    problem = make_problem()
    verdict = judge(problem, RIGHT)
    assert (verdict.verdict, verdict.passed, verdict.total) == ("AC", 3, 3)
    assert verdict.isolation.trusted
    assert verdict.isolation.self_test
    assert Verdict.model_validate(verdict.model_dump(mode="json")) == verdict
    wrong = judge(problem, "def f(x):\n    return x + 2\n")
    assert wrong.verdict == "WA"
    case = first_bad(wrong)
    assert (case.name, case.input, case.got, case.expected) == ("one", "f(1)", "3", "2")


def test_the_worst_verdict_is_the_submission_s() -> None:
    assert worst(["AC", "WA", "RE"]) == "RE"
    assert worst([]) == "AC"
    assert SEVERITY == ("IE", "CE", "TLE", "MLE", "OLE", "RE", "WA", "AC")


def test_hidden_data_stays_hidden(make_problem: MakeProblem) -> None:
    problem = make_problem()
    source = "def f(x):\n    print('seen', x)\n    if x == 77:\n        raise type('E%d' % x, (Exception,), {})('input was %d' % x)\n    return x + 1\n"
    verdict = judge(problem, source)
    assert verdict.verdict == "RE"
    assert verdict.stdout == "seen 1\nseen 2\n"
    assert "77" not in verdict.model_dump_json()
    wrong = judge(problem, "def f(x):\n    return x + 1 if x != 77 else 0\n")
    hidden = first_bad(wrong)
    assert (hidden.name, hidden.input, hidden.got, hidden.expected) == ("secret", None, None, None)


def test_only_visible_and_own_cases(make_problem: MakeProblem) -> None:
    problem = make_problem()
    verdict = judge(
        problem, "def f(x):\n    return x + 1 if x < 50 else 0\n", only_visible=True, extra_cases=[[5], [60]]
    )
    assert [(case.name, case.verdict) for case in verdict.cases] == [
        ("your case 1", "AC"),
        ("your case 2", "WA"),
        ("one", "AC"),
        ("two", "AC"),
    ]
    assert first_bad(verdict).expected == "61"
    with pytest.raises(ProblemError, match="own case"):
        judge(problem, RIGHT, extra_cases=[[object()]])


def test_results_come_as_they_are_made_and_can_be_cancelled(make_problem: MakeProblem) -> None:
    problem = make_problem(limits={"cpu_s": 30, "wall_s": 30})
    seen: list[CaseResult] = []
    stop = threading.Event()

    def on_case(result: CaseResult) -> None:
        seen.append(result)
        stop.set()

    start = time.monotonic()
    with pytest.raises(Cancelled):
        judge(problem, "def f(x):\n    while x == 2: pass\n    return x + 1\n", on_case=on_case, cancel=stop)
    assert time.monotonic() - start < 10
    assert [result.name for result in seen] == ["one"]


def test_judging_in_threads_at_once(make_problem: MakeProblem) -> None:
    problem = make_problem()
    verdicts: dict[int, str] = {}

    def work(number: int) -> None:
        verdicts[number] = judge(problem, f"def f(x):\n    return x + {number}\n").verdict

    threads = [threading.Thread(target=work, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verdicts == {number: "AC" if number == 1 else "WA" for number in range(6)}


def test_the_sandbox_outlives_the_thread_that_started_it(make_problem: MakeProblem) -> None:
    pool.close_sandbox()
    problem = make_problem()
    thread = threading.Thread(target=judge, args=[problem, RIGHT])
    thread.start()
    thread.join()
    zygote = pool.open_sandbox().author_zygote
    assert judge(problem, RIGHT).verdict == "AC"
    assert pool.open_sandbox().author_zygote is zygote


def test_prewarmed_sandbox_is_the_one_that_is_used(make_problem: MakeProblem) -> None:
    pool.close_sandbox()
    pool.prewarm()
    problem = make_problem()
    assert judge(problem, RIGHT).verdict == "AC"
    assert len(pool._open) == 1


def test_a_dead_sandbox_is_replaced(make_problem: MakeProblem) -> None:
    problem = make_problem()
    assert judge(problem, RIGHT).verdict == "AC"
    process = pool.open_sandbox().author_zygote.process
    process.kill()
    process.wait()
    assert judge(problem, RIGHT).verdict == "AC"


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


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("ctypes.string_at(0)", "segmentation fault"),
        ("os.abort()", "aborted"),
        ("ctypes.CDLL(None).unshare(0x10000000)", "no program may make"),
        ("os._exit(0)", "ended before it answered"),
    ],
)
def test_the_message_says_how_a_process_died(make_problem: MakeProblem, body: str, words: str) -> None:
    verdict = judge(make_problem(), f"import ctypes, os\ndef f(x):\n    {body}\n")
    assert verdict.verdict == "RE"
    assert words in first_bad(verdict).message


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


TIMED_CASES = """
from casekit import Case
def visible(): return [Case("one", [[1]]), Case("two", [[2, 1]])]
def hidden(): return []
def sized(n, rng): return Case(str(n), [[rng.random() for _ in range(n)]])
"""


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


@pytest.mark.parametrize(
    ("cases", "words"),
    [
        ("def visible(): return [1]\ndef hidden(): return []\n", "Case objects"),
        ("def visible(): return 1 / 0\ndef hidden(): return []\n", "ZeroDivisionError"),
        (
            "from casekit import Case\ndef visible(): return [Case('a', [object()])]\ndef hidden(): return []\n",
            "inputs",
        ),
        (
            "from casekit import Case\ndef visible(): return [Case('a', [1]), Case('a', [2])]\ndef hidden(): return []\n",
            "two cases",
        ),
        ("def visible(): return []\n", "hidden"),
        ("1 / 0\n", "does not load"),
    ],
)
def test_faults_of_a_problem_are_not_the_candidate_s(make_problem: MakeProblem, cases: str, words: str) -> None:
    with pytest.raises(ProblemError, match=words):
        judge(make_problem(cases=cases), RIGHT)


def test_submissions_that_are_no_text_are_refused(make_problem: MakeProblem) -> None:
    problem = make_problem()
    for source in ("x" * 300_000, "a\0b"):
        with pytest.raises(ProblemError):
            judge(problem, source)


def test_without_isolation_the_verdict_says_so(make_problem: MakeProblem) -> None:
    verdict = judge(make_problem(), RIGHT, unsafe=True)
    assert (verdict.isolation.tier, verdict.isolation.name, verdict.isolation.trusted) == ("E", "none", False)


def test_no_isolation_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "self_test", lambda zygote: {"read the product's file": False})
    with pytest.raises(IsolationError) as caught:
        isolation.isolate()
    assert caught.value.exit_status == 3
    assert "read the product's file" in caught.value.happened
    assert "--unsafe-no-isolation" in caught.value.todo


def test_a_tier_whose_self_test_fails_gives_way_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = isolation.self_test, []

    def fails_once(zygote: object) -> dict[str, bool]:
        calls.append(zygote)
        return {"fork": False} if len(calls) == 1 else real(zygote)  # type: ignore[arg-type]

    monkeypatch.setattr(isolation, "self_test", fails_once)
    zygote, report = isolation.isolate()
    zygote.close()
    assert report.tier == "B"
    assert "fork" in report.missing["A"]
    assert report.todo


def test_the_best_tier_is_used_where_namespaces_can_be_made() -> None:
    """A mistake in the best tier would otherwise only show as a fall to the next."""
    made = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "--pid", "--net", "true"], check=False)
    if made.returncode != 0:
        pytest.skip("namespaces are refused here")
    zygote, report = isolation.isolate()
    zygote.close()
    assert (report.tier, report.missing) == ("A", {})


def test_probe_is_kept_for_this_start_of_the_machine(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "isolation.json"
    first = isolation.probe(cache)
    monkeypatch.setattr(isolation, "isolate", lambda: pytest.fail("tested again"))
    assert isolation.probe(cache) == first
    monkeypatch.undo()
    for text in ("{", "[]", '{"key": 1}'):
        cache.write_text(text)
        assert isolation.probe(cache) == first


@pytest.mark.skipif(os.geteuid() != 0, reason="needs another user to become")
def test_as_a_plain_user_and_where_namespaces_are_refused() -> None:
    """A machine without user namespaces, made by forbidding them inside one; and a user who is not root."""
    python = "/usr/bin/python3"
    if not os.access(python, os.X_OK):
        pytest.skip("needs an interpreter that every user may run")
    import numpy
    import pydantic
    import yaml

    import sandbox

    paths = {os.path.dirname(os.path.dirname(module.__file__)) for module in (numpy, pydantic, yaml, sandbox)}
    program = (
        f"import sys; sys.path[:0] = {sorted(paths)!r}\n"
        "try:\n    from sandbox.isolation import probe\nexcept ImportError: sys.exit(77)\n"
        "report = probe(); print(report.tier, report.trusted, report.passed, report.total)\n"
    )
    plain = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--no-new-privs"]
    refused = 'echo 0 > /proc/sys/user/max_user_namespaces; exec "$@"'
    for prefix, tiers in (
        (plain, "AB"),
        (
            [
                "unshare",
                "--user",
                "--map-root-user",
                "sh",
                "-c",
                refused,
                "x",
                "setpriv",
                "--bounding-set",
                "-sys_admin",
            ],
            "BC",
        ),
    ):
        done = subprocess.run([*prefix, python, "-c", program], capture_output=True, text=True, check=False)
        if done.returncode == 77:
            pytest.skip("that interpreter cannot import what we need")
        assert done.returncode == 0, done.stderr
        tier, trusted, *_ = done.stdout.split()
        assert tier in tiers, done.stdout
        assert trusted == "True"


def test_importing_the_judge_is_light() -> None:
    program = "import sys, sandbox.pool; print('pydantic' in sys.modules); import sandbox.judge; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


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


FEW = """
import sys
worker = sys.modules["sandbox.inside.worker"]
real = worker.run
def run(target, entry, args, kwargs, calls, encoder, repeat=0):
    return real(target, entry, args, kwargs, calls, encoder, repeat and {few})
worker.run = run
"""


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


@pytest.mark.parametrize("sent", ["{'cases': [1]}", "{'cases': [{}]}", "{}", "{'cases': [{'name': 'a', 'group': 'visible', 'input': 0, 'input_span': [0, 0], 'expected': {'value': {'a': 1}}, 'expected_span': [0, 0]}]}"])  # fmt: skip
def test_a_folder_that_sends_no_cases_is_faulty(make_problem: MakeProblem, sent: str) -> None:
    cases = f"import sys\nsys.modules['sandbox.inside.author'].Author._generate = lambda *a: {sent}\n"
    with pytest.raises(ProblemError, match="faulty"):
        judge(make_problem(cases=cases + CASES), RIGHT)
