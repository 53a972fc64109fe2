"""What a coding round leaves behind, in words: for the debrief, the report and --plain."""

from __future__ import annotations

import datetime

from agent import events as ev
from agent.coding import CodingResult, CostClaim, FoundBug, WrittenTests
from agent.interview.state import RoundState
from agent.report.coding import coding_result
from rubrics.schema import Question

AT = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
QUESTION = Question.model_validate(
    {
        "id": "coding.p",
        "topic": "graph_search",
        "kind": "coding",
        "prompt": "Do it.",
        "problem": "p",
        "criteria": [{"id": "c", "name": "n", "weight": 1, "expectation": "e", "evidence": ["a", "b", "c"]}],
    }
)
ISOLATION = {"name": "namespaces", "tier": "A"}


def verdict(code, submit, **more):
    shared = {"cases": (), "passed": 0, "total": 1, "isolation": ISOLATION}
    return ev.VerdictGiven(session="s", seq=1, at=AT, submit=submit, problem="p", verdict=code, **shared, **more)


def tried(code, text):
    case = {"input": text, "verdict": code}
    return ev.Cases(
        session="s", seq=1, at=AT, of="input", verdict=code, cases=(case,), passed=0, total=1, isolation=ISOLATION
    )


def a_round(coding, **more):
    return RoundState(1, "coding", "graph_search", 30, QUESTION, put=True, coding=coding, **more)


def test_submits_before_the_first_that_was_accepted():
    now = a_round("solve", verdicts=(verdict("WA", 1), verdict("TLE", 2), verdict("AC", 3)), runs=4)
    found = coding_result(now)
    assert (found.submits, found.submits_before_ac, found.runs, found.verdict) == (3, 2, 4, "AC")
    assert ("Submits", "3, 2 before the first that was accepted") in found.facts()
    assert coding_result(a_round("solve", verdicts=(verdict("WA", 1),))).submits_before_ac is None


def test_what_helps_is_told_when_the_round_is_over():
    worth = WrittenTests(cases=3, false_alarms=0, void=1, caught=5, of=7)
    given = verdict("WA", 1, tests=worth, missed=("wa_counts_the_edge", "re_no_bounds"))
    now = a_round("tests", verdicts=(given,))
    assert coding_result(now).missed == ()
    assert coding_result(now, over=True).missed == ("counts the edge", "no bounds")
    assert coding_result(now).own_cases == 3
    bug = a_round("bug", sample="wa_counts_the_edge", tried=(tried("AC", "f(1)"), tried("WA", "f(2)")))
    assert coding_result(bug).bug == FoundBug(found=True, input="f(2)", tries=2, mended=False)
    assert coding_result(bug, over=True).bug.fault == "counts the edge"


def test_other_rounds_have_none():
    talk = QUESTION.model_copy(update={"problem": None})
    assert coding_result(RoundState(1, "statistics", "t", 20, talk)) is None


def test_the_words():
    worth = WrittenTests(cases=9, false_alarms=2, void=1, caught=7, of=12)
    assert worth.in_words() == "7 of 12 wrong programs are caught, with 2 false alarms; 1 of 9 cases do not count."
    cost = CostClaim(stated="O(n)", stated_exponent=1.0, measured_exponent=1.98, evidence="it took long", agrees=False)
    assert cost.in_words() == "said O(n) (about n^1.00); it took long, which does not agree"
    assert CostClaim(stated=None).in_words() == "no cost was stated; not measured"
    bug = FoundBug(found=False, tries=1)
    done = CodingResult(problem="p", code="", verdict=None, isolation=None, kind="bug", bug=bug)
    assert dict(done.facts())["Bug"] == "no failing input was named; 1 input tried; not mended"
    assert dict(done.facts())["Submits"] == "none"


def test_an_old_report_can_still_be_read():
    old = {"problem": "p", "code": "x", "verdict": "AC", "isolation": "A", "submits": 1, "runs": 0, "hints": 0}
    assert CodingResult.model_validate(old).kind == "solve"
