"""The calendar to the interview and the points that are due."""

from __future__ import annotations

import datetime
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.api import plans
from agent.store import Store

if TYPE_CHECKING:
    from agent.planning.played import Played
    from agent.planning.reviews import DuePoint


def calendar(profile: Path | None = None, today: datetime.date | None = None) -> dict[str, Any]:
    """`{interview, daily_minutes, due, days: [{date, minutes, lines: [{do, topic, minutes, what, reason}]}]}`.

    `due` counts the points that are due now. `today` is the day of this place's clock. Raises BadInput.
    """
    from agent.planning.calendar import calendar as planned
    from agent.planning.measured import levels_seen, measured_levels, with_solved
    from agent.planning.reviews import due
    from agent.planning.study import study_plan

    rounds, now = plans.played(Store()), datetime.datetime.now(datetime.UTC)
    of = with_solved(plans.profile(profile), rounds)
    measured, points = measured_levels(levels_seen(rounds), now), _points(rounds)
    days = planned(of, study_plan(of, measured), measured, points, today or datetime.date.today())
    return {
        "interview": of.interview_date.isoformat() if of.interview_date else None,
        "daily_minutes": of.daily_minutes,
        "due": len(due(points, now)),
        "days": [day.model_dump(mode="json") for day in days],
    }


def due_points(now: datetime.datetime | None = None, *, show: bool = False) -> list[dict[str, Any]]:
    """The points that are due, the longest overdue first: what to recall and which question drills it.

    `drill` is the command that does, `reference` the question's id or file. With `show` each has its `expectation`:
    what a full answer holds.
    """
    from agent.planning.reviews import due

    found = due(_points(plans.played(Store())), now or datetime.datetime.now(datetime.UTC))
    return [_row(one, show) for one in found]


def _points(rounds: list[Played]) -> tuple[DuePoint, ...]:
    from agent.planning.reviews import reviews_of, scheduled
    from rubrics.loader import bank

    return scheduled(reviews_of(rounds, bank() if any(one.pivot for one in rounds) else {}))


def _row(one: DuePoint, show: bool) -> dict[str, Any]:
    point = one.point
    row = {
        "question": point.question,
        "criterion": point.criterion,
        "topic": point.topic,
        "name": point.name,
        "prompt": point.prompt,
        "probe": point.probe,
        "due": one.due.isoformat(),
        "last": one.last,
        "reviews": one.reviews,
        "drill": f"hotseat drill {point.drill}",
        "reference": shlex.split(point.drill)[1] if point.drill.startswith("--question ") else point.question,
    }
    return {**row, "expectation": point.expectation} if show else row
