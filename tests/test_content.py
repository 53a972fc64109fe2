"""Content against content: questions, guide and problems name one another, and each name exists."""

from __future__ import annotations

import pytest

from agent.api import bank as api
from corpus.guide import builtin_topics
from rubrics.loader import bank
from rubrics.schema import BANK_TOPICS
from sandbox.library import load_problem, problem_ids

KINDS = ("system_design", "ml_concepts", "experimentation", "behavioral", "statistics", "coding")


def test_the_bank_has_no_errors():
    found = [row for row in api.check_questions() if row["level"] == "error"]
    assert not found


def test_the_guide_treats_the_ten_topics():
    assert set(builtin_topics()) == set(BANK_TOPICS)


@pytest.mark.parametrize("kind", KINDS)
def test_two_questions_a_kind_at_least(kind):
    assert sum(question.kind == kind for question in bank().values()) >= 2


def test_eight_questions_for_every_topic_that_is_not_pure_coding():
    counts = {topic: sum(question.topic == topic for question in bank().values()) for topic in BANK_TOPICS}
    assert all(n >= 8 for topic, n in counts.items() if topic not in ("graph_search", "lru_cache_pins")), counts


@pytest.mark.parametrize("topic", BANK_TOPICS)
def test_a_topic_names_its_questions_and_problems(topic):
    page = builtin_topics()[topic]
    assert set(page.questions) == {key for key, question in bank().items() if question.topic == topic}
    assert set(page.problems) == {name for name in problem_ids() if topic in load_problem(name).topics}


def test_pivots_lead_to_other_topics_of_ours():
    for key, question in bank().items():
        for pivot in question.pivots:
            assert pivot.topic in BANK_TOPICS, key
            assert pivot.topic != question.topic, key


def test_coding_questions_have_a_problem():
    for key, question in bank().items():
        if question.kind == "coding":
            assert question.problem in problem_ids(), key
