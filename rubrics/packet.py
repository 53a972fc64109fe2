"""Rounds put together: dimensions across rounds and one sentence. Our own mapping, not any company's form.

A dimension's level is the level of its criteria pooled over all rounds. It stays None, "not assessed", with less than
`LEAST_WEIGHT` scored or with most of its weight unscored: nothing asked is not the same as a weak answer.

The recommendation is the first row of `RECOMMENDATIONS` that the loop reaches.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from rubrics.labels import LEVEL_NAMES, Elicited, Label, TargetLevel
from rubrics.schema import Dimension
from rubrics.scoring import earned, overall

LEAST_WEIGHT = 3
"""Scored weight below which a dimension is not assessed: one full criterion, or two lighter ones."""

LEAST_ROUNDS = 2
"""Rounds with a level below which nothing is recommended."""


@dataclass(frozen=True)
class Recommendation:
    """A row of the rule: all three bounds have to hold."""

    name: str
    mean_level: float
    """Least mean of the rounds' levels."""
    lowest_dimension: int
    """Least level of any assessed dimension."""
    below_bar: int
    """Most dimensions that may be below the bar (level 1 or 2)."""


RECOMMENDATIONS: tuple[Recommendation, ...] = (
    Recommendation("Strong hire", 3.5, 3, 0),
    Recommendation("Hire", 3.0, 2, 1),
    Recommendation("Leaning hire", 2.5, 2, 3),
    Recommendation("Leaning no hire", 2.0, 1, 9),
    Recommendation("No hire", 1.0, 1, 9),
)
"""From best to worst; the last row takes whatever is left."""


@dataclass(frozen=True)
class PacketMark:
    """One criterion of one round."""

    criterion: str
    name: str
    dimension: Dimension | None
    weight: int
    label: Label
    elicited: Elicited | None = None
    text: str = ""
    """What to show as evidence: a quote or a reason; the criterion's name where it is empty."""


@dataclass(frozen=True)
class PacketRound:
    """One round, with its level as it was scored; None: no score."""

    round: int
    level: int | None
    marks: tuple[PacketMark, ...]


@dataclass(frozen=True)
class PacketEvidence:
    """One line for or against."""

    round: int
    criterion: str
    text: str


@dataclass(frozen=True)
class PacketDimension:
    """A dimension over all rounds; level None is "not assessed"."""

    dimension: Dimension
    level: int | None
    for_: tuple[PacketEvidence, ...]
    against: tuple[PacketEvidence, ...]


@dataclass(frozen=True)
class PacketSummary:
    """All dimensions, in the schema's order, and a sentence."""

    dimensions: tuple[PacketDimension, ...]
    recommendation: str


def packet(rounds: Iterable[PacketRound], target: TargetLevel = "L4", *, strict_top: bool = True) -> PacketSummary:
    """Group the criteria of all rounds by dimension and recommend by `RECOMMENDATIONS`.

    Criteria without a dimension count in their round's level only. `target` and `strict_top` as in `scoring.overall`.
    """
    given = tuple(rounds)
    dimensions = tuple(_dimension(name, given, target, strict_top) for name in get_args(Dimension))
    return PacketSummary(dimensions, _recommendation(given, dimensions))


def _dimension(
    name: Dimension, rounds: Sequence[PacketRound], target: TargetLevel, strict_top: bool
) -> PacketDimension:
    marks = [(one.round, mark) for one in rounds for mark in one.marks if mark.dimension == name]
    scored = [(number, mark) for number, mark in marks if mark.label != "unscored"]
    level = None
    if sum(mark.weight for _, mark in scored) >= LEAST_WEIGHT:
        level = overall((mark for _, mark in marks), target, strict_top=strict_top).level
    return PacketDimension(
        name,
        level,
        for_=tuple(_evidence(number, mark) for number, mark in scored if earned(mark) > 0),
        against=tuple(_evidence(number, mark) for number, mark in scored if not earned(mark)),
    )


def _evidence(number: int, mark: PacketMark) -> PacketEvidence:
    how: str = "said first by the interviewer" if mark.elicited == "given" else mark.label
    if mark.elicited in ("probed", "challenged", "hinted"):
        how += f", {mark.elicited}"
    return PacketEvidence(number, mark.criterion, f"{mark.name} ({how})" + (f": {mark.text}" if mark.text else ""))


def _recommendation(rounds: Sequence[PacketRound], dimensions: Sequence[PacketDimension]) -> str:
    levels = [one.level for one in rounds if one.level is not None]
    if len(levels) < LEAST_ROUNDS:
        found = f"{len(levels)} of {len(rounds)} rounds could be scored"
        return f"No recommendation: {found}, and at least {LEAST_ROUNDS} are needed."
    mean = math.fsum(levels) / len(levels)
    assessed = {row.dimension: row.level for row in dimensions if row.level is not None}
    below = [name for name, level in assessed.items() if level < 3]
    lowest = min(assessed.values(), default=4)
    row = next(
        (
            row
            for row in RECOMMENDATIONS
            if mean >= row.mean_level and lowest >= row.lowest_dimension and len(below) <= row.below_bar
        ),
        RECOMMENDATIONS[-1],
    )
    parts = [f"mean level {mean:.1f} over {len(levels)} of {len(rounds)} rounds"]
    if below:
        parts.append(
            "below the bar in " + ", ".join(f"{_plain(name)} ({LEVEL_NAMES[assessed[name]]})" for name in below)
        )
    elif assessed:
        parts.append("no assessed dimension below the bar")
    unseen = [_plain(row.dimension) for row in dimensions if row.level is None]
    if unseen:
        parts.append("not assessed: " + ", ".join(unseen))
    return f"{row.name}: {'; '.join(parts)}."


def _plain(dimension: str) -> str:
    return dimension.replace("_", " ")
