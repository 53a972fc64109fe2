"""The competencies a story may show, and which of them each behavioral question of our bank asks for."""

from __future__ import annotations

from typing import Literal

Competency = Literal["conflict", "failure", "leadership", "changing_priorities", "influence", "proudest_project"]

ABOUT: dict[Competency, str] = {
    "conflict": "a disagreement that you carried through",
    "failure": "a mistake of yours and what came of it",
    "leadership": "a decision that you took on, with or without a title",
    "changing_priorities": "a turn in the middle of the work",
    "influence": "people whom you convinced without power over them",
    "proudest_project": "the work that you would be hired for",
}
"""In the order of the matrix."""

BY_QUESTION: dict[str, tuple[Competency, ...]] = {
    "beh_changed_priorities": ("changing_priorities",),
    "beh_convince_sceptic": ("influence",),
    "beh_disagreed_with_decision": ("conflict", "influence"),
    "beh_little_information": ("leadership",),
    "beh_measured_impact": ("proudest_project",),
    "beh_metric_against_health": ("conflict", "leadership"),
    "beh_missed_commitment": ("failure", "changing_priorities"),
    "beh_own_failure": ("failure",),
    "beh_raised_data_concern": ("leadership", "conflict"),
    "beh_received_feedback": ("failure",),
}
"""The first is what the question asks for most."""


def questions_on(competency: Competency) -> tuple[str, ...]:
    """The questions of our bank that ask for a competency, those that ask for it most first."""
    on = [name for name, asked in BY_QUESTION.items() if competency in asked]
    return tuple(sorted(on, key=lambda name: (BY_QUESTION[name].index(competency), name)))
