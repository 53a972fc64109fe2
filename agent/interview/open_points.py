"""Which points are worth a follow-up. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from agent.interview.move import FOLLOW_UPS
from agent.interview.state import RoundState
from agent.models import Assessment, CriterionAssessment
from rubrics.schema import Question

OPEN = 0.15
"""P(open) from which a criterion is worth a follow-up; the surest come first. Of what raters did not call met in graded
answers, .99 at level 2 and .85 at level 3 reach it: `python -m benchmarks.openness`."""
LITTLE_OPEN = 0.15
"""Mean P(open) of a first answer under which hardly anything is open at all..."""
SURELY_OPEN = 0.3
"""...and a follow-up needs this much: who has said nearly everything is not asked for what they said."""
OPEN_BEFORE = 0.5
"""P(open) before the first follow-up from which a point stays worth one question, whatever short replies to other
points seem to say of it: in rated dialogues 2 of 8 such points were not met (`python -m benchmarks.openness`), a share
like that of points just above `OPEN`."""
BRIEF_REPLY = 60
"""Words up to which a reply is to the point that was asked about; a longer one may well settle others."""
OPEN_AGAIN = 0.5
"""The same for a second follow-up on a point: who was asked once and said something has mostly said what they know."""


def open_points(
    rows: Sequence[CriterionAssessment], assessment: Assessment, now: RoundState, aimed: frozenset[str]
) -> list[CriterionAssessment]:
    """Of these rows those worth a follow-up; `aimed` are points that were asked about already."""
    assert now.question is not None
    first = next((d.assessment for d in now.decisions if d.move in FOLLOW_UPS and d.assessment), assessment)
    enough = _enough(first, now.question)
    was_open = {row.id for row in first.criteria if row.p_open >= OPEN_BEFORE} if _brief_replies(now) else set()
    return [
        row
        for row in rows
        if row.p_open >= (OPEN_AGAIN if row.id in aimed else enough) or (row.id in was_open and row.id not in aimed)
    ]


def _enough(first: Assessment, question: Question) -> float:
    """P(open) that is worth a follow-up, by how much was open before the first one."""
    main = {criterion.id for criterion in question.criteria}
    found = [row.p_open for row in first.criteria if row.id in main]
    return SURELY_OPEN if sum(found) < LITTLE_OPEN * len(found) else OPEN


def _brief_replies(now: RoundState) -> bool:
    """Whether the replies so far kept to what was asked."""
    asked = [at for at, turn in enumerate(now.turns) if turn.move in FOLLOW_UPS]
    words = sum(len(turn.text.split()) for turn in now.turns[min(asked, default=0) :] if turn.speaker == "candidate")
    return words <= BRIEF_REPLY * len(asked)
