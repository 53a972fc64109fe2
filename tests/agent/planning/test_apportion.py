from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.planning.apportion import apportion

weights = st.lists(st.fractions(Fraction(1, 10), 20, max_denominator=20), min_size=1, max_size=12)


def test_a_worked_example() -> None:
    assert apportion(10, [Fraction(5), Fraction(3), Fraction(1)]) == [6, 3, 1]
    assert apportion(10, [Fraction(26), Fraction(74)]) == [3, 7]  # 2.6 and 7.4, where Jefferson's method gives 2 and 8


def test_equal_parts_tie_in_their_order() -> None:
    assert apportion(5, [Fraction(1)] * 3) == [2, 2, 1]


@pytest.mark.parametrize(("total", "parts"), [(1, [1, 1]), (5, []), (5, [1, 0]), (5, [1, -1])])
def test_what_cannot_be_shared_out_is_refused(total: int, parts: list[int]) -> None:
    with pytest.raises(ValueError):
        apportion(total, [Fraction(one) for one in parts])


@given(weights, st.integers(0, 300))
def test_minutes_add_up_near_their_quota(parts: list[Fraction], more: int) -> None:
    total = len(parts) + more
    minutes = apportion(total, parts)
    assert sum(minutes) == total
    assert min(minutes) >= 1
    assert all(
        low >= high
        for one, low in zip(parts, minutes, strict=True)
        for other, high in zip(parts, minutes, strict=True)
        if one > other
    )


@given(weights, st.integers(0, 300))
def test_a_larger_total_takes_from_none(parts: list[Fraction], more: int) -> None:
    total = len(parts) + more
    assert all(a <= b for a, b in zip(apportion(total, parts), apportion(total + 1, parts), strict=True))


@given(weights, st.integers(0, 300), st.data())
def test_parts_that_grow_together_lose_nothing(parts: list[Fraction], more: int, data: st.DataObject) -> None:
    growing = data.draw(st.sets(st.integers(0, len(parts) - 1)))
    factor = data.draw(st.fractions(1, 4, max_denominator=12))
    total = len(parts) + more
    grown = [weight * factor if place in growing else weight for place, weight in enumerate(parts)]
    before, after = apportion(total, parts), apportion(total, grown)
    assert all(after[place] >= before[place] for place in growing)
    assert all(after[place] <= before[place] for place in set(range(len(parts))) - growing)
