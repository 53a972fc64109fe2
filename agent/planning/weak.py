"""Weak spots that are carried on: dimensions in which scored rounds showed little without being asked. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from agent.models import Scorecard
from agent.planning.measured import measures
from rubrics.schema import Dimension
from rubrics.scoring import LABEL_POINTS

FEWEST = 3
"""Scored criteria of a dimension under which nothing is said about it."""
WEAK_BELOW = 0.4
"""Weighted share of the points, unprompted ones only, under which a dimension is weak."""


def weak_dimensions(cards: Iterable[Scorecard]) -> frozenset[Dimension]:
    """The dimensions whose unprompted share of points lies under `WEAK_BELOW` over all cards."""
    points: dict[Dimension, list[tuple[float, int]]] = defaultdict(list)
    for card in filter(measures, cards):
        for row in card.criteria:
            if row.dimension is not None and row.label != "unscored":
                own = row.elicited in (None, "unprompted")
                points[row.dimension].append((LABEL_POINTS[row.label] * own, row.weight))
    return frozenset(
        dimension
        for dimension, rows in points.items()
        if len(rows) >= FEWEST and sum(p * w for p, w in rows) / sum(w for _, w in rows) < WEAK_BELOW
    )
