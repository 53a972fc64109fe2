"""The next move: a pure function. Its rules hold for any assessment."""

from __future__ import annotations

import datetime
from dataclasses import replace

import desk
from hypothesis import given
from hypothesis import strategies as st

from agent import events as ev
from agent.interview.intents import Intent
from agent.interview.move import FOLLOW_UPS
from agent.interview.moves import (
    CONTRADICTED,
    MAX_FOLLOW_UPS,
    MAX_PER_CRITERION,
    NEXT_PHASE,
    next_move,
)
from agent.interview.open_points import OPEN, SURELY_OPEN
from agent.interview.state import RoundState
from agent.models import Assessment, CriterionAssessment, Turn
from rubrics.loader import bank, parse_question

QUESTION = parse_question(desk.QUESTION, "t.yaml")
IDS = [criterion.id for criterion in QUESTION.criteria]

SLACK = 0.02 + 4 * NEXT_PHASE
"""What weights, and four phases between two points, may outweigh."""


def decided(move, criterion):
    at = datetime.datetime.now(datetime.UTC)
    return ev.Decided(session="s", seq=1, at=at, round=1, turn=2, move=move, criterion=criterion, why="w")


def row(name, p_met, p_wrong):
    label = "contradicted" if p_wrong >= 0.5 else "met" if p_met >= 0.6 else "partial" if p_met > 0.3 else "missing"
    return CriterionAssessment(id=name, label=label, p_partial=max(p_met, 0.1), p_met=p_met, p_contradicted=p_wrong)


rows = st.tuples(*(st.builds(row, st.just(name), st.floats(0, 1), st.floats(0, 1)) for name in IDS))
histories = st.lists(st.tuples(st.sampled_from(sorted(FOLLOW_UPS)), st.sampled_from(IDS)), max_size=8)


def a_round(history=(), seconds=60.0, **more):
    turns = (Turn(speaker="interviewer", text="q"), Turn(speaker="candidate", text="an answer of some words"))
    made = tuple(decided(m, c) for m, c in history)
    return RoundState(
        1, "system_design", "t", 20, QUESTION, put=True, turns=turns, seconds=seconds, decisions=made, **more
    )


@given(rows, histories, st.floats(0, 1300))
def test_the_stop_rule_holds(criteria, history, seconds):
    now = a_round(history, seconds)
    move = next_move(Assessment(criteria=criteria), now, Intent())
    if move.move in FOLLOW_UPS:
        assert len(history) < MAX_FOLLOW_UPS
        assert sum(c == move.criterion for _, c in history) < MAX_PER_CRITERION
        assert seconds < 0.85 * 20 * 60
    if seconds >= 20 * 60:
        assert (move.move, move.then) == ("close", "score")
    assert move.why


@given(rows)
def test_a_follow_up_aims_at_what_is_surely_open(criteria):
    move = next_move(Assessment(criteria=criteria), a_round(), Intent())
    if move.move in ("probe", "tradeoff", "quantify"):
        aimed = next(r for r in criteria if r.id == move.criterion)
        assert aimed.p_open >= OPEN
        worst = min(r.p_partial for r in criteria if r.p_open >= SURELY_OPEN or r.id == move.criterion)
        assert aimed.p_partial <= worst + SLACK  # importance breaks near ties only


@given(rows)
def test_a_clear_contradiction_comes_first(criteria):
    move = next_move(Assessment(criteria=criteria), a_round(), Intent())
    if any(r.p_contradicted >= CONTRADICTED for r in criteria):
        assert move.move == "challenge"


def test_importance_breaks_a_tie():
    equal = tuple(row(name, 0.0, 0.0) for name in IDS)
    assert next_move(Assessment(criteria=equal), a_round(), Intent()).criterion == "keys"


@given(rows, st.booleans(), st.booleans())
def test_no_instruction_changes_what_is_scored_or_given_away(criteria, instructs, asks):
    move = next_move(Assessment(criteria=criteria), a_round(), Intent(instructs=instructs, asks_for_answer=asks))
    if instructs or asks:
        assert move.move == "redirect"
        assert move.then == "answer"


def all_met():
    return Assessment(criteria=tuple(row(name, 0.99, 0.0) for name in IDS))


def test_a_round_that_closes_early_is_not_said_to_be_short_of_time():
    angle = Turn(speaker="interviewer", text="?", move="second_angle")
    early, late = a_round(seconds=300.0), a_round(seconds=1100.0)
    for now, phrase in ((early, "close_early"), (late, "")):
        move = next_move(all_met(), replace(now, turns=(*now.turns, angle)), Intent())
        move = move if move.move == "close" else next_move(all_met(), after_pivot(now, angle), Intent())
        assert (move.move, move.phrase) == ("close", phrase)


def after_pivot(now, angle):
    return replace(now, turns=(*now.turns, angle), decisions=(decided("pivot", None),))


def test_who_has_said_nearly_everything_is_not_asked_for_it():
    thin = {IDS[0]: 0.8}
    strong = Assessment(criteria=tuple(row(name, thin.get(name, 0.99), 0.0) for name in IDS))
    assert next_move(strong, a_round(), Intent()).criterion is None
    half = Assessment(criteria=tuple(row(name, thin.get(name, 0.3), 0.0) for name in IDS))
    asked = [("probe", name) for name in IDS[1:] for _ in range(2)]
    now = a_round([(move, name) for move, name in asked][:4])
    assert next_move(half, now, Intent()).move in FOLLOW_UPS


def test_a_follow_up_is_kept_for_the_second_angle():
    nothing = Assessment(criteria=tuple(row(name, 0.0, 0.0) for name in IDS))
    history = [("probe", "elsewhere")] * (MAX_FOLLOW_UPS - 1)
    assert next_move(nothing, a_round(history), Intent()).move == "second_angle"
    angle = Turn(speaker="interviewer", text="?", move="second_angle")
    now = a_round(history)
    assert next_move(nothing, replace(now, turns=(*now.turns, angle)), Intent()).move in FOLLOW_UPS


def test_what_the_score_will_call_contradicted_is_challenged_before_the_round_goes_on():
    wrong = Assessment(criteria=tuple(row(name, 0.85, 0.55 if name == IDS[0] else 0.0) for name in IDS))
    rows = tuple(r.model_copy(update={"label": "contradicted"}) if r.id == IDS[0] else r for r in wrong.criteria)
    wrong = Assessment(criteria=rows)
    history = [("probe", name) for name in IDS]
    move = next_move(wrong, a_round(history), Intent())
    assert (move.move, move.criterion) == ("challenge", IDS[0])
    assert next_move(wrong, a_round([*history, ("challenge", IDS[0])]), Intent()).move != "challenge"


def test_a_story_without_i_and_numbers_is_asked_for_the_own_part_and_the_figures():
    question = bank()["beh_missed_commitment"]
    rows = tuple(row(point.id, 0.2, 0.0) for point in question.criteria)
    turns = (
        Turn(speaker="interviewer", text="q"),
        Turn(speaker="candidate", text="We all did it and then we wrote it. " * 8),
    )
    now = RoundState(1, "behavioral", "t", 20, question, put=True, turns=turns, seconds=60.0)
    move = next_move(Assessment(criteria=rows), now, Intent())
    aimed = next(point for point in question.criteria if point.id == move.criterion)
    assert aimed.dimension in ("ownership", "verification")
    assert "told" in move.why


def test_what_was_meant_is_asked_again_once():
    half = Assessment(criteria=tuple(row(name, 0.3, 0.0) for name in IDS))
    puzzled = Intent(questions=("What do you mean?",), mostly_questions=True, asks_meaning=True)
    move = next_move(half, a_round([("probe", IDS[1])]), puzzled, (None,))
    assert (move.move, move.criterion, move.phrase) == ("probe", IDS[1], "rephrase")
    again = a_round([("probe", IDS[1])])
    again = replace(again, decisions=(again.decisions[0].model_copy(update={"phrase": "rephrase"}),))
    assert next_move(half, again, puzzled, (None,)).move == "clarify"


def test_a_point_that_was_asked_about_is_asked_again_only_if_it_is_surely_open():
    half = Assessment(criteria=tuple(row(name, 0.7 if name == IDS[0] else 0.99, 0.0) for name in IDS))
    assert next_move(half, a_round(), Intent()).criterion == IDS[0]
    assert next_move(half, a_round([("probe", IDS[0])]), Intent()).criterion is None


def test_another_language_is_sent_back_and_never_taken_for_questions():
    intent = Intent(questions=("Wie viele Nutzer gibt es?",), mostly_questions=True, other_language=True)
    move = next_move(all_met(), a_round(), intent)
    assert (move.move, move.phrase) == ("redirect", "other_language")


def test_a_point_that_was_open_stays_worth_a_question_unless_a_long_reply_settled_it():
    first = Assessment(criteria=tuple(row(name, 0.1 if name == IDS[0] else 0.99, 0.0) for name in IDS))
    made = decided("probe", IDS[1]).model_copy(update={"assessment": first})
    probe = Turn(speaker="interviewer", text="And?", move="probe", criterion=IDS[1])
    covered = Assessment(criteria=tuple(row(name, 0.99, 0.0) for name in IDS))

    def after(reply):
        now = a_round()
        turns = (*now.turns, probe, Turn(speaker="candidate", text=reply))
        return next_move(covered, replace(now, turns=turns, decisions=(made,)), Intent()).criterion

    assert after("It is a minute.") == IDS[0]
    assert after("It is a minute, and so on. " * 20) is None
