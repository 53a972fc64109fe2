"""From labels to a score and a level: plain arithmetic by the tables below, the same for every grader.

    points    = LABEL_POINTS[label]                 what was established
    credit    = ELICITED_CREDIT[elicited]           who said it first
    share     = sum(weight * points * credit) / sum(weight)      over the criteria that were scored
    score     = 100 * share
    level     = 1 + number of CUTS[target] that the share reaches; a 4 asks for more (see `strict_top`)

The unprompted level is the same with a credit of 1 for what was unprompted and 0 for everything else, so it is never
above the level with follow-ups.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rubrics.labels import Elicited, Label, TargetLevel

LABEL_POINTS: dict[Label, float] = {"met": 1.0, "partial": 0.5, "missing": 0.0, "contradicted": 0.0}
"""Points of a label. `unscored` has none: such a criterion is left out, neither for nor against."""

ELICITED_CREDIT: dict[Elicited, float] = {
    "unprompted": 1.0,
    "probed": 0.85,
    "challenged": 0.85,
    "hinted": 0.5,
    "given": 0.0,
}
"""What a point is worth by who brought it up. Words that the interviewer said first are worth nothing."""

CUTS: dict[TargetLevel, tuple[float, float, float]] = {
    "L3": (0.17, 0.54, 0.77),
    "L4": (0.20, 0.61, 0.83),
    "L5": (0.23, 0.67, 0.87),
    "L6": (0.26, 0.72, 0.90),
}
"""Least share for levels 2, 3 and 4.

The row of L4 was fitted on answers with raters' labels and raters' overall levels. The others are our judgement: the
same answer is worth less the higher the level one interviews for, most of all at the bar (about .06 a step)."""

STRONG_WEIGHT = 3
"""Weight of the criteria that a 4 cannot go without."""

MOST_UNSCORED = 0.5
"""With a larger part of the weight unscored there is no overall score."""

DEFAULT_HALFWIDTH = 0.75
"""Half-width, in levels, of the interval where the grader names none."""


class Marked(Protocol):
    """One criterion's outcome, as far as the arithmetic needs it."""

    @property
    def weight(self) -> int:
        """1 to 3."""

    @property
    def label(self) -> Label:
        """The verdict."""

    @property
    def elicited(self) -> Elicited | None:
        """None counts as unprompted: an answer without a dialogue has no other way."""


@dataclass(frozen=True)
class Mark:
    """The plainest `Marked`."""

    weight: int
    label: Label
    elicited: Elicited | None = None


@dataclass(frozen=True)
class OverallScore:
    """The result of one question; all None but `unscored` where too little was scored."""

    score: float | None
    """0 to 100."""
    level: int | None
    """With follow-ups, 1 to 4."""
    level_unprompted: int | None
    low: int | None
    high: int | None
    """Levels at the ends of the interval around `level`."""
    value: float | None
    """The level as a real number, 1 to 4; it rounds to `level`."""
    unscored: str | None = None
    """Why there is no score."""


def overall(
    marks: Iterable[Marked],
    target: TargetLevel = "L4",
    halfwidth: float = DEFAULT_HALFWIDTH,
    *,
    strict_top: bool = True,
) -> OverallScore:
    """Score, levels and interval of one question.

    Args:
        marks: the criteria, in any order.
        target: the level that is interviewed for; picks the row of `CUTS`.
        halfwidth: half the width, in levels, of the grader's interval.
        strict_top: what a 4 asks for beside its share. True: every criterion of weight 3 met, and no contradiction
            left. False: every criterion of weight 3 at least partial, and no contradiction left. The strict rule is
            right for labels that can be trusted. Predicted labels are wrong so often that one of several weight-3
            criteria nearly always misses `met`, and it would hold back many of the 4s that are deserved.
    """
    given = tuple(marks)
    scored = tuple(mark for mark in given if mark.label != "unscored")
    all_weight, weight = sum(mark.weight for mark in given), sum(mark.weight for mark in scored)
    if not weight or all_weight - weight > MOST_UNSCORED * all_weight:
        reason = (
            f"Only {weight} of {all_weight} points of weight could be scored." if given else "There is no criterion."
        )
        return OverallScore(None, None, None, None, None, None, reason)
    cuts = CUTS[target]
    share = weighted_share(scored)
    level = level_of(share, cuts, allows_top(scored, strict=strict_top))
    alone = tuple(map(unprompted_only, scored))
    value = level_value(share, cuts)
    if level < _nearest(value):
        value = math.nextafter(level + 0.5, 0.0)
    return OverallScore(
        score=100.0 * share,
        level=level,
        level_unprompted=level_of(weighted_share(alone), cuts, allows_top(alone, strict=strict_top)),
        low=min(level, _clipped(value - halfwidth)),
        high=max(level, _clipped(value + halfwidth)),
        value=value,
    )


def weighted_share(scored: Sequence[Marked]) -> float:
    """The share of the weight that was earned, 0 to 1. Raises ValueError where nothing is scored."""
    weights = math.fsum(mark.weight for mark in scored)
    if not weights:
        raise ValueError("a share needs at least one scored criterion")
    return min(1.0, math.fsum(mark.weight * earned(mark) for mark in scored) / weights)


def earned(mark: Marked) -> float:
    """Points times credit of one scored criterion, 0 to 1."""
    return LABEL_POINTS[mark.label] * ELICITED_CREDIT[mark.elicited or "unprompted"]


def level_of(share: float, cuts: tuple[float, float, float], top_allowed: bool) -> int:
    """1 + the number of cuts reached; 3 at most where a 4 is not allowed."""
    level = 1 + sum(share >= cut for cut in cuts)
    return level if top_allowed else min(level, 3)


def level_value(share: float, cuts: tuple[float, float, float]) -> float:
    """The level as a real number: linear between 1 at share 0, 1.5, 2.5 and 3.5 at the cuts, and 4 at share 1."""
    knots = ((0.0, 1.0), (cuts[0], 1.5), (cuts[1], 2.5), (cuts[2], 3.5), (1.0, 4.0))
    for (left, low), (right, high) in itertools.pairwise(knots):
        if share < right:
            # Held below the upper knot, so that rounding in the division cannot reach the next level early.
            value = low + (high - low) * (share - left) / (right - left)
            return min(max(value, low), math.nextafter(high, 0.0))
    return 4.0


def allows_top(scored: Sequence[Marked], *, strict: bool) -> bool:
    """Whether a 4 is open: see `strict_top` of `overall`."""
    enough = 1.0 if strict else 0.5
    return all(
        mark.label != "contradicted"
        and (mark.weight < STRONG_WEIGHT or (LABEL_POINTS[mark.label] >= enough and mark.elicited != "given"))
        for mark in scored
    )


def unprompted_only(mark: Marked) -> Mark:
    """The mark without what was drawn out."""
    if mark.label == "contradicted" or mark.elicited in (None, "unprompted"):
        return Mark(mark.weight, mark.label)
    return Mark(mark.weight, "missing")


def _nearest(value: float) -> int:
    return math.floor(value + 0.5)


def _clipped(value: float) -> int:
    return max(1, min(4, _nearest(value)))
