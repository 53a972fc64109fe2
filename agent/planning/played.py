"""What earlier sessions played, as the planner reads it from their logs: scored rounds with their times. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agent.interview.state import State
from agent.models import PivotEvidence, Scorecard, Turn
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
                )
