"""Scoring a finished round: the embedded scorecard, and a model's second opinion where the user agreed to one."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Sequence

from agent import events as ev
from agent.coding import CodingResult
from agent.endpoint.usage import Tally
from agent.errors import ModelFailure
from agent.grading.agreement import NOT_MEASURED
from agent.grading.coded import with_program
from agent.grading.scorecard import scorecard
from agent.interview.desk import Desk
from agent.interview.spending import record_usage, within_budget
from agent.models import Assessment, Attempt, PivotEvidence, Scorecard, StoryFinding, Turn
from agent.report.coding import coding_result
from agent.report.debrief import debrief, guide_passage
from agent.settings import Endpoint, Official
from rubrics.labels import TargetLevel
from rubrics.schema import Question

MADE = "coding."
"""How the ids of questions begin that are made from a coding problem."""
LAST_ROUNDS = 30
"""Scored rounds whose stories a new one is compared with."""


def score_round(desk: Desk) -> None:
    """Record the round's score. Nothing said, nothing scored: that is not a zero."""
    now = desk.round
    key = f"r{now.number}:scored"
    coding = coding_result(now, over=True)
    if not any(turn.speaker == "candidate" for turn in now.turns) and not now.verdicts:
        why = "Nothing was answered."
        desk.record(key, ev.RoundScored, round=now.number, scorecard=None, unscored=why, coding=coding)
        return
    assessment = desk.assess(desk.question, now.turns)
    if now.opening:
        from agent.interview.openings import opening_result
        from corpus.encoder import load_encoder

        told = opening_result(now, assessment, load_encoder())
        why = "An opening is no whole answer: it gets a tally, not a level."
        desk.record(key, ev.RoundScored, round=now.number, scorecard=None, unscored=why, opening=told)
        return
    card = embedded_scorecard(desk.question, now.turns, assessment, desk.target, now.seconds or None, coding)
    opinion = _second_opinion(desk, assessment, coding) if desk.endpoint and within_budget(desk) else None
    record_usage(desk, "grading")
    first, second = in_order(card, opinion, desk.official)
    desk.record(
        key,
        ev.RoundScored,
        round=now.number,
        scorecard=first,
        second_opinion=second,
        pivot=_pivot(desk),
        debrief=debrief(desk.question, first, guide_passage),
        stories=_stories(desk),
        attempt_before=attempt_before(desk),
        coding=coding,
    )


def attempt_before(desk: Desk) -> Attempt | None:
    """The last scored attempt at this question: in this session, else in an earlier one."""
    for event in desk.store.newest(("round_scored", "round_rescored"), 1, desk.question.id):
        if isinstance(event, ev.RoundScored | ev.RoundRescored) and event.scorecard is not None:
            return Attempt(session=event.session, round=event.round, at=event.at, scorecard=event.scorecard)
    return None


def _stories(desk: Desk) -> tuple[StoryFinding, ...]:
    """A behavioral round beside the story bank and what was told in earlier rounds."""
    now = desk.round
    if now.kind != "behavioral":
        return ()
    from agent.interview.state import fold
    from agent.planning.played import played_rounds
    from agent.stories.files import read_stories, stories_folder
    from agent.stories.retold import Telling, retold, tellings

    last = desk.store.newest(("round_scored",), LAST_ROUNDS)
    names = dict.fromkeys(event.session for event in last if event.session != desk.session)
    states = [desk.state, *(fold(event for _, event in desk.store.events(name)) for name in names)]
    told = Telling(desk.question.id, datetime.datetime.now(datetime.UTC), desk.session, now.number, now.turns)
    return retold(told, read_stories(stories_folder())[0], tellings(played_rounds(states)))


def _pivot(desk: Desk) -> PivotEvidence | None:
    if not any(turn.move == "pivot" for turn in desk.round.turns):
        return None
    from agent.grading.pivoted import embedded_once, pivot_evidence
    from rubrics.loader import bank

    return pivot_evidence(desk.question, desk.round.turns, bank(), embedded_once, desk.assess)


def in_order(embedded: Scorecard, model: Scorecard | None, official: Official) -> tuple[Scorecard, Scorecard | None]:
    """The official score and the second opinion. A model that could not give a level is never the official one."""
    if model is not None and official == "llm" and model.overall.level is not None:
        return model, embedded
    return embedded, model


def embedded_scorecard(
    question: Question,
    turns: Sequence[Turn],
    assessment: Assessment,
    target: TargetLevel,
    seconds: float | None,
    coding: CodingResult | None = None,
) -> Scorecard:
    """The embedded assessor's scorecard of a round; `coding` is what a coding round left behind."""
    from agent.assess import AGREEMENT, GRADER

    # A coding round's criteria come from its problem: no graded answer is on them.
    known = NOT_MEASURED if question.id.startswith(MADE) else AGREEMENT
    talk = scorecard(question, assessment, turns, grader=GRADER, agreement=known, target=target, seconds=seconds)
    return with_program(talk, question, coding, target, assessment.level_halfwidth)


def _second_opinion(desk: Desk, embedded: Assessment, coding: CodingResult | None) -> Scorecard | None:
    from agent.endpoint.background import Cancelled

    assert desk.endpoint is not None
    now = desk.round
    try:
        return model_scorecard(
            desk.question,
            now.turns,
            embedded,
            desk.endpoint,
            desk.target,
            now.seconds or None,
            desk.cancel,
            tally=desk.tally,
            coding=coding,
        )
    except ModelFailure as failure:
        desk.notice(failure.title, f"{failure.happened} There is no second opinion on this round.", failure.todo)
    except Cancelled:
        desk.notice("Second opinion cancelled", "The model's grading was stopped.", "The embedded score stands.")
    return None


def model_scorecard(
    question: Question,
    turns: Sequence[Turn],
    embedded: Assessment,
    endpoint: Endpoint,
    target: TargetLevel,
    seconds: float | None,
    cancel: threading.Event,
    answer: str | None = None,
    tally: Tally | None = None,
    coding: CodingResult | None = None,
) -> Scorecard:
    """A model's scorecard of a round; `coding` is what a coding round left behind. Raises ModelFailure, Cancelled."""
    from agent import settings
    from agent.grading.agreement import agreement_of
    from agent.grading.model import Grading, grade
    from agent.prompts import prompt

    how = Grading(**settings.load().grading)

    ids = {row.id for row in embedded.criteria}
    criteria = [criterion for criterion in question.all_criteria() if criterion.id in ids]
    opinion = grade(question, criteria, turns, embedded, endpoint, cancel, how, tally)
    label = prompt(how.form).label
    talk = scorecard(
        question,
        opinion,
        turns,
        grader="model" if how.samples == 1 else f"model, {how.samples} samples",
        agreement=agreement_of(endpoint.model, label),
        engine="llm",
        model=endpoint.model,
        prompt=label,
        target=target,
        seconds=seconds,
        answer=answer,
    )
    return with_program(talk, question, coding, target, opinion.level_halfwidth)
