"""The shape of a round, as data: which points belong to which phase, in the order in which an interviewer takes them.

A phase is over when the evidence says so: each of its points is met, was passed on, or was asked for as often as the
stop rule allows. Turns are not counted. A first answer that already covers a phase skips it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from agent.models import Assessment
from rubrics.schema import Criterion, Dimension, Kind, Question, Role

PhaseName = Literal[
    "opening",
    "main design",
    "deep dive",
    "trade-off",
    "second angle",
    "close",
    "story",
    "own role",
    "actions",
    "result",
    "learning",
    "set-up",
    "derivation",
    "edge cases",
    "implementation",
]


@dataclass(frozen=True)
class Phase:
    """One phase: the points with one of these roles, or, where they have none of its kind's roles, dimensions."""

    name: PhaseName
    roles: tuple[Role, ...] = ()
    dimensions: tuple[Dimension, ...] = ()


DESIGN: tuple[Phase, ...] = (
    Phase("opening", roles=("opening",)),
    Phase("main design", roles=("pillar",)),
    Phase("deep dive", dimensions=("technical_depth", "execution", "verification", "judgement", "problem_framing")),
    Phase("trade-off", roles=("tradeoff",)),
    Phase("close", roles=("close",)),
)
STORY: tuple[Phase, ...] = (
    Phase("story", roles=("opening",), dimensions=("problem_framing",)),
    Phase("own role", dimensions=("ownership",)),
    Phase("actions", dimensions=("execution", "collaboration", "judgement", "communication", "technical_depth")),
    Phase("result", dimensions=("verification",)),
    Phase("learning", dimensions=("learning",)),
)
DERIVATION: tuple[Phase, ...] = (
    Phase("set-up", roles=("opening",), dimensions=("problem_framing",)),
    Phase("derivation", roles=("pillar",), dimensions=("technical_depth",)),
    Phase("edge cases", roles=("close",), dimensions=("verification",)),
    Phase("implementation", roles=("tradeoff",), dimensions=("execution", "judgement")),
)
PHASES: Mapping[Kind, tuple[Phase, ...]] = {
    "system_design": DESIGN,
    "ml_concepts": DESIGN,
    "experimentation": DESIGN,
    "behavioral": STORY,
    "statistics": DERIVATION,
    "coding": DESIGN,
}
BY_DIMENSION_FIRST: frozenset[Kind] = frozenset({"behavioral"})
"""In a story the dimension says what a point is about; roles are those of a designed answer."""


def phase_of(kind: Kind, criterion: Criterion) -> PhaseName:
    """The phase that a point belongs to."""
    phases = PHASES[kind]
    by_role = next((p.name for p in phases if criterion.role in p.roles), None)
    by_dimension = next((p.name for p in phases if criterion.dimension in p.dimensions), None)
    first, second = (by_dimension, by_role) if kind in BY_DIMENSION_FIRST else (by_role, by_dimension)
    return first or second or phases[min(2, len(phases) - 1)].name


def rank(kind: Kind, criterion: Criterion) -> int:
    """The place of a point's phase in its round, from 0."""
    name = phase_of(kind, criterion)
    return next(at for at, phase in enumerate(PHASES[kind]) if phase.name == name)


def current_phase(
    question: Question, assessment: Assessment | None, asked_out: frozenset[str], *, second_angle: bool, closing: bool
) -> PhaseName:
    """Where the round stands. `asked_out`: points that were passed on or asked for as often as the rule allows."""
    if closing:
        return "close"
    if second_angle:
        return "second angle"
    labels = {row.id: row.label for row in assessment.criteria} if assessment else {}
    unsettled = [c for c in question.criteria if labels.get(c.id) != "met" and c.id not in asked_out]
    if not unsettled:
        return "second angle" if question.second_angle else "close"
    at = min(rank(question.kind, criterion) for criterion in unsettled)
    return PHASES[question.kind][at].name
