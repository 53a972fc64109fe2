from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from agent.checking import desk as desks
from agent.checking import rules
from agent.checking.alike import alike_criteria, alike_prompts
from agent.checking.bank import foreign
from agent.checking.desk import Grade, Remembering
from rubrics.loader import bank
from rubrics.schema import Question

PRAM = bank()["prob_reservoir_stream"]


class FakeDesk:
    """Gives the grades that a test wants."""

    def __init__(self, question: Question, grades: dict[str, Grade], support: Any = None) -> None:
        self.question = question
        self._grades = grades
        self._support = support

    def grade(self, text: str, *, second_angle: bool = False) -> Grade:
        return self._grades.get(text, Grade(1, ()))

    def evidence_support(self) -> Any:
        return self._support


def names(failures: Any) -> list[str]:
    return [failure.name for failure in failures]


@pytest.mark.parametrize(
    ("strong", "borderline", "failing"),
    [(4, 2, []), (4, 3, []), (3, 2, ["strong"]), (4, 1, ["borderline"]), (4, 4, ["borderline"]), (None, 2, ["strong"])],
)
def test_exemplars_get_the_grade_they_are_written_for(strong: int | None, borderline: int, failing: list[str]) -> None:
    assert PRAM.exemplars is not None
    grades = {PRAM.exemplars.strong: Grade(strong, ()), PRAM.exemplars.borderline: Grade(borderline, ())}
    assert names(rules.exemplar_grades(FakeDesk(PRAM, grades))) == [f"{PRAM.id}.{name}" for name in failing]  # type: ignore[arg-type]


def test_evidence_supports_its_own_criterion_most() -> None:
    criteria = PRAM.all_criteria()
    owner = np.array([at for at, criterion in enumerate(criteria) for _ in criterion.evidence])
    support = np.eye(len(criteria), dtype=np.float32)[owner]
    support[1] = support[-1]
    checked, failures = rules.own_evidence(FakeDesk(PRAM, {}, (owner, support)))  # type: ignore[arg-type]
    assert checked == len(owner)
    assert names(failures) == [f"{PRAM.id}.{criteria[0].id}.evidence[1]"]
    assert criteria[-1].id in failures[0].what


def test_a_misconception_meets_nothing() -> None:
    assert PRAM.second_angle is not None
    main, second = PRAM.criteria[0], PRAM.second_angle.criteria[0]
    grades = {main.misconceptions[0]: Grade(1, (main.id,)), second.misconceptions[0]: Grade(1, (second.id,))}
    checked, failures = rules.misconceptions_met(FakeDesk(PRAM, grades))  # type: ignore[arg-type]
    assert checked == sum(len(criterion.misconceptions) for criterion in PRAM.all_criteria())
    assert names(failures) == [f"{PRAM.id}.{one.id}.misconceptions[0]" for one in (main, second)]


def test_answers_to_other_questions() -> None:
    first, second = (criterion.id for criterion in PRAM.criteria[:2])
    grades = {"a": Grade(1, (first,)), "b": Grade(3, (first, second)), "c": Grade(2, ())}
    assert names(rules.foreign_answers(PRAM, grades)) == [f"{PRAM.id} < a", f"{PRAM.id} < b"]
    assert names(rules.one_answer_for_two(PRAM, grades)) == [f"{PRAM.id} < b"]
    assert names(rules.met_by_everything(PRAM, grades)) == [f"{PRAM.id}.{first}"]
    assert list(rules.met_by_everything(PRAM, {})) == []


def test_foreign_questions_are_of_all_other_topics_and_take_turns() -> None:
    topics = {question.topic for question in bank().values()}
    used = set()
    for question in bank().values():
        others = foreign(question, bank())
        assert {bank()[name].topic for name in others} == topics - {question.topic}
        used.update(others)
    assert used == set(bank())


def test_near_duplicates_are_found_between_questions_only() -> None:
    two = {name: PRAM.model_copy(update={"id": name}) for name in ("one", "two")}

    def embed(texts: Sequence[str]) -> Any:
        places = {text: at for at, text in enumerate(dict.fromkeys(texts))}
        return np.eye(len(places), dtype=np.float32)[[places[text] for text in texts]]

    assert names(alike_prompts(two, embed).failures) == ["one = two"]
    ids = [criterion.id for criterion in PRAM.all_criteria()]
    ruling = alike_criteria(two, embed)
    assert names(ruling.failures) == [f"one.{name} = two.{name}" for name in ids]
    assert ruling.checked == len(ids) ** 2


def test_a_text_is_encoded_once_while_it_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def encode(texts: Sequence[str]) -> list[str]:
        asked.append(list(texts))
        return [text.upper() for text in texts]

    monkeypatch.setattr(desks, "KEPT", 2)
    memory = Remembering(SimpleNamespace(token_states=encode))
    assert memory.token_states(["a", "b", "a"]) == ["A", "B", "A"]
    assert memory.token_states(["b", "c"]) == ["B", "C"]  # forgets a
    assert memory.token_states(["c", "a"]) == ["C", "A"]
    assert asked == [["a", "b"], ["c"], ["a"]]
