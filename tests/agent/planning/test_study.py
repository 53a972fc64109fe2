from __future__ import annotations

from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import BadInput
from agent.models import Category, PlanLabel, Profile, StudyPlan
from agent.planning.need import MeasuredLevel, measured_need
from agent.planning.priors import priors
from agent.planning.study import study_plan
from rubrics.labels import TargetLevel
from rubrics.schema import BANK_TOPICS

CATEGORIES: tuple[Category, ...] = get_args(Category)
ORDER: tuple[PlanLabel, ...] = ("light", "normal", "focus")

categories = st.sampled_from(CATEGORIES)
ratings = st.none() | st.integers(1, 5)
tenths = st.integers(10, 40).map(lambda value: value / 10)
measured_levels = (
    st.tuples(tenths, tenths, tenths)
    .map(sorted)
    .map(lambda three: MeasuredLevel(level=three[1], low=three[0], high=three[2]))
)
profiles = st.builds(
    Profile,
    target_level=st.sampled_from(get_args(TargetLevel)),
    cheatsheet_minutes=st.integers(10, 1000),
    ratings=st.dictionaries(categories, ratings),
    solved=st.dictionaries(categories, st.integers(0, 60)),
    focus_subtopics=st.lists(st.sampled_from(BANK_TOPICS), unique=True, max_size=4).map(tuple),
)
measures = st.dictionaries(st.sampled_from(BANK_TOPICS), measured_levels, max_size=5)


def minutes(plan: StudyPlan) -> dict[tuple[str, str], int]:
    return {(stage.stage, section.category): section.minutes for stage in plan.stages for section in stage.sections}


def labels(plan: StudyPlan) -> dict[tuple[str, str], PlanLabel]:
    return {
        (stage.stage, topic.topic): topic.label
        for stage in plan.stages
        for section in stage.sections
        for topic in section.topics
    }


def reasons(plan: StudyPlan) -> list[str]:
    sections = [section for stage in plan.stages for section in stage.sections]
    return [one.reason for one in sections] + [topic.reason for one in sections for topic in one.topics]


EXAMPLE = Profile(
    ratings={"coding": 3, "ml_system_design": 3, "machine_learning": 4, "behavioral": 3, "statistics": None},
    focus_subtopics=("computer_vision",),
)


def test_the_documented_example() -> None:
    plan = study_plan(EXAMPLE)
    assert [(stage.stage, stage.minutes) for stage in plan.stages] == [("technical_screen", 43), ("onsite", 37)]
    assert list(minutes(plan).values()) == [6, 18, 10, 6, 3, 15, 10, 6, 3, 3]
    found = labels(plan)
    assert {topic for (_, topic), label in found.items() if label == "focus"} == {
        "graph_search",
        "recommendation_ranking",
        "serving_feature_stores_monitoring",
        "computer_vision",
    }
    assert {topic for (_, topic), label in found.items() if label == "light"} == {"transformers_llm_lifecycle"}


def test_a_stage_names_what_the_later_one_treats() -> None:
    covered = {
        (stage.stage, topic.topic): topic.covered_in
        for stage in study_plan(EXAMPLE).stages
        for section in stage.sections
        for topic in section.topics
    }
    assert covered["technical_screen", "computer_vision"] == "onsite"
    assert covered["onsite", "computer_vision"] is None
    assert covered["technical_screen", "graph_search"] is None
    assert covered["technical_screen", "multi_gpu_matmul"] is None


def test_the_example_of_the_document_is_not_a_special_case() -> None:
    other = EXAMPLE.model_copy(update={"ratings": {**EXAMPLE.ratings, "statistics": 1}})
    assert minutes(study_plan(other))["onsite", "statistics"] > 3
    assert labels(study_plan(other))["onsite", "probability_sampling_random_walks"] == "focus"


@given(profiles, measures)
def test_minutes_add_up(profile: Profile, measured: dict[str, MeasuredLevel]) -> None:
    plan = study_plan(profile, measured)
    assert plan.total_minutes == profile.cheatsheet_minutes
    assert sum(stage.minutes for stage in plan.stages) == plan.total_minutes
    for stage in plan.stages:
        assert stage.minutes == sum(section.minutes for section in stage.sections)
    assert min(minutes(plan).values()) >= 1


def needier(profile: Profile, category: Category, data: st.DataObject) -> Profile:
    """The same profile with a lower rating, fewer solved, or both, in one category."""
    rating, solved = profile.ratings.get(category), profile.solved.get(category, 0)
    # No rating stands between 4 and 3.
    lower = [None, 3, 2, 1] if rating is None else [one for one in (5, 4, None, 3, 2, 1) if rank(one) >= rank(rating)]
    return profile.model_copy(
        update={
            "ratings": {**profile.ratings, category: data.draw(st.sampled_from(lower))},
            "solved": {**profile.solved, category: data.draw(st.integers(0, solved))},
        }
    )


def rank(rating: int | None) -> int:
    return (5, 4, None, 3, 2, 1).index(rating)


@given(profiles, measures, categories, st.data())
def test_a_lower_rating_never_gets_less(
    profile: Profile, measured: dict[str, MeasuredLevel], category: Category, data: st.DataObject
) -> None:
    before, after = study_plan(profile, measured), study_plan(needier(profile, category, data), measured)
    for key, given_before in minutes(before).items():
        if key[1] == category:
            assert minutes(after)[key] >= given_before
        else:
            assert minutes(after)[key] <= given_before
    for place, label in labels(before).items():
        assert ORDER.index(labels(after)[place]) >= ORDER.index(label)


@given(profiles, st.sampled_from(BANK_TOPICS), measures)
def test_a_chosen_subtopic_is_a_focus(profile: Profile, topic: str, measured: dict[str, MeasuredLevel]) -> None:
    chosen = profile.model_copy(update={"focus_subtopics": (*profile.focus_subtopics, topic)})
    plan = study_plan(chosen, measured)
    assert {label for (_, name), label in labels(plan).items() if name == topic} == {"focus"}
    assert any("you chose" in reason for reason in reasons(plan))


@given(profiles, measures)
def test_the_same_profile_gives_the_same_plan(profile: Profile, measured: dict[str, MeasuredLevel]) -> None:
    assert study_plan(profile, measured) == study_plan(profile.model_copy(deep=True), dict(reversed(measured.items())))


@given(profiles, measures)
def test_every_line_names_what_moved_it(profile: Profile, measured: dict[str, MeasuredLevel]) -> None:
    for stage in study_plan(profile, measured).stages:
        for section in stage.sections:
            rating = profile.ratings.get(section.category)
            rated = "not rated" if rating is None else f"rated {rating}/5"
            assert rated in section.reason
            assert f"{profile.solved.get(section.category, 0)} solved" in section.reason
            for topic in section.topics:
                assert topic.label in topic.reason
                assert rated in topic.reason
                assert ("measured " in topic.reason) == (topic.topic in measured)
                assert ("you chose it" in topic.reason) == (topic.topic in profile.focus_subtopics)


def test_a_measured_level_replaces_the_rating_as_far_as_it_is_sure() -> None:
    confident = Profile(ratings={"statistics": 5})
    topic = "probability_sampling_random_walks"

    def given_minutes(low: float, high: float) -> int:
        plan = study_plan(confident, {topic: MeasuredLevel(level=1, low=low, high=high)})
        return minutes(plan)["onsite", "statistics"]

    alone = minutes(study_plan(confident))["onsite", "statistics"]
    assert alone < given_minutes(1, 2.5) < given_minutes(1, 2) < given_minutes(1, 1.5) == given_minutes(1, 1)
    strong = study_plan(Profile(ratings={"statistics": 1}), {topic: MeasuredLevel(level=4, low=4, high=4)})
    assert labels(strong)["onsite", topic] == "light"


@pytest.mark.parametrize(
    ("measured", "words"),
    [
        (
            MeasuredLevel(level=2.1, low=1.6, high=2.6, answers=3, sessions=2),
            "rated 4/5, 0 solved, measured 2.1 (1.6 to 2.6) in two sessions, which replaces the rating: light to focus",
        ),
        (MeasuredLevel(level=3.4, low=2.4, high=4), "which counts 50% beside the rating: stays light"),
    ],
)
def test_a_line_says_what_the_measurement_made_of_it(measured: MeasuredLevel, words: str) -> None:
    plan = study_plan(Profile(ratings={"machine_learning": 4}), {"computer_vision": measured})
    vision = [t for s in plan.stages for x in s.sections for t in x.topics if t.topic == "computer_vision"]
    assert all(words in topic.reason for topic in vision)
    section = next(x for x in plan.stages[0].sections if x.category == "machine_learning")
    assert f"computer vision measured {measured.level:g}" in section.reason
    assert (section.minutes == 9) or "9 before anything was measured" in section.reason


def test_levels_between_the_rows_of_the_table_lie_on_straight_lines() -> None:
    need, trust = measured_need(MeasuredLevel(level=2.5, low=1.75, high=3))
    assert (need, trust) == (1, Fraction(3, 4))
    assert measured_need(MeasuredLevel(level=1, low=1, high=4)) == (Fraction(3, 2), Fraction(1, 4))


@given(st.tuples(tenths, tenths).map(sorted))
def test_a_lower_level_never_needs_less(levels: list[float]) -> None:
    low, high = (measured_need(MeasuredLevel(level=level, low=1, high=4))[0] for level in levels)
    assert low >= high


def test_practice_lowers_the_need_and_never_empties_it() -> None:
    figures = [
        minutes(study_plan(EXAMPLE.model_copy(update={"cheatsheet_minutes": 400, "solved": {"coding": solved}})))[
            "technical_screen", "coding"
        ]
        for solved in (0, 2, 12, 100)
    ]
    assert figures == sorted(figures, reverse=True)
    assert figures[0] == figures[1] > figures[2] > figures[3] > 15


def test_the_target_level_moves_minutes_and_says_so() -> None:
    senior = study_plan(EXAMPLE.model_copy(update={"target_level": "L6"}))
    assert minutes(senior)["onsite", "behavioral"] > minutes(study_plan(EXAMPLE))["onsite", "behavioral"]
    assert any("more at target level L6" in reason for reason in reasons(senior))
    assert any("less at target level L6" in reason for reason in reasons(senior))


def test_an_unknown_subtopic_is_refused() -> None:
    with pytest.raises(BadInput, match="Did you mean computer_vision"):
        study_plan(Profile(focus_subtopics=("computer vision",)))


def test_the_table_is_whole() -> None:
    table = priors()
    assert set(table.topics) == set(BANK_TOPICS)
    planned = {topic for stage in table.stages for section in stage.sections for topic in section.topics}
    assert planned == set(BANK_TOPICS)
    for stage in table.stages:
        for section in stage.sections:
            assert {table.topics[topic].category for topic in section.topics} == {section.category}
    for level in get_args(TargetLevel):
        assert set(table.need_by_target[level]) == set(CATEGORIES)
    falling = [table.need_by_rating[rating] for rating in range(1, 6)]
    assert falling == sorted(falling, reverse=True)
    assert table.need_by_rating[4] < table.need_unrated < table.need_by_rating[3]
    assert list(table.need_by_solved.values()) == sorted(table.need_by_solved.values(), reverse=True)
