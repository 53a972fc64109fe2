"""After a round: what was missing, a strong answer, and the same question once more with both attempts side by side."""

from __future__ import annotations

import desk
import pytest

from agent.api import archive
from agent.interview.state import fold
from agent.models import Turn
from agent.report.debrief import debrief, guide_passage
from agent.store import Store
from corpus.guide import anchors, builtin_topics, passage
from rubrics.loader import bank, parse_question

QUESTION = parse_question(desk.QUESTION, "t.yaml")


def through(session, *said):
    """Answer until the round is over."""
    for text in said:
        if session.state.awaiting.wants == "answer":
            session.answer(text, 30)
    while session.state.awaiting.wants == "answer":
        session.answer("that is all", 30)


def test_again_is_a_round_of_its_own_beside_the_old_one(session, seen):
    through(session, "keys")
    assert [choice.id for choice in session.state.awaiting.choices] == ["next", "again", "end"]
    session.choose("again")
    now = session.state.round
    assert now.number == 2
    assert now.question.id == session.state.rounds[0].question.id
    assert [r.round for r in session.state.plan.rounds] == [1, 2, 3]
    assert session.state.plan.rounds[1].reason == "you asked for it again"
    through(session, "keys misses price")
    scored = session.state.round.scored
    assert scored.attempt_before.round == 1
    assert scored.attempt_before.scorecard == session.state.rounds[0].card
    session.choose("end")
    report = session.state.ended.report
    assert [r.question for r in report.rounds] == ["t_cache", "t_cache"]
    assert "Beside the attempt of" in archive.render(report, "md")
    assert report.rounds[0].attempt_before is None
    again = fold(event for _, event in Store().events(session.id))
    assert again.plan == session.state.plan


def test_an_attempt_in_an_earlier_session_is_found(session, question_file, home):
    through(session, "keys")
    session.command("end")
    first = session.state.rounds[0].card
    session.__exit__(None, None, None)
    with desk.open_session(Store(), question_file, []) as live:
        live.go_on()
        through(live, "misses")
        before = live.state.round.scored.attempt_before
    assert before.session == session.id
    assert before.scorecard == first


def test_nothing_of_the_debrief_is_said_before_the_round_is_over(session, seen):
    session.answer("keys", 30)
    assert not [event for event in seen if getattr(event, "debrief", None)]
    through(session)
    told = session.state.round.scored.debrief
    assert told.strong == QUESTION.exemplars.strong
    assert {gap.criterion for gap in told.gaps} <= {c.id for c in QUESTION.all_criteria()}
    assert "keys" not in {gap.criterion for gap in told.gaps}


def test_gaps_come_by_weight_with_the_guides_words():
    question = next(q for q in bank().values() if all(c.sources for c in q.criteria))
    from agent.grading.scorecard import scorecard
    from agent.models import Assessment, CriterionAssessment

    rows = tuple(
        CriterionAssessment(id=c.id, label="missing", p_partial=0, p_met=0, p_contradicted=0) for c in question.criteria
    )
    card = scorecard(question, Assessment(criteria=rows), (Turn(speaker="candidate", text="x"),), grader="t")
    told = debrief(question, card, guide_passage)
    weights = {c.id: c.weight for c in question.criteria}
    assert [weights[gap.criterion] for gap in told.gaps] == sorted(
        (weights[g.criterion] for g in told.gaps), reverse=True
    )
    assert all(gap.passage and "#" in gap.source for gap in told.gaps)


def test_every_source_of_the_bank_has_a_passage():
    missing = [
        (key, source)
        for key, question in bank().items()
        for criterion in question.all_criteria()
        for source in criterion.sources
        if not guide_passage(source)
    ]
    assert not missing


@pytest.mark.parametrize("source", ["", "nothing", "no_topic#x", "behavioral_star#no-such-anchor", "my-guide:3-4"])
def test_a_source_that_is_not_ours_has_no_passage(source):
    assert guide_passage(source) is None


def test_a_headings_anchor_gives_what_stands_under_it():
    topic = next(iter(builtin_topics()))
    texts = [passage(topic, anchor) for anchor in sorted(anchors(topic))]
    assert all(texts)


def test_a_story_told_before_with_another_figure_is_noticed(home):
    """Through the facade: two behavioral drills, the same story, another number."""
    from agent.api.sessions import Options, start

    story = (
        "At the logistics company Brandt our forecast for the Hamburg depot missed every Monday. I rebuilt the holiday "
        "features with the dispatcher Petra, ran a shadow test for five weeks, and the error fell from 31 % to {} %. "
        "I learned to sit with the dispatchers before touching the model."
    )
    seen: list = []
    for question, figure in (("beh_measured_impact", 22), ("beh_own_failure", 12)):
        with start(Options(kind="drill", question=question, clock="input"), seen.append) as live:
            live.go_on()
            live.answer(story.format(figure), 90)
            live.command("end")
    first, second = [event for event in seen if event.event == "round_scored"]
    assert first.stories == () or {f.kind for f in first.stories} <= {"not_in_bank"}
    kinds = {finding.kind for finding in second.stories}
    assert "figure_changed" in kinds
    assert kinds & {"reused", "other_competency"}
    assert "About the story" in archive.render(seen[-1].report, "md")
