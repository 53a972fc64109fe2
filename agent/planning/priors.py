"""The planner's numbers, read from `priors.yaml`. Exact fractions, so that sums and ties do not depend on rounding."""

from __future__ import annotations

import functools
from fractions import Fraction
from importlib import resources
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from agent.models import Category
from rubrics.labels import TargetLevel
from rubrics.schema import Kind

Number = Annotated[Fraction, BeforeValidator(lambda value: Fraction(str(value))), PlainSerializer(float)]
"""An exact number; YAML's 0.7 is 7/10."""


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TopicPrior(_Row):
    """What is known of a topic before the candidate is."""

    category: Category
    importance: Number
    reason: str


class SectionPrior(_Row):
    """One category of a stage: the weight of each of its topics."""

    category: Category
    reason: str
    topics: dict[str, Number]


class StagePrior(_Row):
    """The screen or the onsite."""

    stage: Literal["technical_screen", "onsite"]
    sections: tuple[SectionPrior, ...]


class RoundPrior(_Row):
    """A round of a loop, with the minutes of a real one."""

    kind: Kind
    minutes: int
    reason: str


class ExtraRound(_Row):
    """The round that an onsite gets on top for a needy category."""

    need: Number
    minutes: int


class DrawFactors(_Row):
    """Factors on a topic's chance within a kind."""

    chosen: Number
    focus: Number
    repeated: Number
    coding_topic: Number
    coding_in_topic: Number
    preferred: Number


class Priors(_Row):
    """The whole file; the comments there say what each table is."""

    need_by_rating: dict[int, Number]
    need_unrated: Number
    need_by_level: dict[int, Number]
    trust_by_width: dict[int, Number]
    need_by_solved: dict[int, Number]
    chosen_factor: Number
    focus_from: Number
    light_below: Number
    need_by_target: dict[TargetLevel, dict[Category, Number]]
    topics: dict[str, TopicPrior]
    stages: tuple[StagePrior, ...]
    loops: dict[Literal["onsite", "screen"], tuple[RoundPrior, ...]]
    extra_round: ExtraRound
    drill_minutes: dict[Kind, int]
    draw: DrawFactors
    difficulty_by_target: dict[TargetLevel, dict[int, Number]]


@functools.cache
def priors() -> Priors:
    """The shipped numbers, read once."""
    text = (resources.files("agent.planning") / "priors.yaml").read_text(encoding="utf-8")
    return Priors.model_validate(yaml.safe_load(text))
