"""The judge as a whole: verdicts, what is shown of them, threads and restarts."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from sandbox import pool
from sandbox.errors import ProblemError
from sandbox.judge import Cancelled, judge
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
    told = verdict.model_dump(mode="json", exclude={"cases": {"__all__": {"ms"}}})
    assert "77" not in str(told)
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
