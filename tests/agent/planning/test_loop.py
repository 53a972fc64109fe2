from __future__ import annotations

import itertools
from collections import Counter
from typing import Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import BadInput
from agent.models import Category, LoopPlan, Profile
from agent.planning.loop import QuestionRow, loop_plan, question_drill, topic_drill
from agent.planning.need import MeasuredLevel
from rubrics.schema import BANK_TOPICS, Kind

TOPICS_BY_KIND: dict[Kind, tuple[str, ...]] = {
    "coding": ("graph_search", "lru_cache_pins"),
    "ml_concepts": ("computer_vision", "transformers_llm_lifecycle"),
    "system_design": ("recommendation_ranking", "serving_feature_stores_monitoring", "computer_vision"),
    "experimentation": ("experimentation_ab_testing",),
    "statistics": ("probability_sampling_random_walks",),
    "behavioral": ("behavioral_star",),
}
BANK = [
    QuestionRow(f"{kind}_{topic}_{number}", topic, kind, 30, number)
    for kind, topics in TOPICS_BY_KIND.items()
    for topic in topics
    for number in (1, 2, 3)
]
seeds = st.integers(0, 10**6)
loops: st.SearchStrategy[Literal["onsite", "screen"]] = st.sampled_from(["onsite", "screen"])
profiles = st.builds(
    Profile,
    ratings=st.dictionaries(st.sampled_from(get_args(Category)), st.none() | st.integers(1, 5)),
    focus_subtopics=st.lists(st.sampled_from(BANK_TOPICS), unique=True, max_size=3).map(tuple),
    loop_minutes=st.none() | st.integers(20, 600),
)
SOLID = Profile(ratings=dict.fromkeys(get_args(Category), 4))


def kinds(plan: LoopPlan) -> list[str]:
    return [one.kind for one in plan.rounds]


def test_an_onsite_has_a_round_of_every_kind_with_real_minutes() -> None:
    plan = loop_plan("onsite", SOLID, BANK, 1)
    assert {one.kind: one.minutes for one in plan.rounds} == {
        "coding": 45,
        "ml_concepts": 35,
        "system_design": 45,
        "experimentation": 35,
        "statistics": 20,
        "behavioral": 35,
    }
    assert [one.round for one in plan.rounds] == [1, 2, 3, 4, 5, 6]


def test_a_screen_is_a_part_of_it() -> None:
    plan = loop_plan("screen", SOLID, BANK, 1)
    assert [(one.kind, one.minutes) for one in plan.rounds] == [("coding", 35), ("ml_concepts", 20)]


@given(loops, profiles, seeds, st.sets(st.sampled_from([row.id for row in BANK])), st.randoms(use_true_random=False))
def test_a_loop_holds_what_it_promises(
    kind: Literal["onsite", "screen"], profile: Profile, seed: int, asked: set[str], random: object
) -> None:
    plan = loop_plan(kind, profile, BANK, seed, asked=asked)
    shuffled = list(BANK)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert loop_plan(kind, profile, iter(shuffled), seed, asked=sorted(asked)) == plan
    assert kind == "screen" or set(kinds(plan)) == set(get_args(Kind))
    rows = {row.id: row for row in BANK}
    taken: set[str] = set()
    for one in plan.rounds:
        row = rows[one.question]
        assert (row.kind, row.topic) == (one.kind, one.topic)
        left = {other.id for other in BANK if other.kind == one.kind} - taken
        assert one.question in left
        assert one.question not in asked or left <= asked
        taken.add(one.question)
        assert one.topic.replace("_", " ") in one.reason
        assert ("was not asked before" in one.reason) == (one.question not in asked)
    if profile.loop_minutes:
        assert sum(one.minutes for one in plan.rounds) == profile.loop_minutes


def test_the_bank_is_used_up_before_anything_comes_back() -> None:
    asked: list[str] = []
    for seed in range(3):
        asked += [one.question for one in loop_plan("onsite", SOLID, BANK, seed, asked=asked).rounds]
    assert len(set(asked)) == 18
    again = loop_plan("onsite", SOLID, BANK, 9, asked=asked)
    assert [one.question in asked for one in again.rounds if one.kind in ("statistics", "behavioral")] == [True, True]
    assert "comes back" in next(one.reason for one in again.rounds if one.kind == "statistics")


def drawn(profile: Profile, measured: dict[str, MeasuredLevel] | None = None) -> Counter[tuple[str, str]]:
    plans = [loop_plan("onsite", profile, BANK, seed, measured=measured) for seed in range(150)]
    return Counter((one.kind, one.topic) for plan in plans for one in plan.rounds)


def test_seeds_differ() -> None:
    assert len({loop_plan("onsite", SOLID, BANK, seed) for seed in range(20)}) > 10


def test_chosen_and_weak_topics_are_drawn_more_often() -> None:
    plain = drawn(SOLID)
    chosen = drawn(SOLID.model_copy(update={"focus_subtopics": ("computer_vision",)}))
    assert chosen["ml_concepts", "computer_vision"] > 1.3 * plain["ml_concepts", "computer_vision"]
    weak = drawn(SOLID, {"lru_cache_pins": MeasuredLevel(level=2, low=2, high=2)})
    assert weak["coding", "lru_cache_pins"] > 1.2 * plain["coding", "lru_cache_pins"]


def test_a_topic_rarely_comes_twice_in_a_loop() -> None:
    plans = [loop_plan("onsite", SOLID, BANK, seed) for seed in range(150)]
    twice = sum(len({one.topic for one in plan.rounds}) < 6 for plan in plans)
    assert twice < 15


def test_the_target_level_draws_the_difficulty() -> None:
    def mean_difficulty(level: str) -> float:
        profile = SOLID.model_copy(update={"target_level": level})
        ids = [one.question for seed in range(60) for one in loop_plan("onsite", profile, BANK, seed).rounds]
        return sum(int(one[-1]) for one in ids) / len(ids)

    figures = [mean_difficulty(level) for level in ("L3", "L4", "L5", "L6")]
    assert all(low < high for low, high in itertools.pairwise(figures))


def test_a_weak_category_gets_one_more_round() -> None:
    weak = loop_plan("onsite", Profile(ratings={"statistics": 1}), BANK, 1)
    assert kinds(weak).count("statistics") == 2
    assert "needed most" in weak.rounds[-1].reason
    assert len({one.question for one in weak.rounds}) == 7
    only = [row for row in BANK if row.kind != "statistics" or row.difficulty == 1]
    assert kinds(loop_plan("onsite", Profile(ratings={"statistics": 1}), only, 1)).count("statistics") == 1


def test_a_bank_without_a_kind_is_refused() -> None:
    with pytest.raises(BadInput, match="statistics"):
        loop_plan("onsite", SOLID, [row for row in BANK if row.kind != "statistics"], 1)
    with pytest.raises(BadInput, match="vision"):
        loop_plan("onsite", Profile(focus_subtopics=("vision",)), BANK, 1)


def test_a_topic_of_a_users_own_can_be_drawn() -> None:
    own = [QuestionRow("mine", "my topic", "coding"), *(row for row in BANK if row.kind != "coding")]
    assert loop_plan("onsite", SOLID, own, 1).rounds[0].question == "mine"


def test_a_question_that_the_stories_lack_is_preferred_within_its_topic() -> None:
    wanted = "behavioral_behavioral_star_3"
    plans = [loop_plan("onsite", SOLID, BANK, seed, preferred=[wanted]) for seed in range(60)]
    asked = [next(one for one in plan.rounds if one.kind == "behavioral") for plan in plans]
    assert sum(one.question == wanted for one in asked) > 30
    assert all(("story bank lacks" in one.reason) == (one.question == wanted) for one in asked)
    drills = [topic_drill("behavioral_star", BANK, seed, preferred=[wanted]).rounds[0] for seed in range(60)]
    assert sum(one.question == wanted for one in drills) > 30
    assert topic_drill("behavioral_star", BANK, 1, preferred=[wanted], asked=[wanted]).rounds[0].question != wanted


def test_drills() -> None:
    plan = topic_drill("lru_cache_pins", BANK, 4)
    assert plan.kind == "drill"
    assert [(one.topic, one.minutes) for one in plan.rounds] == [("lru_cache_pins", 30)]
    assert topic_drill("lru_cache_pins", BANK, 4, minutes=12).rounds[0].minutes == 12
    asked = {"coding_lru_cache_pins_1", "coding_lru_cache_pins_3"}
    for seed in range(5):
        assert topic_drill("lru_cache_pins", BANK, seed, asked=asked).rounds[0].question == "coding_lru_cache_pins_2"
    with pytest.raises(BadInput, match="lru_cache_pins"):
        topic_drill("lru", BANK, 4)
    own = question_drill(QuestionRow("mine", "my topic", "statistics"), "/home/me/mine.yaml")
    assert (own.rounds[0].question, own.rounds[0].minutes) == ("/home/me/mine.yaml", 20)
    assert "mine" in own.rounds[0].reason
