"""The days to the interview."""

from __future__ import annotations

import datetime
import itertools
from collections import Counter
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.models import Category, Profile
from agent.planning.apportion import turns
from agent.planning.calendar import Day, calendar
from agent.planning.need import MeasuredLevel
from agent.planning.reviews import DuePoint, Point
from agent.planning.study import study_plan
from rubrics.schema import BANK_TOPICS

TODAY = datetime.date(2026, 11, 24)  # A Tuesday.
profiles = st.builds(
    Profile,
    interview_date=st.none() | st.integers(0, 100).map(lambda days: TODAY + datetime.timedelta(days=days)),
    daily_minutes=st.integers(15, 240),
    ratings=st.dictionaries(st.sampled_from(get_args(Category)), st.integers(1, 5)),
    focus_subtopics=st.lists(st.sampled_from(BANK_TOPICS), unique=True, max_size=3).map(tuple),
)
todays = st.integers(0, 6).map(lambda days: TODAY - datetime.timedelta(days=days))


def days(profile: Profile, measured=None, due=(), today: datetime.date = TODAY) -> tuple[Day, ...]:
    return calendar(profile, study_plan(profile, measured), measured, due, today)


def at(left: int) -> Profile:
    return Profile(interview_date=TODAY + datetime.timedelta(days=left))


def doing(day: Day) -> set[str]:
    return {line.do for line in day.lines}


def point(number: int, due: datetime.date = TODAY) -> DuePoint:
    of = Point("q", f"c{number}", "behavioral_star", f"point {number}", "p", "?", "e")
    return DuePoint(of, datetime.datetime(due.year, due.month, due.day, 9, tzinfo=datetime.UTC), "again", 1)


def test_ten_days() -> None:
    found = days(at(10))
    assert len(found) == 11
    assert [sorted(doing(day)) for day in found[5:]] == [
        ["rest"],
        ["drill"],
        ["mock"],
        ["drill"],
        ["read"],
        ["interview"],
    ]
    assert found[7].lines[0].minutes == 215
    assert "3 days before the interview" in found[7].lines[0].reason
    assert found[9].minutes == 10


@pytest.mark.parametrize("left", [4, 5, 6, 7, 8, 9, 10, 18, 33, 59])
def test_one_onsite_stands_shortly_before_the_date_and_others_a_fortnight_apart(left: int) -> None:
    mocks = [left - number for number, day in enumerate(days(at(left))) if "mock" in doing(day)]
    assert mocks[-1] in (3, 4)
    assert all(before - after in (13, 14, 15) for before, after in itertools.pairwise(mocks))


@settings(max_examples=40)
@given(profiles, todays)
def test_a_calendar_holds_what_it_promises(profile: Profile, today: datetime.date) -> None:
    found = days(profile, today=today)
    assert found == days(profile.model_copy(deep=True), today=today)
    assert [day.date for day in found] == [today + datetime.timedelta(days=n) for n in range(len(found))]
    for day in found:
        assert day.minutes == sum(line.minutes for line in day.lines)
        assert day.lines
        assert doing(day) & {"mock", "screen"} or day.minutes <= profile.daily_minutes
        assert all(line.reason.endswith(".") and len(line.reason) > 20 for line in day.lines)
        if profile.interview_date is not None:
            left = (profile.interview_date - day.date).days
            assert ("interview" in doing(day)) == (left == 0)
            assert not doing(day) & {"mock", "screen", "drill"} or left > 1
            assert left != 1 or 0 < day.minutes <= profile.daily_minutes / 3 + 1


@settings(max_examples=60)
@given(profiles, st.sampled_from(get_args(Category)), st.integers(1, 5), todays)
def test_more_need_never_gets_fewer_minutes_by_any_day(
    profile: Profile, category: Category, rating: int, today: datetime.date
) -> None:
    rated = profile.model_copy(update={"ratings": {**profile.ratings, category: rating}})
    weaker = profile.model_copy(update={"ratings": {**profile.ratings, category: max(1, rating - 1)}})
    of = {topic for topic in BANK_TOPICS if _category(topic) == category}
    less, more = Counter[str](), Counter[str]()
    for before, after in zip(days(rated, today=today), days(weaker, today=today), strict=True):
        for count, day in ((less, before), (more, after)):
            for line in day.lines:
                count[str(line.topic)] += line.minutes
        assert all(more[topic] >= less[topic] for topic in of)
        assert all(more[topic] <= less[topic] for topic in set(BANK_TOPICS) - of)


def _category(topic: str) -> str:
    from agent.planning.priors import priors

    return priors().topics[topic].category


def test_a_lower_measured_level_gets_more_and_says_so() -> None:
    def given_minutes(level: float) -> int:
        measured = {"computer_vision": MeasuredLevel(level=level, low=max(1, level - 0.4), high=level + 0.4)}
        lines = [line for day in days(at(30), measured) for line in day.lines if line.topic == "computer_vision"]
        assert all(f"measured {level:g}" in line.reason for line in lines)
        assert ("read" in {line.do for line in lines}) == (level < 3)
        return sum(line.minutes for line in lines)

    assert given_minutes(1.5) > given_minutes(2.5) > given_minutes(3.5)


def test_the_target_level_and_a_choice_move_minutes() -> None:
    def given_minutes(**more: object) -> int:
        found = days(at(40).model_copy(update=more))
        return sum(line.minutes for day in found for line in day.lines if line.topic == "behavioral_star")

    assert given_minutes(target_level="L3") < given_minutes(target_level="L6")
    assert given_minutes() < given_minutes(focus_subtopics=("behavioral_star",))


def test_due_points_come_on_their_day_as_many_as_there_is_room_for() -> None:
    tomorrow = TODAY + datetime.timedelta(days=1)
    found = days(at(30), due=[point(number) for number in range(7)] + [point(8, tomorrow)])
    reviews = [next((line for line in day.lines if line.do == "review"), None) for day in found[:3]]
    assert [line.minutes if line else None for line in reviews] == [10, 6, None]
    assert "point 0, point 1, point 2 and 2 more" in reviews[0].reason
    assert "2 since before" in reviews[1].reason


def test_without_a_date_a_week_rolls() -> None:
    found = days(Profile())
    assert [sorted(doing(day)) for day in found][4:6] == [["screen"], ["rest"]]
    assert len(found) == 7
    assert "no interview date" in found[4].lines[0].reason
    passed = days(Profile(interview_date=TODAY - datetime.timedelta(days=1)))
    assert "the date has passed" in passed[4].lines[0].reason


def test_weeks_left_stand_in_for_a_date() -> None:
    found = days(Profile(weeks_left=(1, 2)))
    assert len(found) == 8
    assert "1 weeks from now" in found[-1].lines[0].reason


def test_a_far_date_is_planned_for_ninety_days() -> None:
    assert len(days(at(400))) == 90


def test_the_interview_is_today_or_tomorrow_or_the_day_after() -> None:
    assert [doing(day) for day in days(at(0))] == [{"interview"}]
    assert [doing(day) for day in days(at(1))] == [{"read"}, {"interview"}]
    assert [doing(day) for day in days(at(2))] == [{"mock"}, {"read"}, {"interview"}]


weights = st.lists(st.fractions(Fraction(1, 10), 20, max_denominator=20), min_size=1, max_size=8)


@given(weights, st.integers(0, 60), st.data())
def test_turns_grow_with_the_weight_after_any_number_of_them(parts: list[Fraction], total: int, data) -> None:
    growing = data.draw(st.sets(st.integers(0, len(parts) - 1)))
    factor = data.draw(st.fractions(1, 4, max_denominator=12))
    grown = [weight * factor if place in growing else weight for place, weight in enumerate(parts)]
    before, after = turns(total, parts), turns(total, grown)
    for number in range(total + 1):
        less, more = Counter(before[:number]), Counter(after[:number])
        assert all(more[place] >= less[place] for place in growing)


def test_turns_come_interleaved() -> None:
    assert turns(5, [Fraction(3), Fraction(2)]) == [0, 1, 0, 1, 0]
    with pytest.raises(ValueError):
        turns(1, [Fraction(0)])
