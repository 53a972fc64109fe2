from __future__ import annotations

from collections.abc import Callable

import pytest

from rubrics.pitfalls import check_pitfalls
from rubrics.schema import Question
from rubrics.tables import Met

PITFALL = "graph_search#pitfall-deep"
WRONG = "Depth first finds the shortest way as well."
ANCHORS = {"graph_search": {"patterns", "pitfall-deep"}}
ROW = Met(question="grid_robot", criterion="queue_order", misconception=WRONG)


@pytest.fixture
def question(make_question: Callable[..., Question]) -> Question:
    return make_question({"sources": (PITFALL,)})


def test_a_pitfall_is_met_by_a_misconception_that_stands_there(question: Question) -> None:
    assert list(check_pitfalls(ANCHORS, {PITFALL: ROW}, {question.id: question})) == []


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({}, "no misconception meets it"),
        ({PITFALL: ROW, "graph_search#pitfall-gone": ROW}, "no such pitfall"),
        ({PITFALL: ROW.model_copy(update={"question": "another"})}, "there is no another.queue_order"),
        ({PITFALL: ROW.model_copy(update={"criterion": "another"})}, "there is no grid_robot.another"),
        ({PITFALL: ROW.model_copy(update={"misconception": WRONG[:-1]})}, "no such misconception"),
    ],
)
def test_what_is_wrong_with_the_table(question: Question, table: dict[str, Met], words: str) -> None:
    (finding,) = check_pitfalls(ANCHORS, table, {question.id: question})
    assert finding.level == "error"
    assert words in finding.what


def test_the_criterion_has_to_cite_the_pitfall(make_question: Callable[..., Question]) -> None:
    question = make_question()
    (finding,) = check_pitfalls(ANCHORS, {PITFALL: ROW}, {question.id: question})
    assert "does not cite it" in finding.what
