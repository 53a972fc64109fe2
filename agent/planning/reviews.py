"""Due reviews: what a scored round found missing comes back, spaced by FSRS. Pure; derived from the log, never stored.

A card is a point of a question: (question, criterion). It comes into being when a scored round finds the point
missing, contradicted, partial, or met only after a follow-up; from then on each scored round in which the point is
judged reviews it, at the time of that round. The same rounds give the same cards: the scheduler's random fuzz is off.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from agent.planning.played import Played
from rubrics.labels import Elicited, Label
from rubrics.schema import Question

if TYPE_CHECKING:
    import fsrs

Rating = Literal["again", "hard", "good"]
DESIRED_RETENTION = 0.9
"""Probability of recall at which a point comes back."""
LONGEST_DAYS = 180
BY_ELICITED: dict[Elicited, Rating] = {
    "unprompted": "good",
    "probed": "hard",
    "challenged": "hard",
    "hinted": "again",
    "given": "again",
}
"""Of a point that was met."""


@dataclass(frozen=True)
class Point:
    """What there is to recall."""

    question: str
    criterion: str
    topic: str
    name: str
    prompt: str
    """The question's words."""
    probe: str
    """Asks for the point without telling it; the name, where the rubric has no probe."""
    expectation: str
    """What a full answer holds: to be shown only when it is asked for."""
    drill: str = ""
    """Arguments of `hotseat drill` that put the question."""


@dataclass(frozen=True)
class Review:
    """One scored round judged a point."""

    point: Point
    rating: Rating
    at: datetime.datetime


@dataclass(frozen=True)
class DuePoint:
    """A point with the time from which it is due."""

    point: Point
    due: datetime.datetime
    last: Rating
    reviews: int
    """How often it was reviewed."""


def rating(label: Label, elicited: Elicited | None) -> Rating | None:
    """How well a point was recalled: unprompted and whole is good, after a probe hard, else again. None: not judged.

    Easy is never given: that a point came at once says that it is known, not that it was known without effort.
    """
    if label == "unscored":
        return None
    if label == "met":
        return BY_ELICITED[elicited or "unprompted"]
    return "hard" if label == "partial" and elicited in (None, "unprompted") else "again"


def reviews_of(rounds: Iterable[Played], bank: Mapping[str, Question]) -> Iterator[Review]:
    """What scored rounds say of points, in the order of the rounds. A pivot's reply counts as probed.

    Questions are taken as they were put; `bank` is for those a pivot's reply was judged by.
    """
    for one in rounds:
        if one.card is not None and one.question is not None:
            for row in one.card.criteria:
                yield from _review(one.question, one.drill, row.id, row.label, row.elicited, one.at)
        if one.pivot is not None and one.pivot.question in bank:
            other = bank[one.pivot.question]
            yield from _review(other, f"--question {other.id}", one.pivot.criterion, one.pivot.label, "probed", one.at)


def scheduled(reviews: Iterable[Review]) -> tuple[DuePoint, ...]:
    """Every point that has a card, the earliest due first."""
    import fsrs

    scheduler = fsrs.Scheduler(
        desired_retention=DESIRED_RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )
    ratings = {"again": fsrs.Rating.Again, "hard": fsrs.Rating.Hard, "good": fsrs.Rating.Good}
    cards: dict[tuple[str, str], tuple[fsrs.Card, Review, int]] = {}
    for review in sorted(reviews, key=lambda one: one.at):
        key = (review.point.question, review.point.criterion)
        at = review.at.astimezone(datetime.timezone.utc)  # noqa: UP017 - fsrs compares with this very object
        if key not in cards and review.rating == "good":
            continue
        card, _, count = cards.get(key) or (fsrs.Card(card_id=len(cards) + 1, due=at), review, 0)
        cards[key] = (scheduler.review_card(card, ratings[review.rating], at)[0], review, count + 1)
    found = [DuePoint(last.point, card.due, last.rating, count) for card, last, count in cards.values()]
    return tuple(sorted(found, key=lambda one: (one.due, one.point.question, one.point.criterion)))


def due(points: Iterable[DuePoint], now: datetime.datetime) -> tuple[DuePoint, ...]:
    """The points whose time has come, in their order."""
    return tuple(one for one in points if one.due <= now)


def _review(
    question: Question, drill: str, criterion: str, label: Label, elicited: Elicited | None, at: datetime.datetime
) -> Iterator[Review]:
    found = next((one for one in question.all_criteria() if one.id == criterion), None)
    how = rating(label, elicited)
    if found is None or how is None:
        return
    probe = found.probes[0] if found.probes else f"What would you say on: {found.name}?"
    point = Point(question.id, found.id, question.topic, found.name, question.prompt, probe, found.expectation, drill)
    yield Review(point, how, at)
