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

    level: int
    """Unprompted level, 1 to 4."""
    low: int
    high: int
    """The ends of its interval."""
    answers: int = 1
    """How many scored answers it rests on."""


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


def topic_need(profile: Profile, topic: str, measured: Measured | None) -> Need:
    """The need of a topic: stated for its category, replaced by a measured level as far as its interval is narrow."""
    table = priors()
    stated = stated_need(profile, table.topics[topic].category)
    found = (measured or {}).get(topic)
    if found is None:
        return stated
    trust = table.trust_by_width[found.high - found.low]
    value = trust * table.need_by_level[found.level] + (1 - trust) * stated.value
    what = f"measured level {found.level} ({found.low} to {found.high}, {found.answers} scored)"
    if trust < 1:
        return Need(value, f"{what} counts {float(trust):.0%} beside {stated.reason}")
    return Need(value, f"{what} replaces {stated.reason}")


def category_need(profile: Profile, category: Category, measured: Measured | None) -> Need:
    """The need of a category: the mean over its topics by their weight in all stages.

    One figure for all stages, so that a lower rating multiplies every section of the category by the same factor (see
    `apportion`).
    """
    table = priors()
    weights = _topic_weights(table, category)
    needs = {topic: topic_need(profile, topic, measured) for topic in weights}
    mean = sum((weights[topic] * need.value for topic, need in needs.items()), Fraction(0)) / sum(weights.values())
    moved = [f"{_plain(topic)}: {needs[topic].reason}" for topic in weights if topic in (measured or {})]
    return Need(mean, "; ".join([stated_need(profile, category).reason, *moved]))


def topic_label(profile: Profile, topic: str, measured: Measured | None) -> tuple[PlanLabel, str]:
    """The label of a topic and why: chosen, or by need times importance."""
    table = priors()
    prior, need = table.topics[topic], topic_need(profile, topic, measured)
    if topic in profile.focus_subtopics:
        return "focus", f"you chose it; {need.reason}"
    pull = need.value * prior.importance
    sum_ = f"need {float(need.value):.2f} x importance {float(prior.importance):.2f} = {float(pull):.2f}"
    if pull >= table.focus_from:
        return "focus", f"{need.reason}; {prior.reason} ({sum_}, from {float(table.focus_from)} a focus)"
    if pull < table.light_below:
        return "light", f"{need.reason}; {prior.reason} ({sum_}, below {float(table.light_below)} light)"
    return "normal", f"{need.reason}; {prior.reason} ({sum_})"


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
