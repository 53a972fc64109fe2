"""Measured levels by topic, from scored rounds: what replaces the self-ratings in a plan. Pure."""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agent.models import Flag, Profile, Scorecard
from agent.planning.need import MeasuredLevel
from agent.planning.played import Played

NO_ANSWER: frozenset[Flag] = frozenset({"off_topic", "other_language", "instructs_grader"})
"""Flags of answers that measure nothing where nothing in them is met: they are no answers to the question."""
HALF_LIFE_DAYS = 30.0
"""An answer that is so old counts half as much as one of today."""
LEAST_HALFWIDTH = 0.5
"""Levels. A whole level is rounded by up to that much, so that no single answer is surer."""
Z_80 = 1.2816
"""Half-width of an 80 % interval of the normal distribution in standard deviations."""
LOWEST, HIGHEST = 1.0, 4.0


@dataclass(frozen=True)
class LevelSeen:
    """One answer's unprompted level on a topic."""

    topic: str
    level: int
    low: int
    high: int
    """The ends of its 80 % interval."""
    session: str
    at: datetime.datetime


def levels_seen(rounds: Iterable[Played]) -> Iterator[LevelSeen]:
    """What scored rounds show of topics.

    A reply to a pivot shows none: one criterion is no level, so it is only told, beside the round's score. A round
    whose answers are none (see `NO_ANSWER`) shows none, either.

    The interval of a scorecard belongs to the level with follow-ups; it is moved down by as much as the unprompted
    level lies below. A question that comes again in the same session counts once: its answers were shown in between.
    """
    asked: set[tuple[str, str]] = set()
    for one in rounds:
        found = _of(one.card) if one.card is not None and measures(one.card) else None
        if one.card is not None and found is not None and (one.session, one.card.question) not in asked:
            asked.add((one.session, one.card.question))
            yield LevelSeen(one.topic or one.card.topic, *found, one.session, one.at)


def measures(card: Scorecard) -> bool:
    """Whether a scorecard is on an answer at all."""
    return not NO_ANSWER & set(card.flags) or any(row.label == "met" for row in card.criteria)


def with_solved(profile: Profile, rounds: Iterable[Played]) -> Profile:
    """The profile with the coding problems that were accepted in earlier sessions, each counted once."""
    here = len({one.solved for one in rounds if one.solved})
    if not here:
        return profile
    return profile.model_copy(update={"solved": {**profile.solved, "coding": profile.solved.get("coding", 0) + here}})


def _of(card: Scorecard) -> tuple[int, int, int] | None:
    total = card.overall
    level, own, low, high = total.level, total.level_unprompted, total.low, total.high
    if level is None or own is None or low is None or high is None:
        return None
    drop = level - own
    return own, max(1, low - drop), max(1, high - drop)


def measured_levels(seen: Iterable[LevelSeen], now: datetime.datetime) -> dict[str, MeasuredLevel]:
    """The level of each topic with its 80 % interval, in levels from 1 to 4.

    The weighted mean with weights `w / sd^2`, where `w = 2^(-age / HALF_LIFE_DAYS)` and `sd` is the answer's half-width
    over `Z_80`; its standard deviation is `1 / sqrt(sum of weights)`, so that answers which agree narrow the interval
    and time widens it. Where they disagree by more than their intervals say, it is stretched by
    `sqrt(chi^2 / (n - 1))` (the scale factor of the Particle Data Group, Review of Particle Physics, "Unconstrained
    averaging").
    """
    by_topic: dict[str, list[LevelSeen]] = defaultdict(list)
    for one in seen:
        by_topic[one.topic].append(one)
    return {topic: _combined(rows, now) for topic, rows in by_topic.items()}


def _combined(rows: list[LevelSeen], now: datetime.datetime) -> MeasuredLevel:
    weights = [_weight(row, now) for row in rows]
    total = sum(weights)
    mean = sum(weight * row.level for weight, row in zip(weights, rows, strict=True)) / total
    spread = sum(weight * (row.level - mean) ** 2 for weight, row in zip(weights, rows, strict=True))
    stretch = max(1.0, math.sqrt(spread / (len(rows) - 1))) if len(rows) > 1 else 1.0
    half = Z_80 * stretch / math.sqrt(total)
    return MeasuredLevel(
        level=round(mean, 1),
        low=round(max(LOWEST, mean - half), 1),
        high=round(min(HIGHEST, mean + half), 1),
        answers=len(rows),
        sessions=len({row.session for row in rows}),
    )


def _weight(row: LevelSeen, now: datetime.datetime) -> float:
    half = max(row.level - row.low, row.high - row.level, LEAST_HALFWIDTH)
    age = max(0.0, (now - row.at).total_seconds() / 86_400)
    # A floor, so that what is years old does not vanish altogether.
    kept = max(math.pow(2.0, -age / HALF_LIFE_DAYS), 1e-3)
    return kept * math.pow(Z_80 / half, 2)
