from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.assess.numbers import check, stated
from rubrics.schema import Numeric

SIXTH = Numeric(name="probability", value=1 / 6, tolerance=0.002, forms=("one sixth",))


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("33 %", 0.33),
        ("a third", 1 / 3),
        ("1/8", 0.125),
        ("about 1,500 users", 1500.0),
        ("2.5k", 2500.0),
        ("x = −0.4", -0.4),
        ("4e-6", 4e-6),
        (".716", 0.716),
        ("3 million", 3e6),
    ],
)
def test_readings(text: str, reading: float) -> None:
    assert any(value == pytest.approx(reading) for _, values in stated(text) for value in values)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= at < len(text) for at, _ in stated(text))


@pytest.mark.parametrize(
    ("sentence", "finding"),
    [
        ("So the answer is 1/6.", "right"),
        ("That makes one sixth.", "right"),
        ("It comes out at 16.7 percent.", "right"),
        ("So the answer is 1/11.", "wrong"),
        ("There are 36 outcomes to count.", "unsaid"),
        ("I would count them.", "unsaid"),
    ],
)
def test_a_final_number_is_checked(sentence: str, finding: str) -> None:
    assert check(SIXTH, [sentence], [True], [2.0, 7.0]) == finding


def test_a_corrected_slip_costs_nothing() -> None:
    assert check(SIXTH, ["So it is 1/11.", "No, wait, it is 6/36."], [True, True], []) == "right"


def test_a_number_about_something_else_is_not_wrong() -> None:
    assert check(SIXTH, ["The standard error is 0.3."], [False], []) == "unsaid"


def test_the_question_s_own_numbers_are_not_wrong() -> None:
    assert check(SIXTH, ["The sum is 7."], [True], [7.0]) == "unsaid"


def test_a_variable_that_is_set_is_no_result() -> None:
    assert check(SIXTH, ["With p = 2/3 the sum follows from the formula."], [True], []) == "unsaid"


def test_a_second_number_of_the_criterion_that_was_not_said_is_no_error():
    first = Numeric(name="weights of the layer", value=72, tolerance=0)
    second = Numeric(name="multiply-adds of the layer in thousands", value=56, tolerance=0)
    said = ["The layer has 3 x 3 x 8, so 72 weights."]
    assert check(first, said, [True], [second.value]) == "right"
    assert check(second, said, [True], [first.value]) == "unsaid"


def test_a_result_of_something_else_is_no_error():
    wanted = Numeric(name="expected flips until the pattern comes", value=8, tolerance=0)
    assert check(wanted, ["Reading the state is O(1), and memory is about 3 words."], [True], []) == "unsaid"
