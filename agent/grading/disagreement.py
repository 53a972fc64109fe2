"""Where two graders of the same round do not agree. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.models import CriterionScore, Scorecard


@dataclass(frozen=True)
class Disagreement:
    """One criterion that two graders label differently."""

    official: CriterionScore
    other: CriterionScore

    @property
    def grave(self) -> bool:
        """Whether one credits what the other does not credit at all."""
        credited = [row.label in ("met", "partial") for row in (self.official, self.other)]
        return credited[0] != credited[1]


def disagreements(official: Scorecard, other: Scorecard) -> tuple[int, Sequence[Disagreement]]:
    """How many criteria both scored, and those whose labels differ, the weightiest first."""
    theirs = {row.id: row for row in other.criteria if row.label != "unscored"}
    both = [(row, theirs[row.id]) for row in official.criteria if row.label != "unscored" and row.id in theirs]
    found = [Disagreement(mine, their) for mine, their in both if mine.label != their.label]
    return len(both), sorted(found, key=lambda one: (-one.official.weight, not one.grave))


def in_words(official: Scorecard, other: Scorecard) -> str:
    """One sentence: how far the two agree."""
    both, found = disagreements(official, other)
    if not both:
        return "The two graders scored no criterion in common."
    if not found:
        return f"The two graders agree on all {both} criteria."
    named = "; ".join(f"{one.official.name}: {one.official.label} against {one.other.label}" for one in found)
    return f"The two graders agree on {both - len(found)} of {both} criteria. They differ on {named}."
