"""What was played: history, reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from agent.grading.disagreement import in_words as disagreement
from agent.interview.state import State, fold
from agent.models import Engine, Report
from agent.store import Store

__all__ = ["contest", "disagreement", "has_open_session", "history", "render", "report", "rescore"]

if TYPE_CHECKING:
    from agent.grading.rescore import Rescored, Rubric


def history() -> list[dict[str, Any]]:
    """One row a session, newest first."""
    store = Store()
    rows = []
    for row in store.sessions():
        state = fold(event for _, event in store.events(row.id))
        if state.started is None:
            continue
        rows.append(
            {
                "session": row.id,
                "kind": row.kind,
                "started": row.started.isoformat(),
                "ended": row.ended.isoformat() if row.ended else None,
                "rounds": [_round(state, number) for number in range(len(state.rounds))],
                "planned": len(state.plan.rounds),
            }
        )
    return rows


def _round(state: State, number: int) -> dict[str, Any]:
    now = state.rounds[number]
    card = now.card
    return {
        "round": now.number,
        "kind": now.kind,
        "topic": now.topic,
        "question": now.question.id if now.question else None,
        "level": card.overall.level if card else None,
        "level_unprompted": card.overall.level_unprompted if card else None,
        "score": card.overall.score if card else None,
        "seconds": round(now.seconds, 1),
        "minutes": now.minutes,
    }


def report(session: str | None) -> Report:
    """The report of a session, ended or not; None: the newest. Raises BadInput."""
    from agent.api.plans import profile
    from agent.errors import BadInput
    from agent.report.build import build_report

    store = Store()
    rows = store.sessions()
    if session is None and not rows:
        raise BadInput("No session yet", "There is nothing to report on.", "Start one: `hotseat onsite`.")
    row = store.find(session or rows[0].id)
    state = fold(event for _, event in store.events(row.id))
    later = any(now.rescored or now.contests for now in state.rounds)
    return state.ended.report if state.ended and not later else build_report(state, profile().target_level)


def rescore(
    sessions: Sequence[str], *, everything: bool = False, rubric: Rubric = "current", engine: Engine = "embedded"
) -> Iterator[Rescored]:
    """Score sessions anew, the old scores are kept; `engine` llm asks the model for a new second opinion, too.

    Raises BadInput, Unavailable before anything is scored.
    """
    from agent import settings
    from agent.api.plans import profile
    from agent.api.sessions import choose_engine
    from agent.grading.rescore import rescore as one

    store, given = Store(), settings.load()
    endpoint = choose_engine(given, engine)[1]
    names = [row.id for row in store.sessions()] if everything else [store.find(name).id for name in sessions]
    target = profile().target_level
    return (one(store, name, target, rubric=rubric, endpoint=endpoint, official=given.official) for name in names)


def contest(session: str, number: int, criterion: str, note: str) -> None:
    """Keep the candidate's objection to a label of a scored round. Raises BadInput."""
    from agent.grading.rescore import contest as object_to

    store = Store()
    object_to(store, store.find(session).id, number, criterion, note)


def render(value: Report, form: str) -> str:
    """A report as `md`, `html` or `json` text."""
    if form == "json":
        return value.model_dump_json(by_alias=True) + "\n"
    if form == "html":
        from agent.report.html import as_html

        return as_html(value)
    from agent.report.markdown import as_markdown

    return as_markdown(value)


def has_open_session() -> str | None:
    """The id of the newest session that was not ended, or None."""
    return next((row.id for row in Store().sessions() if row.ended is None), None)
