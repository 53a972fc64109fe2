"""What was said before a follow-up stays the candidate's own: passes take nothing away, talk about the talk adds nothing."""

from __future__ import annotations

import pytest

from agent.asides import about_the_talk
from agent.assess import assess
from agent.models import Turn
from rubrics.loader import bank

QUESTION = bank()["llm_speculative_decoding"]
STRONG = QUESTION.exemplars.strong


def said(text):
    return Turn(speaker="candidate", text=text)


def asked(criterion, text="Walk me through it.", move="probe"):
    return Turn(speaker="interviewer", text=text, move=move, criterion=criterion)


PROMPT = Turn(speaker="interviewer", text=QUESTION.prompt)


def test_a_point_that_was_there_before_its_follow_up_was_not_drawn_out():
    first = assess(QUESTION, (PROMPT, said(STRONG)))
    sure = max(first.criteria, key=lambda row: row.p_met)
    assert sure.p_met > 0.8
    talk = (PROMPT, said(STRONG), asked(sure.id), said("As I said, exactly as in my answer before."))
    row = assess(QUESTION, talk).of(sure.id)
    assert (row.label, row.elicited) == ("met", "unprompted")


def test_a_pass_takes_nothing_away():
    first = assess(QUESTION, (PROMPT, said(STRONG)))
    thin = min(first.criteria, key=lambda row: row.p_met)
    passed = assess(QUESTION, (PROMPT, said(STRONG), asked(thin.id)))
    assert passed.of(thin.id) == thin


@pytest.mark.parametrize(
    "text",
    [
        "I don't know, to be honest.",
        "Sorry, I don't know.",
        "I've never really used these settings.",
        "You haven't answered my questions.",
        "Are you kidding me?",
        "This interview is ridiculous.",
    ],
)
def test_talk_about_the_talk(text):
    assert about_the_talk(text)
    alone = assess(QUESTION, (PROMPT, said(text)))
    assert all(row.label == "missing" for row in alone.criteria)


@pytest.mark.parametrize(
    "text",
    [
        "I don't know the exact figure, but each accepted token saves a whole pass of the large model.",
        "No idea, I would refresh all of them.",
        "You never verify a token twice.",
        "We do not know the acceptance rate, so we measure it.",
    ],
)
def test_talk_about_the_matter(text):
    assert not about_the_talk(text)


def test_the_reply_to_a_pivot_is_no_evidence_for_the_question_that_it_left():
    pivot = Turn(speaker="interviewer", text="And how would you test it?", move="pivot")
    talk = (PROMPT, said("I would draft tokens with a small model and let the large one verify them."), pivot)
    before, after = assess(QUESTION, talk), assess(QUESTION, (*talk, said(STRONG)))
    assert after.criteria == before.criteria
    went_on = Turn(speaker="interviewer", text="Back to the first question.", move="probe", criterion=None)
    assert assess(QUESTION, (*talk, said("..."), went_on, said(STRONG))).criteria != before.criteria
