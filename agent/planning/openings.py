"""Ten openings on a topic: which questions, and in what order. The same seed, the same drill."""

from __future__ import annotations

import random
from collections.abc import Iterable

from agent.errors import BadInput
from agent.planning.loop import QuestionRow
from agent.plans import LoopPlan, PlannedRound

OPENINGS = 10
"""Openings of 90 seconds in a quarter of an hour."""
MINUTES = 2
"""What a plan says of one; the clock of an opening stops at 90 seconds."""


def opening_drill(topic: str, bank: Iterable[QuestionRow], seed: int, *, asked: Iterable[str] = ()) -> LoopPlan:
    """Questions of the topic first, those not asked before in front; then others of the same kinds.

    `bank` holds the questions that have something to ask for and pillars to name. Raises BadInput where the topic has
    none.
    """
    rows = sorted(bank, key=lambda row: row.id)
    if not any(row.topic == topic for row in rows):
        known = sorted({row.topic for row in rows})
        raise BadInput(
            "No openings on this topic",
            f"No question on {topic[:80]!r} has facts to ask for and pillars to name.",
            f"Topics with openings: {', '.join(known)}.",
        )
    random.Random(f"openings:{seed}").shuffle(rows)
    before = frozenset(asked)
    kinds = {row.kind for row in rows if row.topic == topic}
    mine = sorted((row for row in rows if row.topic == topic), key=lambda row: row.id in before)
    others = sorted((row for row in rows if row.topic != topic and row.kind in kinds), key=lambda row: row.id in before)
    chosen = [*mine, *others][:OPENINGS]
    return LoopPlan(
        kind="drill",
        rounds=tuple(
            PlannedRound(
                round=number,
                kind=row.kind,
                topic=row.topic,
                question=row.id,
                minutes=MINUTES,
                reason="an opening on the topic" if row.topic == topic else "another topic of the same kind",
                opening=True,
            )
            for number, row in enumerate(chosen, 1)
        ),
    )
