"""Phases by evidence, weak spots, pivots: pure, and through a session."""

from __future__ import annotations

import datetime

import desk
import pytest

from agent.grading.pivoted import pivot_evidence
from agent.interview.intents import Intent
from agent.interview.moves import next_move
from agent.interview.phases import PHASES, current_phase, phase_of, rank
from agent.interview.state import RoundState
from agent.models import Assessment, CriterionAssessment, Turn
from agent.planning.measured import levels_seen, measured_levels
from agent.planning.played import Played
from agent.planning.weak import weak_dimensions
from agent.store import Store
from rubrics.loader import bank, parse_question
from rubrics.schema import Pivot

QUESTION = parse_question(desk.QUESTION, "t.yaml")


def judged(question, **labels):
    chance = {"met": 0.95, "partial": 0.3, "missing": 0.02}
    rows = [
        CriterionAssessment(
            id=c.id,
            label=(label := labels.get(c.id, "missing")),
            p_partial=0.6 if label == "partial" else chance[label],
            p_met=chance[label],
            p_contradicted=0.0,
        )
        for c in question.criteria
    ]
    return Assessment(criteria=tuple(rows))


def test_every_point_of_the_bank_has_a_phase_of_its_kind():
    for question in bank().values():
        names = [phase.name for phase in PHASES[question.kind]]
        for criterion in question.all_criteria():
            assert phase_of(question.kind, criterion) in names


def test_a_story_goes_from_the_story_to_what_was_learned():
    question = next(q for q in bank().values() if q.kind == "behavioral")
    order = {c.dimension: rank("behavioral", c) for c in question.criteria}
    assert order["problem_framing"] < order["verification"] < order["learning"]
    assert min(order.values()) == order["problem_framing"]


def test_phases_advance_by_evidence_and_a_full_answer_skips_them():
    question = next(q for q in bank().values() if q.kind == "system_design")
    where = lambda assessment, out=(): current_phase(
        question, assessment, frozenset(out), second_angle=False, closing=False
    )
    openings = [c.id for c in question.criteria if c.role == "opening"]
    assert where(None) == "opening"
    assert where(judged(question)) == "opening"
    assert where(judged(question, **dict.fromkeys(openings, "met"))) == "main design"
    assert where(judged(question), openings) == "main design"
    everything = dict.fromkeys([c.id for c in question.criteria], "met")
    assert where(judged(question, **everything)) == "second angle"


def test_the_close_and_the_second_angle_are_phases():
    assert current_phase(QUESTION, None, frozenset(), second_angle=False, closing=True) == "close"
    assert current_phase(QUESTION, None, frozenset(), second_angle=True, closing=False) == "second angle"


def test_between_near_equals_the_earlier_phase_comes_first():
    question = next(q for q in bank().values() if q.kind == "system_design")
    now = RoundState(
        1, question.kind, question.topic, 40, question=question, turns=(Turn(speaker="candidate", text="x"),)
    )
    move = next_move(judged(question), now, Intent())
    aimed = next(c for c in question.criteria if c.id == move.criterion)
    assert rank(question.kind, aimed) == 0


def card(question, dimension_labels):
    from agent.grading.scorecard import scorecard

    made = scorecard(question, judged(question), (Turn(speaker="candidate", text="x"),), grader="t")
    rows = tuple(
        row.model_copy(update={"label": dimension_labels.get(row.dimension, "met"), "elicited": None})
        for row in made.criteria
    )
    return made.model_copy(update={"criteria": rows})


def test_a_dimension_is_weak_after_enough_of_it_was_missing():
    question = next(q for q in bank().values() if q.kind == "system_design")
    cards = [card(question, {"judgement": "missing"})] * 3
    assert weak_dimensions(cards) == {"judgement"}
    assert weak_dimensions(cards[:0]) == frozenset()
    assert weak_dimensions([card(question, {})] * 3) == frozenset()


def test_what_was_drawn_out_is_weak_too():
    question = next(q for q in bank().values() if q.kind == "system_design")
    made = card(question, {})
    rows = tuple(
        row.model_copy(update={"elicited": "probed"}) if row.dimension == "judgement" else row for row in made.criteria
    )
    assert "judgement" in weak_dimensions([made.model_copy(update={"criteria": rows})] * 3)


def test_a_weak_dimension_breaks_near_ties_and_says_so():
    question = QUESTION.model_copy(
        update={
            "criteria": tuple(
                c.model_copy(update={"dimension": d, "role": None, "weight": 2})
                for c, d in zip(QUESTION.criteria, ("technical_depth", "judgement", "technical_depth"), strict=True)
            )
        }
    )
    now = RoundState(1, "system_design", "t", 20, question=question, turns=(Turn(speaker="candidate", text="x"),))
    assert next_move(judged(question), now, Intent()).criterion == "keys"
    move = next_move(judged(question), now, Intent(), weak=frozenset({"judgement"}))
    assert move.criterion == "misses"
    assert "judgement was weak in an earlier round" in move.why


@pytest.mark.parametrize(
    ("seconds", "labels", "pivots"), [(100, "met", True), (900, "met", False), (100, "missing", False)]
)
def test_a_pivot_needs_an_answer_that_carries_it_and_time(seconds, labels, pivots):
    question = QUESTION.model_copy(
        update={
            "second_angle": None,
            "pivots": (Pivot(topic="experimentation_ab_testing", question="How would you test it?"),),
        }
    )
    turns = (Turn(speaker="candidate", text="x"),)
    now = RoundState(1, "system_design", "t", 20, question=question, turns=turns, seconds=seconds)
    now = RoundState(
        1, "system_design", "t", 20, question=question, turns=turns, seconds=seconds, passes=("keys", "misses", "price")
    )
    move = next_move(judged(question, keys=labels, misses=labels, price=labels), now, Intent())
    assert (move.move == "pivot") is pivots
    assert move.pivot == (0 if pivots else None)


def test_a_reply_to_a_pivot_is_judged_by_the_nearest_point_of_its_topic():
    import numpy as np

    other = QUESTION.model_copy(update={"id": "other", "topic": "experimentation_ab_testing"})
    asked = "Which key would you use?"
    held = QUESTION.model_copy(update={"pivots": (Pivot(topic=other.topic, question=asked),)})
    turns = (
        Turn(speaker="interviewer", text="Design it."),
        Turn(speaker="candidate", text="Well."),
        Turn(speaker="interviewer", text=asked, move="pivot"),
        Turn(speaker="candidate", text="The keys hold user and version."),
    )

    def embed(texts):
        return np.array([[1.0, 0.0] if "key" in text.lower() else [0.0, 1.0] for text in texts], np.float32)

    found = pivot_evidence(held, turns, {"other": other}, embed, desk.keyword_assess)
    assert (found.topic, found.question, found.criterion, found.label) == (other.topic, "other", "keys", "met")
    quote = found.quotes[0]
    assert turns[quote.turn - 1].text[quote.start : quote.end] == quote.text
    assert pivot_evidence(held, turns[:3], {"other": other}, embed, desk.keyword_assess) is None
    assert pivot_evidence(held, turns, {}, embed, desk.keyword_assess) is None
    at = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
    # One point is no level of a topic: the report tells it, the plan is not moved by it.
    assert other.topic not in measured_levels(levels_seen([Played("s", 1, at, None, pivot=found)]), at)


def test_a_pivot_is_put_in_a_session_and_judged_apart(tmp_path, home):
    """Through the facade's session: the reply to it leaves the round's own criteria alone and is kept beside them."""
    path = tmp_path / "q.yaml"
    pivots = "pivots: [{topic: experimentation_ab_testing, question: How would you test it on users?}]"
    path.write_text(f"{desk.QUESTION}{pivots}\n")
    seen = []
    with desk.open_session(Store(), str(path), seen) as live:
        live.go_on()
        for said in (
            "keys misses price",
            "push order",
            "We split users at random and fix one metric beforehand.",
            "done",
        ):
            live.answer(said, 30)
        scored = live.state.round.scored
    moves = [event.move for event in seen if event.event == "reply"]
    assert moves == ["second_angle", "pivot", "close"]
    assert scored.pivot.topic == "experimentation_ab_testing"
    assert scored.pivot.question in bank()
    assert {row.id for row in scored.scorecard.criteria} == {"keys", "misses", "price", "push", "order"}
