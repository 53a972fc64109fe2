"""What earlier sessions played, as the planner reads it from their logs: scored rounds with their times. Pure."""

from __future__ import annotations

import datetime
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agent.interview.questions import PROBLEM
from agent.interview.state import RoundState, State
from agent.models import PivotEvidence, PlannedRound, Scorecard, Turn
from rubrics.schema import Question


@dataclass(frozen=True)
class Played:
    """One scored round."""

    session: str
    round: int
    at: datetime.datetime
    """When it was scored first; scoring it anew does not make it newer."""
    card: Scorecard | None
    """Its newest scorecard."""
    question: Question | None = None
    """The question as it was put."""
    pivot: PivotEvidence | None = None
    turns: tuple[Turn, ...] = ()
    drill: str = ""
    """Arguments of `hotseat drill` that put the same question again."""
    topic: str = ""
    """Of a coding round: the topic on which its problem was drawn; "" elsewhere, where the question's counts."""
    solved: str = ""
    """The problem that was accepted, where one was to be solved."""


def played_rounds(states: Iterable[State]) -> Iterator[Played]:
    """The scored rounds of sessions, in the order of the sessions given."""
    for state in states:
        for now in state.rounds:
            if now.scored is not None:
                yield Played(
                    session=state.session,
                    round=now.number,
                    at=now.scored.at,
                    card=now.card,
                    question=now.question,
                    pivot=now.scored.pivot,
                    turns=now.turns,
                    drill=_drill(state.plan.rounds[now.number - 1], now.question),
                    topic=now.topic if now.kind == "coding" else "",
                    solved=_solved(now),
                )


def _solved(now: RoundState) -> str:
    accepted = any(verdict.verdict == "AC" for verdict in now.verdicts)
    return (now.question.problem or "") if accepted and now.coding == "solve" and now.question else ""


def _drill(planned: PlannedRound, question: Question | None) -> str:
    """A question by its id or file, a coding problem by its id or folder and the kind of round."""
    if planned.question.startswith(PROBLEM):
        problem = shlex.quote(planned.question.removeprefix(PROBLEM))
        return f"--problem {problem} --round {planned.coding or 'solve'}"
    return f"--question {shlex.quote(planned.question or (question.id if question else ''))}"
