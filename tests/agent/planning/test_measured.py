"""Measured levels replace self-ratings."""

from __future__ import annotations

import desk
import pytest

from agent.grading.scorecard import scorecard
from agent.models import Profile, Turn
from agent.planning.measured import measured_levels
from agent.planning.study import study_plan
from rubrics.loader import parse_question

QUESTION = parse_question(desk.QUESTION, "t.yaml")


def card(text):
    turns = (Turn(speaker="interviewer", text="q"), Turn(speaker="candidate", text=text))
    return scorecard(QUESTION, desk.keyword_assess(QUESTION, turns), turns, grader="test")


def test_the_mean_of_what_was_measured():
    found = measured_levels([card("keys misses price"), card("nothing")])[QUESTION.topic]
    assert found.answers == 2
    assert found.low <= found.level <= found.high
    assert found.level in (2, 3)


@pytest.mark.parametrize(("text", "label"), [("keys misses price", "light"), ("nothing", "focus")])
def test_the_plan_follows_the_measurement(text, label):
    plan = study_plan(Profile(), measured_levels([card(text)] * 3))
    rows = [t for s in plan.stages for x in s.sections for t in x.topics if t.topic == QUESTION.topic]
    assert {row.label for row in rows} == {label}
    assert "measured" in rows[0].reason.lower()
