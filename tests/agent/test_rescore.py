"""Scoring anew and contesting: the log keeps every score, the report shows the newest."""

from __future__ import annotations

import pytest

from agent.api import archive
from agent.errors import BadInput
from agent.grading import rescore as module
from agent.grading.moved import moved
from agent.grading.rescore import contest, rescore
from agent.grading.rounds import in_order
from agent.interview.state import fold
from agent.store import Store

ANSWERS = ("The key holds the user and the feature version, and one caller refills each key.", "That is all I have.")


@pytest.fixture
def ended(session) -> str:
    """A session that has ended, closed."""
    session.answer(ANSWERS[0], 60)
    session.answer(ANSWERS[1], 30)
    session.command("end")
    name = session.id
    session.__exit__(None, None, None)
    return name


def state_of(name: str):
    return fold(event for _, event in Store().events(name))


def test_the_old_score_is_kept_and_the_new_one_shown(ended):
    first = state_of(ended).rounds[0].scored.scorecard
    done = rescore(Store(), ended, "L6")
    now = state_of(ended).rounds[0]
    assert now.scored.scorecard == first
    assert now.card.provenance.target == "L6"
    assert now.card != first
    assert "the target level changed (L4 to L6)" in done.rounds[0].why
    report = archive.report(ended)
    assert report.rounds[0].scorecard == now.card
    assert report.rounds[0].earlier == (first,)
    assert "Scored before, and kept" in archive.render(report, "md")


def test_what_moved_is_named_with_its_reason(ended):
    """The session was graded by a double that reads keywords; the embedded assessor comes to other labels."""
    before = state_of(ended).rounds[0].card
    done = rescore(Store(), ended, "L4")
    after = state_of(ended).rounds[0].card
    labels = {row.id: row.label for row in before.criteria}
    changed = {row.id for row in after.criteria if row.label != labels[row.id]}
    assert changed <= {row.id for row in done.rounds[0].criteria}
    assert done.rounds[0].score_before == before.overall.score
    assert done.rounds[0].score_after == after.overall.score


def test_nothing_is_written_where_nothing_moved(ended):
    rescore(Store(), ended, "L4")
    size = len(Store().events(ended))
    done = rescore(Store(), ended, "L4")
    assert len(Store().events(ended)) == size
    assert done.rounds[0].criteria == ()
    assert done.rounds[0].why == ()


def test_the_banks_rubric_of_today_or_the_one_held_with(ended, monkeypatch):
    held = state_of(ended).rounds[0].question
    today = held.model_copy(update={"criteria": held.criteria[:2]})
    monkeypatch.setattr("rubrics.loader.bank", lambda: {held.id: today})
    done = rescore(Store(), ended, "L4", rubric="current")
    assert len(state_of(ended).rounds[0].card.criteria) == 2
    assert any(reason.startswith("the rubric changed") for reason in done.rounds[0].why)
    assert [row.after for row in done.rounds[0].criteria if row.id == held.criteria[2].id] == [None]
    rescore(Store(), ended, "L4", rubric="stored")
    assert len(state_of(ended).rounds[0].card.criteria) == len(held.criteria)


def test_a_model_that_fails_leaves_a_notice_and_no_score(ended, monkeypatch):
    from agent.errors import ModelFailure
    from agent.settings import Endpoint

    def fails(*_, **__):
        raise ModelFailure("The model failed", "It said nothing.", "Try again.")

    monkeypatch.setattr(module, "model_scorecard", fails)
    done = rescore(Store(), ended, "L4", endpoint=Endpoint("http://127.0.0.1:1/v1", "m", "none"))
    assert "It said nothing." in done.notices[0]
    assert state_of(ended).rounds[0].second_opinion is None


def test_the_official_score_is_the_one_of_the_setting(ended):
    card = state_of(ended).rounds[0].card
    model = card.model_copy(update={"engine": "llm"})
    assert in_order(card, model, "embedded") == (card, model)
    assert in_order(card, model, "llm") == (model, card)
    nothing = model.model_copy(update={"overall": card.overall.model_copy(update={"level": None})})
    assert in_order(card, nothing, "llm") == (card, nothing)
    assert in_order(card, None, "llm") == (card, None)


def test_a_contested_label_is_kept_with_its_note_and_exported(ended):
    before = state_of(ended).rounds[0].card
    archive.contest(ended, 1, "keys", "I named the *key* in the first line.")
    now = state_of(ended).rounds[0]
    assert now.card == before
    assert now.contests[0].label == next(row.label for row in before.criteria if row.id == "keys")
    report = archive.report(ended)
    assert report.rounds[0].contests[0].note == "I named the *key* in the first line."
    assert "I named the \\*key\\*" in archive.render(report, "md")
    assert "I named the *key*" in archive.render(report, "html")
    assert '"contests":[{"criterion":"keys"' in archive.render(report, "json")


@pytest.mark.parametrize(
    ("number", "criterion", "note", "told"),
    [
        (2, "keys", "why", "Scored are: 1"),
        (1, "nonsense", "why", "Its criteria are: keys"),
        (1, "keys", "  ", "Say why"),
        (1, "keys", "x" * 3000, "at most 2000"),
    ],
)
def test_a_contest_that_aims_at_nothing_is_refused(ended, number, criterion, note, told):
    size = len(Store().events(ended))
    with pytest.raises(BadInput, match=told):
        contest(Store(), ended, number, criterion, note)
    assert len(Store().events(ended)) == size


def test_moved_names_only_what_is_different(ended):
    card = state_of(ended).rounds[0].card
    same = moved(1, card, card)
    assert same.criteria == ()
    assert same.why == ()


def test_an_open_session_goes_on_after_a_contest(session):
    session.answer(ANSWERS[0], 60)
    before = session.state
    name = session.id
    session.__exit__(None, None, None)
    with pytest.raises(BadInput, match="no score"):
        contest(Store(), name, 1, "keys", "why")
    assert fold(event for _, event in Store().events(name)) == before
