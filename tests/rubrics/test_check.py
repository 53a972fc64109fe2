from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rubrics.check import check_question, form_value
from rubrics.schema import Question

Maker = Callable[..., Question]
ANCHORS = {"graph_search": {"patterns"}}


def findings(question: Question, level: str = "error") -> list[str]:
    found = check_question(question, ANCHORS, {"grid_robot"}, {"grid_robot"})
    assert all(one.what and one.todo for one in found)
    return [one.where for one in found if one.level == level]


def test_a_full_question_has_no_finding(make_question: Maker) -> None:
    assert check_question(make_question(), ANCHORS, {"grid_robot"}, set()) == []
    assert check_question(make_question(), None, None, set()) == []


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ({"topic": "my_topic", "pivots": ({"topic": "graph_search", "question": "And now?"},)}, "topic"),
        ({"difficulty": None}, "difficulty"),
        ({"minutes": None}, "minutes"),
        ({"opening": ()}, "opening"),
        ({"second_angle": None}, "second_angle"),
        ({"pivots": ()}, "pivots"),
        ({"exemplars": None}, "exemplars"),
        ({"hints": ("One.",)}, "hints"),
        ({"problem": None}, "problem"),
        ({"problem": "unknown"}, "problem"),
        ({"kind": "ml_concepts"}, "problem"),
        ({"pivots": ({"topic": "cooking", "question": "And now?"},)}, "pivots[0].topic"),
        ({"pivots": ({"topic": "graph_search", "question": "And now?"},)}, "pivots[0].topic"),
        ({"pivots": ({"topic": "lru_cache_pins", "question": "lru_unknown"},)}, "pivots[0].question"),
    ],
)
def test_what_a_question_lacks(make_question: Maker, keys: dict[str, Any], where: str) -> None:
    assert findings(make_question(**keys)) == [where]


NUMERIC = {"name": "states", "value": 0.333, "tolerance": 0.001}


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ({"dimension": None}, "dimension"),
        ({"role": None}, "role"),
        ({"probes": ("In which order?",)}, "probes"),
        ({"probes": ("In which order?", "Is a deque of use?")}, "probes[1]"),
        ({"name": "All 40320 of them"}, "name"),
        ({"sources": ("patterns",)}, "sources[0]"),
        ({"sources": ("cooking#patterns",)}, "sources[0]"),
        ({"sources": ("graph_search#nowhere",)}, "sources[0]"),
        ({"numeric": ({**NUMERIC, "forms": ("1/3", "33.3 %", "a third", "1/4")},)}, "numeric[0].forms[3]"),
    ],
)
def test_what_a_criterion_lacks(make_question: Maker, keys: dict[str, Any], where: str) -> None:
    assert findings(make_question(keys)) == [f"criteria[queue_order].{where}"]


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ({"name": "Deque, marks cell when pushed, shortest paths"}, "name"),
        ({"evidence": ("Marks each cell at once.", "Each cell is marked at once.", "Other words.")}, "evidence[1]"),
    ],
)
def test_what_a_draft_may_still_do(make_question: Maker, keys: dict[str, Any], where: str) -> None:
    question = make_question(keys)
    assert findings(question) == []
    assert findings(question, "warning") == [f"criteria[queue_order].{where}"]


def test_warnings_are_told_apart(make_question: Maker) -> None:
    question = make_question({"misconceptions": (), "sources": (), "weight": 2}, further_reading=())
    assert findings(question) == []
    assert findings(question, "warning") == [
        "further_reading",
        "criteria",
        "criteria[queue_order].misconceptions",
    ]


def test_half_of_the_criteria_cite_the_guide(make_question: Maker) -> None:
    question = make_question({"sources": ()})
    assert question.second_angle is not None
    bare = tuple(one.model_copy(update={"sources": ()}) for one in question.second_angle.criteria)
    assert findings(question, "warning") == []  # two of three do
    angle = question.second_angle.model_copy(update={"criteria": bare})
    assert findings(question.model_copy(update={"second_angle": angle}), "warning") == ["criteria"]


def test_what_only_our_bank_has_to_heed(make_question: Maker) -> None:
    def ours(question: Question) -> set[bool]:
        return {one.ours for one in check_question(question, ANCHORS, set(), set())}

    bare = {"probes": (), "dimension": None, "role": None, "misconceptions": (), "sources": ("cooking#oven",)}
    missing = {"difficulty": None, "minutes": None, "opening": (), "hints": (), "pivots": (), "exemplars": None}
    assert ours(make_question(bare, **missing, topic="cooking", kind="system_design", problem=None)) == {True}
    assert ours(make_question({"probes": ("Why a deque?", "In which order?")}, problem=None, kind="ml_concepts")) == {
        False
    }


def test_a_design_question_has_the_shape_of_a_good_answer(make_question: Maker) -> None:
    question = make_question(kind="system_design", problem=None)
    assert findings(question, "warning") == ["criteria", "criteria"]  # no opening, no trade-off


def test_second_angle_criteria_are_checked_too(make_question: Maker) -> None:
    question = make_question()
    angle = question.second_angle
    assert angle is not None
    bare = angle.criteria[0].model_copy(update={"probes": (), "role": None})
    angle = angle.model_copy(update={"criteria": (bare, *angle.criteria[1:])})
    assert findings(question.model_copy(update={"second_angle": angle})) == ["second_angle.criteria[state].probes"]


def test_a_form_may_be_written_in_another_unit(make_question: Maker) -> None:
    numeric = {"name": "memory in KiB", "value": 512.0, "tolerance": 1.0, "forms": ("524288", "0.5", "512", "5.12e7")}
    assert findings(make_question({"numeric": (numeric,)})) == []


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("1/3", 1 / 3),
        ("33 %", 0.33),
        ("1,000", 1000.0),
        ("2.5e-3", 0.0025),
        (".5", 0.5),
        ("-4", -4.0),
        ("5 percent", 0.05),
    ],
)
def test_forms_are_read(form: str, value: float) -> None:
    assert form_value(form) == pytest.approx(value)


@pytest.mark.parametrize("form", ["a third", "1/0", "n^2", "", "%", "12 apples"])
def test_forms_in_words_are_left_alone(form: str) -> None:
    assert form_value(form) is None
