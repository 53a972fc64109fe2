"""Measured levels replace self-ratings; old answers weigh less, agreeing ones narrow the interval."""

from __future__ import annotations

import dataclasses
import datetime

import desk
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.api import plans
from agent.grading.scorecard import scorecard
from agent.models import PivotEvidence, Profile, Turn
from agent.planning.measured import LevelSeen, levels_seen, measured_levels, with_solved
from agent.planning.played import Played
from agent.planning.study import study_plan
from agent.planning.weak import weak_dimensions
from agent.store import Store
from rubrics.loader import parse_question
from sandbox.library import load_problem

QUESTION = parse_question(desk.QUESTION, "t.yaml")
NOW = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)


def played(text, session="s1", days_ago=0):
    turns = (Turn(speaker="interviewer", text="q"), Turn(speaker="candidate", text=text))
    card = scorecard(QUESTION, desk.keyword_assess(QUESTION, turns), turns, grader="test")
    return Played(session, 1, NOW - datetime.timedelta(days=days_ago), card)


def seen(level, halfwidth=1, days_ago=0.0, session="s"):
    at = NOW - datetime.timedelta(days=days_ago)
    return LevelSeen("t", level, max(1, level - halfwidth), min(4, level + halfwidth), session, at)


def measured(*rows):
    return measured_levels(rows, NOW)["t"]


def test_the_mean_of_what_was_measured():
    found = measured_levels(levels_seen([played("keys misses price"), played("nothing", "s2")]), NOW)[QUESTION.topic]
    assert (found.answers, found.sessions) == (2, 2)
    assert found.low <= found.level <= found.high
    assert 1 < found.level < 4


@pytest.mark.parametrize(("text", "label"), [("keys misses price", "light"), ("nothing", "focus")])
def test_the_plan_follows_the_measurement(text, label):
    rounds = [played(text, f"s{number}") for number in range(3)]
    plan = study_plan(Profile(), measured_levels(levels_seen(rounds), NOW))
    rows = [t for s in plan.stages for x in s.sections for t in x.topics if t.topic == QUESTION.topic]
    assert {row.label for row in rows} == {label}
    assert "in three sessions" in rows[0].reason


def test_two_sessions_that_agree_narrow_the_interval():
    one, two = measured(seen(2, session="a")), measured(seen(2, session="a"), seen(2, session="b"))
    assert (one.low, one.high) == (1, 3)
    assert (two.level, two.low, two.high, two.sessions) == (2, 1.3, 2.7, 2)


def test_answers_that_disagree_widen_it():
    assert measured(seen(1, 0), seen(4, 0)).high - measured(seen(1, 0), seen(4, 0)).low > 2


def test_an_old_answer_weighs_less_and_says_less():
    assert measured(seen(1, days_ago=60), seen(3)).level == 2.6  # 1/4 against 1
    assert measured(seen(1), seen(3, days_ago=60)).level == 1.4
    old, new = measured(seen(3, days_ago=30)), measured(seen(3))
    assert old.high - old.low > new.high - new.low


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 2), st.integers(0, 900)), min_size=1, max_size=6))
def test_the_level_lies_among_what_was_seen(rows):
    found = measured(*(seen(*row) for row in rows))
    levels = [row[0] for row in rows]
    assert min(levels) <= found.level <= max(levels)
    assert 1 <= found.low <= found.level <= found.high <= 4


def test_a_reply_to_a_pivot_is_no_level():
    pivot = PivotEvidence(topic="computer_vision", question="q", criterion="c", name="n", label="missing")
    one = dataclasses.replace(played("keys misses price"), pivot=pivot)
    assert [row.topic for row in levels_seen([one])] == [QUESTION.topic]
    assert not list(levels_seen([Played("s", 1, NOW, None, pivot=pivot)]))


@pytest.mark.parametrize("flag", ["off_topic", "other_language", "instructs_grader"])
def test_answers_that_are_none_measure_nothing(flag):
    def flagged(text):
        one = played(text)
        return dataclasses.replace(one, card=one.card.model_copy(update={"flags": (flag,)}))

    assert not list(levels_seen([flagged("nothing")]))
    assert len(list(levels_seen([flagged("keys")]))) == 1
    assert len(list(levels_seen([played("nothing")]))) == 1
    rows = tuple(row.model_copy(update={"dimension": "execution"}) for row in played("nothing").card.criteria)
    for one, weak in ((played("nothing"), {"execution"}), (flagged("nothing"), set())):
        assert weak_dimensions([one.card.model_copy(update={"criteria": rows})] * 3) == weak


def test_a_coding_round_counts_for_the_topic_its_problem_was_drawn_on():
    one = dataclasses.replace(played("keys"), topic="lru_cache_pins")
    assert [row.topic for row in levels_seen([one])] == ["lru_cache_pins"]


def test_accepted_problems_are_solved_once_each():
    rounds = [dataclasses.replace(played("keys"), solved=name) for name in ("rope", "", "ttl_cache", "rope")]
    profile = Profile(solved={"coding": 1, "statistics": 4})
    assert with_solved(profile, rounds).solved == {"coding": 3, "statistics": 4}
    assert with_solved(profile, [played("keys")]) is profile
    lines = [x.reason for s in study_plan(with_solved(Profile(), rounds)).stages for x in s.sections]
    assert any("coding not rated, taken as solid, 2 solved" in line for line in lines)


def test_a_session_with_an_accepted_program_is_told_in_the_plan(home):
    seen = []
    with desk.open_coding(Store(), "problem:ttl_cache", "solve", seen, topic="lru_cache_pins") as live:
        live.go_on()
        live.answer("I keep a map and a heap of ends, each write with a number of its own, log n for each call.", 60)
        live.command("pass")
        live.code(load_problem("ttl_cache").reference.read_text())
        live.command("submit", 60)
        live.command("end")
    one = plans.played(Store())[0]
    assert one.solved == "ttl_cache"
    assert (one.card.topic, {step.topic for step in seen[-1].report.next} - {"lru_cache_pins"}) == (
        "lru_cache_pins",
        set(),
    )
    reasons = [x.reason for s in plans.study().stages for x in s.sections if x.category == "coding"]
    assert all("1 solved" in reason for reason in reasons)
    assert any("lru cache pins measured" in reason for reason in reasons)


def test_a_question_tried_again_at_once_counts_once():
    rounds = [played("nothing"), played("keys misses price")]
    assert next(levels_seen(rounds)).level == 1
    assert len(list(levels_seen(rounds))) == 1
    assert len(list(levels_seen([*rounds, played("keys", "s2")]))) == 2


def play(path, seen, words):
    with desk.open_session(Store(), path, seen) as live:
        live.go_on()
        live.answer(words, 60)
        live.command("end")


def test_real_sessions_move_the_plan(home, tmp_path):
    path = tmp_path / "t_cache.yaml"
    path.write_text(desk.QUESTION)

    def topic():
        rows = [t for s in plans.study().stages for x in s.sections for t in x.topics]
        return next(t for t in rows if t.topic == QUESTION.topic)

    def minutes():
        return [x.minutes for s in plans.study().stages for x in s.sections if x.category == "ml_system_design"]

    before, given = topic(), minutes()
    assert "measured" not in before.reason
    widths = []
    for number in (1, 2):
        play(str(path), [], "we will think of something else entirely here")
        found = plans._measured(plans.played(Store()))[QUESTION.topic]
        assert found.sessions == number
        widths.append(found.high - found.low)
    assert widths[1] < widths[0]
    assert (before.label, topic().label) == ("normal", "focus")
    assert "in two sessions" in topic().reason
    assert "normal to focus" in topic().reason
    assert sum(minutes()) > sum(given)
