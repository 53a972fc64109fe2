"""How much a candidate needs a category or a topic, next to one who rates it 3 of 5 and has solved nothing (1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from agent.models import Category, PlanLabel, Profile
from agent.planning.priors import Priors, priors


@dataclass(frozen=True)
class MeasuredLevel:
    """What earlier sessions showed on a topic."""

    level: float
    """Unprompted level, 1 to 4."""
    low: float
    high: float
    """The ends of its 80 % interval."""
    answers: int = 1
    """How many scored answers it rests on."""
    sessions: int = 1
    """From how many sessions they are."""

    @property
    def width(self) -> float:
        """Width of the interval in levels; one that the scale cuts off at 1 or 4 is as wide as on its other side."""
        return 2 * max(self.level - self.low, self.high - self.level)


COUNTS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
Measured = Mapping[str, MeasuredLevel]
"""Measured levels by topic."""


@dataclass(frozen=True)
class Need:
    """A need and what moved it, in words."""

    value: Fraction
    reason: str


def stated_need(profile: Profile, category: Category) -> Need:
    """From the profile alone: rating times solved. Never rises with the rating or with what was solved."""
    table = priors()
    rating, solved = profile.ratings.get(category), profile.solved.get(category, 0)
    by_rating = table.need_unrated if rating is None else table.need_by_rating[rating]
    by_solved = table.need_by_solved[max(least for least in table.need_by_solved if least <= solved)]
    rated = "not rated, taken as solid" if rating is None else f"rated {rating}/5"
    return Need(by_rating * by_solved, f"{_plain(category)} {rated}, {solved} solved")


def measured_need(found: MeasuredLevel) -> tuple[Fraction, Fraction]:
    """The need of a measured level and how far it counts (0 to 1) by the width of its interval.

    Both are read from the tables of `priors.yaml`, straight lines between their rows.
    """
    table = priors()
    return _between(table.need_by_level, found.level), _between(table.trust_by_width, found.width)


def told(found: MeasuredLevel) -> str:
    """A measured level in words: `measured 2.1 (1.4 to 2.8) in two sessions`."""
    count = COUNTS.get(found.sessions, str(found.sessions))
    return f"measured {found.level:g} ({found.low:g} to {found.high:g}) in {count} session{'s' * (found.sessions > 1)}"


def topic_need(profile: Profile, topic: str, measured: Measured | None) -> Need:
    """The need of a topic: stated for its category, replaced by a measured level as far as its interval is narrow."""
    table = priors()
    stated = stated_need(profile, table.topics[topic].category)
    found = (measured or {}).get(topic)
    if found is None:
        return stated
    need, trust = measured_need(found)
    value = trust * need + (1 - trust) * stated.value
    how = "which replaces the rating" if trust == 1 else f"which counts {float(trust):.0%} beside the rating"
    return Need(value, f"{stated.reason}, {told(found)}, {how}")


def category_need(profile: Profile, category: Category, measured: Measured | None) -> Need:
    """The need of a category: the mean over its topics by their weight in all stages.

    One figure for all stages, so that a lower rating multiplies every section of the category by the same factor (see
    `apportion`).
    """
    table = priors()
    weights = _topic_weights(table, category)
    needs = {topic: topic_need(profile, topic, measured) for topic in weights}
    mean = sum((weights[topic] * need.value for topic, need in needs.items()), Fraction(0)) / sum(weights.values())
    moved = [f"{_plain(topic)} {told(found)}" for topic in weights if (found := (measured or {}).get(topic))]
    return Need(mean, "; ".join([stated_need(profile, category).reason, *moved]))


def topic_label(profile: Profile, topic: str, measured: Measured | None) -> tuple[PlanLabel, str]:
    """The label of a topic and why: chosen, or by need times importance; and what the measurement made of it."""
    table = priors()
    prior, need = table.topics[topic], topic_need(profile, topic, measured)
    label, sum_ = _label(profile, topic, need.value)
    moved = ""
    if topic in (measured or {}):
        before = _label(profile, topic, stated_need(profile, prior.category).value)[0]
        moved = f": stays {label}" if before == label else f": {before} to {label}"
    if topic in profile.focus_subtopics:
        return label, f"you chose it; {need.reason}{moved}"
    return label, f"{need.reason}{moved}; {prior.reason} ({sum_})"


def pull(profile: Profile, topic: str, measured: Measured | None) -> Fraction:
    """Need times importance of a topic."""
    return topic_need(profile, topic, measured).value * priors().topics[topic].importance


def _label(profile: Profile, topic: str, need: Fraction) -> tuple[PlanLabel, str]:
    """The label at a need, and the sum behind it."""
    table = priors()
    importance = table.topics[topic].importance
    value = need * importance
    sum_ = f"need {float(need):.2f} x importance {float(importance):.2f} = {float(value):.2f}"
    if topic in profile.focus_subtopics:
        return "focus", sum_
    if value >= table.focus_from:
        return "focus", f"{sum_}, from {float(table.focus_from)} a focus"
    if value < table.light_below:
        return "light", f"{sum_}, below {float(table.light_below)} light"
    return "normal", sum_


def _between(rows: Mapping[int, Fraction], at: float) -> Fraction:
    """The value at `at` on straight lines between the rows of a table; its ends go on level."""
    place = Fraction(str(round(at, 3)))
    left = max((one for one in rows if one <= place), default=min(rows))
    right = min((one for one in rows if one >= place), default=max(rows))
    if left == right:
        return rows[left]
    return rows[left] + (rows[right] - rows[left]) * (place - left) / (right - left)


def _topic_weights(table: Priors, category: Category) -> dict[str, Fraction]:
    weights: dict[str, Fraction] = {}
    for stage in table.stages:
        for section in stage.sections:
            if section.category == category:
                for topic, weight in section.topics.items():
                    weights[topic] = weights.get(topic, Fraction(0)) + weight
    return weights


def _plain(name: str) -> str:
    return name.replace("_", " ")
