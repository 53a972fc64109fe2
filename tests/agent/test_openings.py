"""The opening drill: 90 seconds each, what they got at once, ten in a row."""

from __future__ import annotations

import json

import numpy as np
import pytest
from command import rows, run

from agent.errors import BadInput
from agent.interview.intents import read_intent
from agent.interview.openings import opening_move, opening_result, pillars_of
from agent.interview.state import OPENING_SECONDS, RoundState
from agent.models import Assessment, CriterionAssessment, Turn
from agent.planning.loop import QuestionRow
from agent.planning.openings import OPENINGS, opening_drill
from corpus.embedder import TokenStates
from rubrics.loader import bank

QUESTION = bank()["rec_music_next_track"]


def opened(*said):
    turns = tuple(Turn(speaker="candidate", text=text) for text in said)
    return RoundState(
        1, QUESTION.kind, QUESTION.topic, 2, question=QUESTION, facts=QUESTION.opening, turns=turns, opening=True
    )


def nothing_said():
    rows = [
        CriterionAssessment(id=c.id, label="missing", p_partial=0.0, p_met=0.0, p_contradicted=0.0)
        for c in QUESTION.criteria
    ]
    return Assessment(criteria=tuple(rows))


class ByWords:
    """Vectors of words: the cosine is the share of common words."""

    def embed(self, texts):
        vocabulary = sorted({word for text in texts for word in text.lower().split()})
        table = np.array([[float(w in text.lower().split()) for w in vocabulary] for text in texts], np.float32)
        return table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)

    def token_states(self, texts):
        vocabulary = sorted({word for text in texts for word in text.lower().split()})
        found = []
        for text in texts:
            words = text.lower().split()
            states = np.array([[float(w == word) for w in vocabulary] for word in words], np.float32)
            found.append(TokenStates(words, states, [(0, 1)] * len(words), states.mean(axis=0)))
        return found


by_words = ByWords()


def test_a_skeleton_of_the_pillars_names_names_them():
    names = [c.name for c in pillars_of(QUESTION)]
    told = opening_result(opened("; ".join(names)), nothing_said(), by_words)
    assert list(told.pillars_named) == names
    assert told.pillars_missed == ()
    assert len(told.facts_missed) == len(QUESTION.opening)


def test_what_is_asked_for_is_got():
    told = opening_result(opened(QUESTION.opening[0].ask), nothing_said(), by_words)
    assert told.facts_got == (QUESTION.opening[0].fact,)
    assert QUESTION.opening[0].ask not in told.facts_missed
    assert told.pillars_named == ()


@pytest.mark.parametrize(
    ("said", "passed", "move"),
    [
        ("How many users do we have?", False, "clarify"),
        ("First candidate generation, then ranking.", False, "close"),
        ("How many?", True, "close"),
    ],
)
def test_questions_are_answered_and_a_skeleton_ends_it(said, passed, move):
    assert opening_move(opened(said), read_intent(said), (None,), passed=passed).move == move


def test_who_does_not_know_where_to_start_is_helped_once_and_is_not_told_that_it_is_open():
    lost = read_intent("I don't know, where would I start?")
    move = opening_move(opened("I don't know, where would I start?"), lost, (), passed=False)
    assert (move.move, move.phrase, move.then) == ("redirect", "dont_know", "answer")


def test_ninety_seconds():
    assert opened("x").seconds_left == OPENING_SECONDS


def test_ten_openings_of_the_topic_first():
    bank_rows = [QuestionRow(f"q{n}", "a" if n < 4 else "b", "system_design") for n in range(14)]
    plan = opening_drill("a", bank_rows, 3, asked=["q0"])
    assert len(plan.rounds) == OPENINGS
    assert {r.question for r in plan.rounds[:4]} == {"q0", "q1", "q2", "q3"}
    assert plan.rounds[3].question == "q0"
    assert all(r.opening for r in plan.rounds)
    assert opening_drill("a", bank_rows, 3, asked=["q0"]) == plan
    with pytest.raises(BadInput, match="openings: a, b"):
        opening_drill("c", bank_rows, 3)


def test_openings_follow_one_another_through_the_command(home):
    lines = [
        {"answer": "How many users and tracks are there?", "seconds": 20},
        {"answer": "Candidate generation, then ranking, then evaluation by an experiment.", "seconds": 30},
        {"answer": "I would split it into data, model and serving.", "seconds": 200},
        {"command": "end"},
    ]
    stdin = "".join(json.dumps(line) + "\n" for line in lines)
    args = ("drill", "recommendation_ranking", "--opening", "--seed", "1", "--clock", "input", "--plain", "--json")
    done = run(home, *args, stdin=stdin)
    assert done.returncode == 0, done.stderr
    seen = rows(done.stdout)
    scored = [event for event in seen if event["event"] == "round_scored"]
    assert len([event for event in seen if event["event"] == "question"]) >= 3
    assert scored[0]["scorecard"] is None
    assert set(scored[0]["opening"]) == {"facts_got", "facts_missed", "pillars_named", "pillars_missed"}
    assert not [event for event in seen if event["event"] == "awaiting" and event["wants"] == "choice"]
    report = seen[-1]["report"]
    assert report["rounds"][0]["opening"]["pillars_missed"] is not None
    assert len({event["text"] for event in seen if event["event"] == "reply"}) == len(
        [event for event in seen if event["event"] == "reply"]
    )


def test_openings_need_a_topic(home):
    assert run(home, "drill", "--question", "rec_music_next_track", "--opening", "--plain").returncode == 2
    assert run(home, "drill", "behavioral_star", "--opening", "--plain").returncode == 2
