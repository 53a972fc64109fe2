from __future__ import annotations

import itertools
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.labels import Elicited, Label, TargetLevel
from rubrics.scoring import CUTS, ELICITED_CREDIT, LABEL_POINTS, Mark, OverallScore, level_value, overall

labels = st.sampled_from(get_args(Label))
elicited = st.sampled_from([None, *get_args(Elicited)])
marks = st.builds(Mark, st.integers(1, 3), labels, elicited)
many = st.lists(marks, min_size=1, max_size=12)
targets = st.sampled_from(get_args(TargetLevel))
strictness = st.booleans()

LABEL_ORDER: tuple[Label, ...] = ("contradicted", "missing", "partial", "met")
CREDIT_ORDER: tuple[Elicited, ...] = ("given", "hinted", "probed", "unprompted")


def levels(result: OverallScore) -> tuple[int, int]:
    assert result.level is not None
    assert result.level_unprompted is not None
    return result.level, result.level_unprompted


def points(result: OverallScore) -> float:
    assert result.score is not None
    return result.score


def scored(some: list[Mark]) -> list[Mark]:
    return [mark if mark.label != "unscored" else Mark(mark.weight, "missing") for mark in some]


def test_the_tables_cover_every_word() -> None:
    assert set(LABEL_POINTS) == set(get_args(Label)) - {"unscored"}
    assert set(ELICITED_CREDIT) == set(get_args(Elicited))
    assert set(CUTS) == set(get_args(TargetLevel))
    rows = [CUTS[level] for level in get_args(TargetLevel)]
    assert all(list(row) == sorted(row) for row in rows)
    assert all(low < high for one, other in itertools.pairwise(rows) for low, high in zip(one, other, strict=True))


def test_a_worked_example() -> None:
    result = overall([Mark(3, "met"), Mark(2, "met", "probed"), Mark(2, "partial", "hinted"), Mark(3, "missing")])
    assert points(result) == pytest.approx(100 * (3 + 2 * 0.85 + 2 * 0.5 * 0.5) / 10)
    assert levels(result) == (2, 2)
    assert (result.low, result.high) == (2, 3)  # .52 of the share is the level 2.28; 1.53 to 3.03 round to 2 and 3


@pytest.mark.parametrize(
    ("share", "level"), [(0.0, 1), (0.199, 1), (0.2, 2), (0.609, 2), (0.61, 3), (0.829, 3), (0.83, 4), (1.0, 4)]
)
def test_the_real_valued_level_rounds_to_the_level(share: float, level: int) -> None:
    assert int(level_value(share, CUTS["L4"]) + 0.5) == level


def test_what_a_four_asks_for() -> None:
    good = [Mark(3, "met")] * 5
    assert levels(overall([*good, Mark(1, "missing")]))[0] == 4
    for spoilt in (Mark(3, "partial"), Mark(1, "contradicted")):
        held_back = overall([*good, spoilt])
        assert levels(held_back)[0] == 3
        assert held_back.value == pytest.approx(3.5)
        assert (held_back.low, held_back.high) == (3, 4)
    assert levels(overall([*good, Mark(3, "partial")], strict_top=False))[0] == 4
    assert levels(overall([*good, Mark(3, "missing")], strict_top=False))[0] == 3
    assert levels(overall([*good, Mark(1, "contradicted")], strict_top=False))[0] == 3


def test_follow_ups_lift_one_level_only() -> None:
    assert levels(overall([Mark(3, "met"), Mark(3, "met", "challenged"), Mark(3, "met", "probed")])) == (4, 2)


@pytest.mark.parametrize(("rest", "is_scored"), [(3, True), (2, False)])
def test_mostly_unscored_is_no_score(rest: int, is_scored: bool) -> None:
    result = overall([Mark(3, "unscored"), Mark(rest, "met")])
    assert (result.score is not None) is is_scored
    assert (result.unscored is None) is is_scored
    if not is_scored:
        assert result == OverallScore(None, None, None, None, None, None, result.unscored)
        assert "2 of 5" in str(result.unscored)
    assert overall([]).level is None


@given(many, targets, st.floats(0, 3), strictness)
def test_bounds(some: list[Mark], target: TargetLevel, halfwidth: float, strict: bool) -> None:
    result = overall(some, target, halfwidth, strict_top=strict)
    if result.level is None:
        assert result.unscored
        return
    level, alone = levels(result)
    assert result.low is not None
    assert result.high is not None
    assert result.value is not None
    assert 0 <= points(result) <= 100
    assert 1 <= alone <= level <= 4
    assert 1 <= result.low <= level <= result.high <= 4
    assert int(result.value + 0.5) == level
    assert result.high - result.low <= 2 * halfwidth + 1


@given(many, st.randoms(use_true_random=False), targets, strictness)
def test_the_order_does_not_matter(some: list[Mark], random: object, target: TargetLevel, strict: bool) -> None:
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert overall(shuffled, target, strict_top=strict) == overall(some, target, strict_top=strict)


@given(many, st.data(), targets, strictness)
def test_a_better_label_or_more_credit_never_costs(
    some: list[Mark], data: st.DataObject, target: TargetLevel, strict: bool
) -> None:
    some = scored(some)
    place = data.draw(st.integers(0, len(some) - 1))
    mark = some[place]
    if data.draw(st.booleans()):
        better = data.draw(st.sampled_from(LABEL_ORDER[LABEL_ORDER.index(mark.label) :]))
        improved = Mark(mark.weight, better, mark.elicited)
    else:
        how = "probed" if mark.elicited == "challenged" else mark.elicited or "unprompted"
        improved = Mark(mark.weight, mark.label, data.draw(st.sampled_from(CREDIT_ORDER[CREDIT_ORDER.index(how) :])))
    before = overall(some, target, strict_top=strict)
    after = overall([*some[:place], improved, *some[place + 1 :]], target, strict_top=strict)
    assert points(after) >= points(before)
    assert levels(after)[0] >= levels(before)[0]
    assert levels(after)[1] >= levels(before)[1]


@given(many, st.integers(0, 11), st.integers(1, 3))
def test_weight_pulls_towards_its_own_criterion(some: list[Mark], place: int, weight: int) -> None:
    some = scored(some)
    place %= len(some)
    mark = some[place]
    heavier = [*some[:place], Mark(max(weight, mark.weight), mark.label, mark.elicited), *some[place + 1 :]]
    own = 100 * LABEL_POINTS[mark.label] * ELICITED_CREDIT[mark.elicited or "unprompted"]
    before, after = points(overall(some)), points(overall(heavier))
    assert abs(after - own) <= abs(before - own) + 1e-9


@given(many, st.integers(1, 3), st.sampled_from(["met", "partial"]), targets, strictness)
def test_given_counts_like_missing(
    some: list[Mark], weight: int, label: Label, target: TargetLevel, strict: bool
) -> None:
    said_first = overall([*some, Mark(weight, label, "given")], target, strict_top=strict)
    missing = overall([*some, Mark(weight, "missing")], target, strict_top=strict)
    assert said_first == missing


@given(many, st.integers(1, 3))
def test_unscored_is_left_out(some: list[Mark], weight: int) -> None:
    some = scored(some)
    with_gap = overall([*some, Mark(weight, "unscored")])
    if with_gap.level is not None:
        assert with_gap == overall(some)


@given(many, targets)
def test_a_higher_target_is_never_easier(some: list[Mark], target: TargetLevel) -> None:
    some = scored(some)
    order = get_args(TargetLevel)
    for higher in order[order.index(target) :]:
        assert levels(overall(some, higher))[0] <= levels(overall(some, target))[0]
        assert points(overall(some, higher)) == points(overall(some, target))
