"""Behavioral questions judge a whole story: which criterion of each asks for which part of it."""

from __future__ import annotations

import re

import pytest

from rubrics.loader import bank
from rubrics.schema import Criterion

PARTS = ("situation", "task", "action", "result", "learning", "ownership")
STORIES = {
    "beh_changed_priorities": (
        "what_changed what_changed salvage result_new lesson_priority what_stopped".split(),
        {"result": "with its starting point", "task": "accountable", "action": "own action"},
    ),
    "beh_convince_sceptic": (
        "people_and_stakes changes_made changes_made measured_use learned_about_trust autonomy".split(),
        {"result": "the value before", "action": "done by the candidate"},
    ),
    "beh_disagreed_with_decision": (
        "the_decision evidence_brought evidence_brought outcome_measured relationship_and_lesson commit_or_escalate".split(),
        {"result": "its comparison", "action": "own work"},
    ),
    "beh_little_information": (
        "situation situation cheapest_test outcome lesson rejected".split(),
        {"result": "against the expectation", "task": "the candidate's to make", "action": "themselves"},
    ),
    "beh_measured_impact": (
        "headline my_part decisions full_result after_launch my_part".split(),
        {"result": "both ends of the number", "task": "first person", "ownership": "own work"},
    ),
    "beh_metric_against_health": (
        "the_win the_win proposal outcome what_remains price_of_waiting".split(),
        {"result": "both the gain and the harm", "task": "answerable", "action": "of their own"},
    ),
    "beh_missed_commitment": (
        "promise promise limiting_damage results changed_habit honest_causes".split(),
        {"result": "against the promise", "task": "own responsibility", "action": "own actions", "ownership": "blame"},
    ),
    "beh_own_failure": (
        "own_call own_call making_good damage proof_of_learning safeguard".split(),
        {"result": "before and after", "task": "own to make", "action": "own steps", "ownership": "introduced"},
    ),
    "beh_raised_data_concern": (
        "what_was_found what_was_found own_remedy result_numbers lasting_change raising_it".split(),
        {"result": "against the state before", "task": "own role", "action": "their own"},
    ),
    "beh_received_feedback": (
        "the_feedback finding_out change_made evidence_of_change passing_on cause".split(),
        {"result": "before and after", "action": "carried out", "ownership": "without shifting"},
    ),
}
"""By question: the criterion of each part, and words of its expectation that carry the part."""


def test_all_behavioral_questions_are_listed() -> None:
    assert set(STORIES) == {key for key, question in bank().items() if question.kind == "behavioral"}


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_judged_in_all_its_parts(name: str) -> None:
    ids, wording = STORIES[name]
    criteria: dict[str, Criterion] = {criterion.id: criterion for criterion in bank()[name].criteria}
    parts = {part: criteria[key] for part, key in zip(PARTS, ids, strict=True)}
    assert parts["situation"].role == "opening"
    assert parts["result"].dimension == "verification"
    assert re.search(r"figure|number|count", parts["result"].expectation)
    for part, words in wording.items():
        assert words in parts[part].expectation, (part, parts[part].expectation)


def test_a_result_weighs_at_least_as_much_as_its_setting() -> None:
    for name, (ids, _) in STORIES.items():
        criteria = {criterion.id: criterion for criterion in bank()[name].criteria}
        assert criteria[ids[3]].weight >= 2, name
