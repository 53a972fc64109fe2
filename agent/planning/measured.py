"""Measured levels by topic, from scorecards: what replaces the self-ratings in a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from agent.models import PivotEvidence, Scorecard
from agent.planning.need import MeasuredLevel
from rubrics.labels import Label

BY_PIVOT: dict[Label, tuple[int, int, int]] = {
    "met": (3, 2, 4),
    "partial": (2, 1, 3),
    "missing": (1, 1, 2),
    "contradicted": (1, 1, 2),
}
"""Level with a wide interval that one criterion says of a topic."""


def measured_levels(cards: Iterable[Scorecard], pivots: Iterable[PivotEvidence] = ()) -> dict[str, MeasuredLevel]:
    """The mean unprompted level of each topic with the mean ends of the intervals, rounded.

    The interval belongs to the level with follow-ups; it is moved down by as much as the unprompted level lies below.
    A reply to a pivot counts like one more answer on the topic it led to, with a wide interval.
    """
    by_topic: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for card in cards:
        total = card.overall
        if None in (total.level, total.level_unprompted, total.low, total.high):
            continue
        assert total.level is not None
        assert total.level_unprompted is not None
        assert total.low is not None
        assert total.high is not None
        drop = total.level - total.level_unprompted
        by_topic[card.topic].append((total.level_unprompted, max(1, total.low - drop), max(1, total.high - drop)))
    for pivot in pivots:
        if pivot.label in BY_PIVOT:
            by_topic[pivot.topic].append(BY_PIVOT[pivot.label])
    return {topic: _mean(rows) for topic, rows in by_topic.items()}


def _mean(rows: list[tuple[int, int, int]]) -> MeasuredLevel:
    level, low, high = (round(sum(column) / len(rows)) for column in zip(*rows, strict=True))
    return MeasuredLevel(level=level, low=min(low, level), high=max(high, level), answers=len(rows))
