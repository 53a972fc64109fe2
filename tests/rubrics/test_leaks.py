from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.leaks import leaks
from rubrics.loader import bank
from rubrics.schema import Question
from rubrics.words import COMMON_STEMS, STOP_WORDS, likeness, numbers, stem

Maker = Callable[..., Question]


def found(question: Question, text: str, *said: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.found, one.source) for one in leaks(text, question, question.criteria[0], said)]


@pytest.mark.parametrize(
    ("text", "kind", "words", "source"),
    [
        ("Would a deque help?", "term", "deque", "terms[0]"),
        ("Is it breadth-first?", "term", "breadth-first", "terms[1]"),
        ("Why not Dijkstra here?", "term", "Dijkstra", "evidence[2]"),
        ("So you get shortest paths?", "phrase", "shortest paths", "expectation"),
        ("Do you mark the cells once they are pushed?", "phrase", "mark the cells once they are pushed", "expectation"),
        ("Are 40,320 states too many?", "number", "40,320", "evidence[1]"),
    ],
)
def test_what_gives_the_answer_away(make_question: Maker, text: str, kind: str, words: str, source: str) -> None:
    assert found(make_question(), text) == [(kind, words, source)]


@pytest.mark.parametrize(
    "text",
    [
        "How many steps does the robot need, and why?",
        "In which order do you visit the neighbours?",
        "What does it cost in time and in memory?",
        "Say more about the state, and about the start.",
        "Suppose the grid has 3 robots and 100 exits.",
        "",
    ],
)
def test_common_words_and_the_prompt_give_nothing_away(make_question: Maker, text: str) -> None:
    assert found(make_question(), text) == []


def test_what_was_said_is_in_the_open(make_question: Maker) -> None:
    assert found(make_question(), "Why a deque?")
    assert not found(make_question(), "Why a deque?", "I would use a deque.")
    assert not found(make_question(), "Are 40,320 states many?", "Eight factorial is 40320.")
    # Two words tell something only if both are new and stand side by side.
    queue = make_question({"expectation": "Uses a circular buffer of places."})
    assert found(queue, "And with a circular buffer?")
    assert not found(queue, "And with a circular buffer?", "Some buffer.")
    assert not found(queue, "What is circular in this buffer?")


def test_a_declared_number_leaks_even_if_it_is_a_plain_one(make_question: Maker) -> None:
    numeric: dict[str, Any] = {"name": "chance", "value": 0.2, "tolerance": 0.01, "forms": ("1/5",)}
    question = make_question({"numeric": (numeric,)})
    assert found(question, "Could it be 20 percent?") == [("number", "20", "numeric[0]")]
    assert not found(make_question(), "Could it be 20 percent?")


def test_the_second_angle_has_its_own_prompt(make_question: Maker) -> None:
    question = make_question()
    angle = question.second_angle
    assert angle is not None
    secret = angle.criteria[0].model_copy(update={"terms": ("doors need keys",)})
    question = question.model_copy(
        update={"second_angle": angle.model_copy(update={"criteria": (secret, *angle.criteria[1:])})}
    )
    assert leaks("Which doors need keys?", question, secret) == []
    main = question.criteria[0].model_copy(update={"terms": ("doors need keys",)})
    assert leaks("Which doors need keys?", question, main) != []


@given(st.lists(st.sampled_from(sorted(STOP_WORDS)), max_size=30).map(" ".join))
def test_grammar_is_never_a_leak(text: str) -> None:
    for question in list(bank().values())[:3]:
        assert all(not leaks(text, question, one) for one in question.all_criteria())


def test_the_expectation_itself_is_always_caught() -> None:
    for question in bank().values():
        for criterion in question.all_criteria():
            assert leaks(criterion.expectation, question, criterion), (question.id, criterion.id)


@pytest.mark.parametrize(
    "words",
    [
        ("marked", "marks", "marking", "mark"),
        ("query", "queries"),
        ("class", "classes"),
        ("stop", "stopped", "stopping"),
    ],
)
def test_forms_of_a_word_share_their_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


def test_numbers_are_read_from_digits() -> None:
    values = [value for value, _, _ in numbers("1,000 of 40320 at 0.5 and 1e-3, not v2 or x1, but 99.9%.")]
    assert values == [1000.0, 40320.0, 0.5, 0.001, 99.9]


def test_likeness_is_a_jaccard_index() -> None:
    assert likeness("marks each cell", "cells are marked") == 1.0
    assert likeness("red green blue", "green blue pink") == 0.5
    assert likeness("", "of the") == 0.0
    assert not COMMON_STEMS & {stem("deque"), stem("reservoir")}


def test_a_number_before_a_comma_is_read_whole():
    from rubrics.words import numbers

    assert [value for value, _, _ in numbers("that is 102,400, so with 34,000 a week")] == [102400, 34000]
    assert [value for value, _, _ in numbers("1,024, 2,048 and 12, 400")] == [1024, 2048, 12, 400]
