"""Scoring a finished round: the embedded scorecard, and a model's second opinion where the user agreed to one."""

from __future__ import annotations

from agent import events as ev
from agent.errors import ModelFailure
from agent.grading.scorecard import NOT_MEASURED, scorecard
from agent.interview.desk import Desk
from agent.models import Assessment, Scorecard


def score_round(desk: Desk) -> None:
    """Record the round's score. Nothing said, nothing scored: that is not a zero."""
    now = desk.round
    key = f"r{now.number}:scored"
    if not any(turn.speaker == "candidate" for turn in now.turns):
        desk.record(key, ev.RoundScored, round=now.number, scorecard=None, unscored="Nothing was answered.")
        return
    from agent.assess import AGREEMENT, GRADER

    assessment = desk.assess(desk.question, now.turns)
    card = scorecard(
        desk.question,
        assessment,
        now.turns,
        grader=GRADER,
        agreement=AGREEMENT,
        target=desk.target,
        seconds=now.seconds or None,
    )
    second = _second_opinion(desk, assessment) if desk.endpoint else None
    desk.record(key, ev.RoundScored, round=now.number, scorecard=card, second_opinion=second)


def _second_opinion(desk: Desk, embedded: Assessment) -> Scorecard | None:
    from agent.endpoint.background import Cancelled

    assert desk.endpoint is not None
    try:
        return model_scorecard(desk, embedded)
    except ModelFailure as failure:
        desk.notice(failure.title, f"{failure.happened} There is no second opinion on this round.", failure.todo)
    except Cancelled:
        desk.notice("Second opinion cancelled", "The model's grading was stopped.", "The embedded score stands.")
    return None


def model_scorecard(desk: Desk, embedded: Assessment) -> Scorecard:
    """The model's scorecard of the current round. Raises ModelFailure, Cancelled."""
    from agent.grading.model import grade
    from agent.prompts import prompt

    assert desk.endpoint is not None
    question, turns = desk.question, desk.round.turns
    ids = {row.id for row in embedded.criteria}
    criteria = [criterion for criterion in question.all_criteria() if criterion.id in ids]
    opinion = grade(question, criteria, turns, embedded, desk.endpoint, desk.cancel)
    return scorecard(
        question,
        opinion,
        turns,
        grader="model",
        agreement=NOT_MEASURED,
        engine="llm",
        model=desk.endpoint.model,
        prompt=prompt("grader").label,
        target=desk.target,
        seconds=desk.round.seconds or None,
    )
