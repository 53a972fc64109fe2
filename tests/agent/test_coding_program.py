"""A coding round's level rests on the program and on what was said: the rule of `coded.yaml`."""

from __future__ import annotations

import itertools

import pytest

from agent.coding import CodingResult, CostClaim, FoundBug, WrittenTests
from agent.grading.coded import JUDGED, rests_on, rule, with_program
from agent.grading.scorecard import scorecard
from agent.interview.questions import load
from agent.models import Assessment, CriterionAssessment, Quote, Turn
from rubrics.loader import bank
from sandbox.catalogue import catalogue

TURNS = (Turn(speaker="interviewer", text="q"), Turn(speaker="candidate", text="a heap"))
QUOTE = Quote(turn=2, text="a heap", start=0, end=6)
RIGHT = CostClaim(
    stated="O(n log n)", stated_exponent=1.1, measured_exponent=1.1, evidence="e", agrees=True, foreseen="unprompted"
)
CHANCES = {"met": (1.0, 1.0), "partial": (1.0, 0.0)}


def question(problem="ttl_cache", kind="solve"):
    return load(f"problem:{problem}", kind, 1).question


def done(**more):
    fields = {
        "problem": "p",
        "code": "",
        "verdict": "AC",
        "isolation": "a",
        "submits": 1,
        "submits_before_ac": 0,
        "hints_before_ac": 0,
        "planned": True,
        "cost": RIGHT,
    }
    return CodingResult(**(fields | more))


def talk(of, labels=None, flags=(), everything="missing"):
    rows = []
    for criterion in of.criteria:
        label, how = (labels or {}).get(criterion.id, (everything, "unprompted"))
        partial, met = CHANCES.get(label, (0.0, 0.0))
        rows.append(
            CriterionAssessment(
                id=criterion.id,
                label=label,
                elicited=None if label in ("missing", "contradicted") else how,
                p_partial=partial,
                p_met=met,
                p_contradicted=float(label == "contradicted"),
                quotes=() if label == "missing" else (QUOTE,),
                reason="by the talk",
            )
        )
    return scorecard(of, Assessment(criteria=tuple(rows), flags=flags), TURNS, grader="g")


def judged(result, labels=None, of=None, **more):
    of = of or question()
    card = with_program(talk(of, labels, **more), of, result, "L4", 0.5)
    return card, {row.id: row for row in card.criteria}


def test_the_program_is_a_row_with_the_verdict_as_its_reason():
    card, rows = judged(done())
    program = rows["program"]
    assert (program.label, program.elicited, program.dimension) == ("met", "unprompted", "execution")
    assert program.reason == "Verdict AC at the first submit, with no hint."
    assert program.quotes == ()
    assert card.provenance.grader == "g" + JUDGED


@pytest.mark.parametrize(
    ("failed", "hints", "elicited"), [(0, 0, "unprompted"), (2, 0, "probed"), (0, 1, "hinted"), (1, 1, "hinted")]
)
def test_hints_and_failed_submits_lower_what_the_program_is_worth(failed, hints, elicited):
    card, rows = judged(done(submits=failed + 1, submits_before_ac=failed, hints_before_ac=hints, hints=hints))
    assert {rows[name].elicited for name in ("program", "edges", "method_2")} == {elicited}
    best = judged(done())[0]
    assert card.overall.score < best.overall.score or elicited == "unprompted"


def test_hints_after_the_program_passed_cost_it_nothing():
    assert judged(done(hints=3))[1]["program"].elicited == "unprompted"


def test_lines_that_ask_for_the_program_are_met_and_lines_that_ask_for_words_are_not():
    _, rows = judged(done())
    assert {name: row.label for name, row in rows.items()} == {
        "clarify": "missing",
        "method_1": "partial",  # "Makes the end exclusive, and asks about it."
        "method_2": "met",
        "method_3": "met",
        "testing": "missing",
        "cost": "met",
        "edges": "met",
        "tradeoff": "missing",
        "program": "met",
    }
    assert not any(row.quotes for row in rows.values())
    assert "Verdict AC" in rows["method_3"].reason


def test_what_was_said_in_part_and_done_is_met_as_it_was_said():
    result = done(submits=2, submits_before_ac=1, hints_before_ac=1)
    _, rows = judged(result, {"edges": ("partial", "unprompted"), "method_1": ("partial", "probed")})
    assert (rows["edges"].label, rows["edges"].elicited) == ("met", "unprompted")
    assert rows["edges"].quotes == (QUOTE,)
    assert (rows["method_1"].label, rows["method_1"].reason) == ("partial", "by the talk")


def test_words_that_are_worth_more_stay_and_errors_leave_half_at_most():
    result = done(hints_before_ac=1)
    said = {"edges": ("met", "unprompted"), "method_2": ("contradicted", None), "method_1": ("contradicted", None)}
    _, rows = judged(result, said)
    assert rows["edges"].reason == "by the talk"
    assert (rows["method_2"].label, rows["method_1"].label) == ("partial", "contradicted")


@pytest.mark.parametrize(
    ("cost", "label"),
    [
        (RIGHT, "met"),
        (RIGHT.model_copy(update={"agrees": False, "foreseen": None}), "missing"),
        (RIGHT.model_copy(update={"foreseen": None}), "missing"),  # said after the measurement was told
        (RIGHT.model_copy(update={"agrees": None, "measured_exponent": None}), "partial"),
        (None, "missing"),
    ],
)
def test_a_cost_counts_where_the_measurement_agrees_with_what_was_said_before_it(cost, label):
    assert judged(done(cost=cost))[1]["cost"].label == label


def test_no_cost_counts_for_a_program_that_never_passed():
    assert judged(done(verdict="WA", submits_before_ac=None))[1]["cost"].label == "missing"


def test_questions_that_were_asked_and_answered_count():
    assert [judged(done(facts_told=n))[1]["clarify"].label for n in range(4)] == ["missing", "partial", "met", "met"]
    assert "2 questions" in judged(done(facts_told=2))[1]["clarify"].reason


@pytest.mark.parametrize("spec", catalogue(), ids=lambda spec: spec.id)
def test_accepted_at_once_with_approach_and_cost_is_at_the_bar_and_never_passed_is_below_it(spec):
    of = question(spec.id)
    for cost in (RIGHT, RIGHT.model_copy(update={"agrees": None, "measured_exponent": None})):
        card, _ = judged(done(cost=cost), of=of)
        assert card.overall.level >= 3
        assert card.overall.level_unprompted >= 3
        assert card.overall.score >= 61
        assert card.overall.low <= card.overall.level <= card.overall.high
    for result in (done(verdict="WA", submits_before_ac=None), done(verdict=None, submits=0, submits_before_ac=None)):
        card, rows = judged(result, of=of, everything="met")
        assert rows["program"].label == "missing"
        assert (card.overall.level, card.overall.level_unprompted, card.overall.high) == (2, 2, 2)


def test_everything_said_and_accepted_at_once_is_above_the_bar():
    assert judged(done(), everything="met")[0].overall.level == 4


@pytest.mark.parametrize(
    "more",
    [
        {"planned": False},
        {"cost": None},
        {"cost": RIGHT.model_copy(update={"foreseen": None, "agrees": False})},
        {"submits_before_ac": 1},
        {"hints_before_ac": 1},
    ],
)
def test_the_floor_asks_for_all_of_it(more):
    of = question("online_softmax")
    assert judged(done(**more), of=of)[0].overall.level < 3


def test_the_floor_is_not_for_talk_that_is_none():
    of = question("online_softmax")
    assert judged(done(), of=of)[0].overall.level == 3
    assert judged(done(), of=of, flags=("off_topic",))[0].overall.level < 3


def test_a_cost_that_was_asked_for_lifts_the_level_with_follow_ups_only():
    cost = RIGHT.model_copy(update={"foreseen": "probed"})
    card, rows = judged(done(cost=cost), of=question("online_softmax"))
    assert rows["program"].elicited == "unprompted"
    assert (card.overall.level, card.overall.level_unprompted) == (3, 2)


def test_what_the_judge_could_not_judge_counts_against_nobody():
    result = done(verdict="IE", submits_before_ac=None, unjudged=True)
    card, rows = judged(result, everything="met")
    assert rows["program"].label == "unscored"
    assert card.overall.level == 4


WORTH = WrittenTests(cases=9, false_alarms=0, void=0, caught=9, of=10)


@pytest.mark.parametrize(
    ("worth", "label"),
    [
        (WORTH, "met"),
        (WORTH.model_copy(update={"false_alarms": 1}), "partial"),
        (WORTH.model_copy(update={"caught": 4}), "partial"),
        (WORTH.model_copy(update={"caught": 3}), "missing"),
        (None, "missing"),
    ],
)
def test_tests_are_worth_what_they_catch(worth, label):
    of = question("rate_limiter", "tests")
    card, rows = judged(done(kind="tests", tests=worth), of=of, everything="met")
    assert rows["program"].label == label
    assert (card.overall.level > 2) == (label != "missing")
    assert all(row.reason == "by the talk" for name, row in rows.items() if name != "program")


@pytest.mark.parametrize(("found", "mended"), list(itertools.product((True, False), repeat=2)))
def test_a_bug_is_found_and_mended(found, mended):
    bug = FoundBug(found=found, mended=mended)
    _, rows = judged(done(kind="bug", bug=bug, submits_before_ac=0 if mended else None), of=question("rope", "bug"))
    assert rows["program"].label == {2: "met", 1: "partial", 0: "missing"}[found + mended]


def test_other_rounds_are_left_alone():
    card = talk(question())
    assert with_program(card, question(), None, "L4", 0.5) is card


def test_the_rule_names_criteria_of_the_bank():
    for name, rows in rule()["bank"].items():
        ids = [one for named in rows.values() for one in named]
        assert set(ids) <= {criterion.id for criterion in bank()[name].criteria}
        assert len(ids) == len(set(ids))
    mine = bank()["lru_pins_talk"]
    assert rests_on(mine, next(c for c in mine.criteria if c.id == "edge_cases")) == "whole"
    assert rests_on(mine, next(c for c in mine.criteria if c.id == "invariants")) == "words"
    other = mine.model_copy(update={"id": "of_a_user"})
    assert {rests_on(other, criterion) for criterion in other.criteria} == {"words"}


@pytest.mark.parametrize(
    ("problem", "criterion", "rests"),
    [
        ("reservoir_sampling", "method_1", "words"),  # Gives the induction ...
        ("reservoir_sampling", "method_2", "part"),  # Counts the new item ... and can say ...
        ("reservoir_sampling", "method_3", "whole"),  # Returns a copy, and treats short streams ...
        ("offline_union", "method_1", "words"),  # Sees that ...
        ("disc_reachability", "cost_1", "cost"),  # Names time as quadratic ...
    ],
)
def test_what_a_line_asks_for(problem, criterion, rests):
    of = question(problem)
    row = next((c for c in of.criteria if c.id == criterion), None)
    assert row is not None
    assert rests_on(of, row) == rests
