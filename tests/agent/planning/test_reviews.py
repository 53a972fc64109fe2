"""Due points: made by scored rounds, spaced by FSRS, derived from the log."""

from __future__ import annotations

import datetime
import random

import desk
import pytest

from agent.api.calendar import due_points
from agent.grading.scorecard import scorecard
from agent.interview.state import fold
from agent.models import CriterionScore, PivotEvidence, Turn
from agent.planning.played import Played, played_rounds
from agent.planning.reviews import due, rating, reviews_of, scheduled
from agent.store import Store
from rubrics.loader import parse_question

QUESTION = parse_question(desk.QUESTION, "t.yaml")
NOW = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)


def played(text: str, day: float) -> Played:
    turns = (Turn(speaker="interviewer", text="q"), Turn(speaker="candidate", text=text))
    card = scorecard(QUESTION, desk.keyword_assess(QUESTION, turns), turns, grader="test")
    return Played(f"s{day}", 1, NOW + datetime.timedelta(days=day), card, QUESTION)


def points(*rounds: Played, bank=None):
    return {one.point.criterion: one for one in scheduled(reviews_of(rounds, bank or {}))}


def days(one) -> int:
    return round((one.due - NOW).total_seconds() / 86_400)


@pytest.mark.parametrize(
    ("label", "elicited", "wanted"),
    [
        ("met", "unprompted", "good"),
        ("met", "probed", "hard"),
        ("met", "challenged", "hard"),
        ("met", "hinted", "again"),
        ("partial", "unprompted", "hard"),
        ("partial", "probed", "again"),
        ("missing", None, "again"),
        ("contradicted", None, "again"),
        ("unscored", None, None),
    ],
)
def test_what_a_label_says_of_recall(label, elicited, wanted) -> None:
    assert rating(label, elicited) == wanted


def test_what_was_met_unprompted_at_once_needs_no_card() -> None:
    assert set(points(played("keys", 0))) == {"misses", "price"}


def test_a_missing_point_is_due_the_next_day_and_later_each_time_it_is_met() -> None:
    missing = points(played("keys", 0))["misses"]
    assert (days(missing), missing.last, missing.reviews) == (1, "again", 1)
    once = points(played("keys", 0), played("misses", 1))["misses"]
    twice = points(played("keys", 0), played("misses", 1), played("misses", days(once)))["misses"]
    assert 1 < days(once) < days(twice)
    assert days(twice) - days(once) > days(once) - 1
    lapsed = points(played("keys", 0), played("misses", 1), played("keys", days(once)))["misses"]
    assert days(lapsed) - days(once) <= 2


def test_the_order_of_sessions_and_the_run_do_not_matter() -> None:
    rounds = [played("keys", 0), played("misses", 1), played("price misses", 4), played("keys", 9)]
    wanted = scheduled(reviews_of(rounds, {}))
    random.Random(1).shuffle(rounds)
    assert scheduled(reviews_of(rounds, {})) == wanted


def test_no_chance_moves_a_due_date() -> None:
    rounds = [played("keys", 0), *(played("keys misses price", day) for day in (1, 6, 30, 120))]
    found = []
    for seed in range(8):
        random.seed(seed)
        found.append(scheduled(reviews_of(rounds, {})))
    assert all(one == found[0] for one in found)


def test_due_is_what_has_come() -> None:
    found = scheduled(reviews_of([played("keys", 0)], {}))
    assert due(found, NOW) == ()
    assert {one.point.criterion for one in due(found, NOW + datetime.timedelta(days=2))} == {"misses", "price"}


def test_a_point_tells_what_to_recall_and_keeps_the_expectation_apart() -> None:
    one = points(played("keys", 0))["misses"].point
    assert (one.name, one.probe) == ("Behavior on a miss", "Many callers want the same absent entry; then what?")
    assert one.expectation.startswith("One request a key")


def test_a_pivots_reply_reviews_a_point_of_the_other_topic() -> None:
    pivot = PivotEvidence(topic=QUESTION.topic, question="t_cache", criterion="price", name="n", label="missing")
    one = Played("s", 1, NOW, None, pivot=pivot)
    assert set(points(one, bank={"t_cache": QUESTION})) == {"price"}
    assert not points(one)


def test_a_criterion_that_the_question_does_not_have_is_left_out() -> None:
    one = played("keys", 0)
    assert one.card is not None
    other = CriterionScore(id="gone", name="n", dimension=None, weight=1, label="missing", elicited=None, confidence=1)
    card = one.card.model_copy(update={"criteria": (other,)})
    assert not points(Played("s", 1, NOW, card, QUESTION))


def test_a_real_session_leaves_due_points(home, question_file) -> None:
    with desk.open_session(Store(), question_file, []) as live:
        live.go_on()
        live.answer("keys only, as far as I can think", 60)
        live.command("end")
    store = Store()
    states = [fold(event for _, event in store.events(row.id)) for row in store.sessions()]
    found = scheduled(reviews_of(played_rounds(states), {}))
    assert {one.point.criterion for one in found} == {"misses", "price"}
    assert found[0].point.drill == f"--question {question_file}"
    assert due_points() == []
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=2)
    asked, told = due_points(later), due_points(later, show=True)
    assert {row["criterion"] for row in asked} == {"misses", "price"}
    assert asked[0]["drill"] == f"hotseat drill --question {question_file}"
    assert asked[0]["reference"] == question_file
    assert all("expectation" not in row for row in asked)
    assert all(row["expectation"] for row in told)
