"""From today to the interview, day by day: read, drill, review, mock, rest. A pure function of what it is given.

The rule, in full in docs/planning.md: the days have equal blocks; Webster's method hands the blocks to the topics one
after the other by their pull, so that the topics come interleaved and one that is needed more never has fewer minutes
by any day.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from agent.models import PlanLabel, PlannedTopic, Profile, StudyPlan
from agent.planning.apportion import turns
from agent.planning.need import Measured, pull
from agent.planning.priors import priors
from agent.planning.reviews import DuePoint
from agent.values import Value

ROLLING_DAYS = 7
LONGEST_DAYS = 90
"""What lies further ahead is not planned by the day."""
BLOCK_MINUTES = 30
"""About as long as a block is to be; the day's minutes are cut into equal blocks near it."""
POINT_MINUTES = 2
"""To recall one due point aloud and to look it up."""
REVIEW_SHARE = Fraction(1, 6)
"""Part of a day that is kept for due points while there are any."""
LIGHT_SHARE = Fraction(1, 3)
"""Part of the usual minutes on the last day."""
MOCK_BEFORE = 3
"""Days from the last full mock onsite to the interview: time to mend what it shows, not to forget it."""
MOCK_EVERY = 14
SUNDAY = 6
FEWEST_DAYS_FOR_REST = 7
AT_THE_BAR = 3
READ_SHARE: dict[PlanLabel, Fraction] = {"focus": Fraction(1, 2), "normal": Fraction(1, 3), "light": Fraction(1, 4)}
"""Part of a topic's first block that is for reading."""

Doing = Literal["read", "drill", "review", "mock", "screen", "rest", "interview"]
"""`mock` is a full onsite, `screen` the short loop."""


class DayLine(Value):
    """One thing to do on a day."""

    do: Doing
    topic: str | None = None
    minutes: int
    what: str
    """In words, with the command that does it."""
    reason: str


class Day(Value):
    """A day of the calendar."""

    date: datetime.date
    minutes: int
    lines: tuple[DayLine, ...]


@dataclass(frozen=True)
class _Span:
    """The days that are planned."""

    today: datetime.date
    days: int
    interview: datetime.date | None
    why: str

    def left(self, day: datetime.date) -> int | None:
        """Days from `day` to the interview."""
        return None if self.interview is None else (self.interview - day).days


def calendar(
    profile: Profile,
    study_plan: StudyPlan,
    measured: Measured | None,
    due: Sequence[DuePoint],
    today: datetime.date,
) -> tuple[Day, ...]:
    """The days from today to the interview; without a date, or after it, a rolling week.

    `due` are the points with a card; each is planned once, from the day it is due. A full mock onsite stands three
    days before the interview and every fortnight before that, Sundays are free in a span of a week or more, the last
    day is light and has neither drill nor mock. With everything else fixed, a topic that is needed more never has fewer
    minutes by any day.
    """
    minutes_a_day = profile.daily_minutes
    span = _span(profile, today)
    kept = math.floor(minutes_a_day * REVIEW_SHARE) if due else 0
    blocks = max(1, round((minutes_a_day - kept) / BLOCK_MINUTES))
    length = (minutes_a_day - kept) // blocks
    kinds = [_kind(span, today + datetime.timedelta(days=number)) for number in range(span.days)]
    topics = tuple(priors().topics)
    weights = [_weight(profile, topic, measured) for topic in topics]
    order = iter(turns(blocks * kinds.count("study"), weights))
    heaviest = topics[max(range(len(topics)), key=lambda at: weights[at])]
    rows = {row.topic: row for stage in study_plan.stages for part in stage.sections for row in part.topics}
    waiting, seen = sorted(due, key=lambda one: one.due), set[str]()
    days = []
    for number, kind in enumerate(kinds):
        date = today + datetime.timedelta(days=number)
        lines: list[DayLine] = []
        if kind in ("study", "light"):
            light = math.floor(minutes_a_day * LIGHT_SHARE)
            lines += _reviews(waiting, date, max(POINT_MINUTES, kept if kind == "study" else light // 2))
        match kind:
            case "study":
                mine = [topics[next(order)] for _ in range(blocks)]
                lines += _blocks(mine, length, seen, measured or {}, rows)
            case "light":
                lines.append(_skim(heaviest, math.ceil(light / 2), rows[heaviest].reason))
            case _:
                lines.append(_other(kind, profile, span, date))
        days.append(Day(date=date, minutes=sum(one.minutes for one in lines), lines=tuple(lines)))
    return tuple(days)


def _span(profile: Profile, today: datetime.date) -> _Span:
    date, why = profile.interview_date, "your interview date"
    if date is None and profile.weeks_left is not None:
        date = today + datetime.timedelta(days=math.floor(7 * min(profile.weeks_left[0], LONGEST_DAYS)))
        why = f"{profile.weeks_left[0]:g} weeks from now, the earlier end of what your profile says"
    if date is None or date < today:
        return _Span(today, ROLLING_DAYS, None, "no interview date is set" if date is None else "the date has passed")
    return _Span(today, min((date - today).days + 1, LONGEST_DAYS), date, why)


def _kind(span: _Span, day: datetime.date) -> str:
    """What sort of day it is: study, mock, screen, rest, light, interview."""
    left, sunday = span.left(day), day.weekday() == SUNDAY
    free = span.days >= FEWEST_DAYS_FOR_REST
    if left is None:
        return "rest" if sunday and free else "screen" if day.weekday() == SUNDAY - 1 else "study"
    if left <= 1:
        return "interview" if left == 0 else "light"
    if _is_mock(span, day):
        return "mock"
    return "rest" if sunday and free else "study"


def _is_mock(span: _Span, day: datetime.date) -> bool:
    """Three days before the interview and every fortnight before; a Sunday's mock moves to the Saturday before it.

    Where the interview is nearer than that, the mock is today, if two days are left.
    """
    left = span.left(day)
    if left is None or left < 2:
        return False
    first = span.left(span.today)
    if first == 2:
        return left == 2
    moves = day.weekday() == SUNDAY and day > span.today
    if (left - MOCK_BEFORE) % MOCK_EVERY == 0 and left >= MOCK_BEFORE and not moves:
        return True
    return day.weekday() == SUNDAY - 1 and left > MOCK_BEFORE and (left - 1 - MOCK_BEFORE) % MOCK_EVERY == 0


def _weight(profile: Profile, topic: str, measured: Measured | None) -> Fraction:
    chosen = priors().chosen_factor if topic in profile.focus_subtopics else Fraction(1)
    return pull(profile, topic, measured) * chosen * _by_target(profile, topic)


def _by_target(profile: Profile, topic: str) -> Fraction:
    table = priors()
    return table.need_by_target[profile.target_level][table.topics[topic].category]


def _blocks(
    topics: Iterable[str], length: int, seen: set[str], measured: Measured, rows: dict[str, PlannedTopic]
) -> Iterator[DayLine]:
    """A topic's first block starts with reading, a focus longer; what was measured at the bar is drilled at once."""
    for topic in topics:
        row, drilled = rows[topic], length
        known = topic in measured and measured[topic].level >= AT_THE_BAR
        if topic not in seen and not known:
            read = math.ceil(length * READ_SHARE[row.label])
            drilled = length - read
            what = f"Read {_plain(topic)}, recall first: `hotseat study {topic}`"
            yield DayLine(do="read", topic=topic, minutes=read, what=what, reason=_sentence(row.reason))
        why = "Measured at the bar: no reading" if known else "Recall under questions comes after reading"
        yield DayLine(
            do="drill",
            topic=topic,
            minutes=drilled,
            what=f"Drill {_plain(topic)}: `hotseat drill {topic}`",
            reason=f"{why}. {_sentence(row.reason)}",
        )
        seen.add(topic)


def _reviews(waiting: list[DuePoint], day: datetime.date, room: int) -> Iterator[DayLine]:
    """Due points of a day, as many as there is room for; the others wait. Takes them out of `waiting`."""
    ready = [one for one in waiting if one.due.date() <= day][: room // POINT_MINUTES]
    if not ready:
        return
    for one in ready:
        waiting.remove(one)
    late = sum(one.due.date() < day for one in ready)
    names = ", ".join(dict.fromkeys(one.point.name for one in ready[:3]))
    more = f" and {len(ready) - 3} more" if len(ready) > 3 else ""
    yield DayLine(
        do="review",
        minutes=len(ready) * POINT_MINUTES,
        what=f"Recall {len(ready)} due point{'s' * (len(ready) > 1)}: `hotseat study --due`",
        reason=f"Missing or drawn out in earlier rounds, due by this day"
        f"{f' ({late} since before)' if late else ''}: {names}{more}.",
    )


def _skim(topic: str, minutes: int, reason: str) -> DayLine:
    return DayLine(
        do="read",
        topic=topic,
        minutes=minutes,
        what=f"Only skim {_plain(topic)} and your stories: `hotseat study {topic}`, `hotseat stories`",
        reason=f"The last day is light: nothing new. This topic pulls most. {_sentence(reason)}",
    )


def _other(kind: str, profile: Profile, span: _Span, day: datetime.date) -> DayLine:
    """The one line of a day without blocks."""
    left = span.left(day)
    loops = {name: sum(row.minutes for row in rows) for name, rows in priors().loops.items()}
    match kind:
        case "mock":
            length = profile.loop_minutes or loops["onsite"]
            near = left is not None and left <= MOCK_BEFORE
            why = (
                f"{left} days before the interview ({span.why}): time to mend what it shows"
                if near
                else (f"{left} days before the interview ({span.why}): every fortnight the levels are measured anew")
            )
            return DayLine(
                do="mock",
                minutes=length,
                what="A full mock onsite: `hotseat onsite`",
                reason=f"{why}. As long as a real one, so nothing else today.",
            )
        case "screen":
            return DayLine(
                do="screen",
                minutes=loops["screen"],
                what="A technical screen: `hotseat screen`",
                reason=f"Saturday; {span.why}, so one short loop a week measures where you stand.",
            )
        case "interview":
            return DayLine(
                do="interview",
                minutes=0,
                what="The interview",
                reason=f"The day itself ({span.why}): nothing to study any more.",
            )
        case _:
            return DayLine(do="rest", minutes=0, what="Rest", reason="Sunday: what was learned settles on a free day.")


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]


def _plain(name: str) -> str:
    return name.replace("_", " ")
