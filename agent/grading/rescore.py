"""Scoring stored rounds anew with today's rubric and grader. The log keeps every score; the newest is shown."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Literal

from agent import events as ev
from agent.errors import BadInput, ModelFailure
from agent.grading.moved import moved
from agent.grading.rounds import embedded_scorecard, in_order, model_scorecard
from agent.interview.state import RoundState, State, fold
from agent.models import Moved, Scorecard
from agent.report.coding import coding_result
from agent.settings import Endpoint, Official
from agent.store import Store
from rubrics.labels import Label, TargetLevel
from rubrics.schema import Question

Rubric = Literal["current", "stored"]
"""The bank's of today, where it still has the question; or the one that the round was held with."""
MAX_NOTE = 2000
"""Characters of a note that contests a label."""


@dataclass(frozen=True)
class Rescored:
    """One session's new scores."""

    session: str
    rounds: tuple[Moved, ...]
    """Rounds that were scored before, with what moved; nothing was written for those in which nothing did."""
    notices: tuple[str, ...] = ()
    """Second opinions that failed, and why."""


def rescore(
    store: Store,
    session: str,
    target: TargetLevel,
    *,
    rubric: Rubric = "current",
    endpoint: Endpoint | None = None,
    official: Official = "embedded",
) -> Rescored:
    """Score the rounds of a session anew. With an endpoint its model gives a new second opinion, too.

    Raises BadInput where another process holds the session, CorpusUnavailable, StorageFailure.
    """
    found: list[Moved] = []
    notices: list[str] = []
    with store.locked(session):
        log = store.events(session)
        written = sum(isinstance(event, ev.RoundRescored) for _, event in log)
        for now in fold(event for _, event in log).rounds:
            if now.card is None or now.question is None:
                continue
            held = {card.engine: card for card in (now.second_opinion, now.card) if card is not None}
            made, notice = _anew(_question(now.question, rubric), now, target, endpoint)
            notices += [notice] if notice else []
            found += [moved(now.number, held[engine], card) for engine, card in made.items() if engine in held]
            if any(held.get(engine) != card for engine, card in made.items()):
                written += 1
                now_held = {**held, **made}
                card, opinion = in_order(now_held["embedded"], now_held.get("llm"), official)
                _append(store, session, f"rescored:{written}", now.number, card, opinion)
    return Rescored(session, tuple(found), tuple(notices))


def _anew(
    question: Question, now: RoundState, target: TargetLevel, endpoint: Endpoint | None
) -> tuple[dict[str, Scorecard], str]:
    """New scorecards by engine, and why the model's is not among them."""
    from agent.assess import assess

    seconds = now.seconds or None
    assessment = assess(question, now.turns)
    done = coding_result(now, over=True)
    made = {"embedded": embedded_scorecard(question, now.turns, assessment, target, seconds, done)}
    if endpoint is None:
        return made, ""
    try:
        made["llm"] = model_scorecard(
            question, now.turns, assessment, endpoint, target, seconds, threading.Event(), coding=done
        )
    except ModelFailure as failure:
        return made, f"Round {now.number} has no new second opinion: {failure.happened} {failure.todo}"
    return made, ""


def contest(store: Store, session: str, number: int, criterion: str, note: str) -> ev.LabelContested:
    """Keep the candidate's objection to a label. It changes no score. Raises BadInput, StorageFailure."""
    text = note.strip()
    if not text or len(text) > MAX_NOTE:
        raise BadInput(
            "A note is needed", f"The note has {len(text)} characters.", f"Say why, in at most {MAX_NOTE} characters."
        )
    with store.locked(session):
        log = store.events(session)
        label = _contested(fold(event for _, event in log), number, criterion)
        count = sum(isinstance(event, ev.LabelContested) for _, event in log) + 1
        return store.append(
            session,
            f"contested:{count}",
            lambda stamp: ev.LabelContested(
                session=stamp[0],
                seq=stamp[1],
                at=stamp[2],
                round=number,
                criterion=criterion,
                label=label,
                note=text,
            ),
        )


def _contested(state: State, number: int, criterion: str) -> Label:
    card = next((now.card for now in state.rounds if now.number == number), None)
    if card is None:
        scored = [str(now.number) for now in state.rounds if now.card is not None]
        raise BadInput(
            "No such scored round",
            f"Round {number} has no score.",
            f"Scored are: {', '.join(scored)}." if scored else "Finish a round first.",
        )
    row = next((row for row in card.criteria if row.id == criterion), None)
    if row is None:
        raise BadInput(
            "Unknown criterion",
            f"Round {number} has no criterion {criterion[:60]!r}.",
            f"Its criteria are: {', '.join(row.id for row in card.criteria)}.",
        )
    return row.label


def _question(held: Question, rubric: Rubric) -> Question:
    from rubrics.loader import bank

    return bank().get(held.id, held) if rubric == "current" else held


def _append(
    store: Store, session: str, key: str, number: int, card: Scorecard, opinion: Scorecard | None
) -> ev.RoundRescored:
    return store.append(
        session,
        key,
        lambda stamp: ev.RoundRescored(
            session=stamp[0], seq=stamp[1], at=stamp[2], round=number, scorecard=card, second_opinion=opinion
        ),
    )
