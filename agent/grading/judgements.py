"""The forms in which a model judges a criterion, and how each becomes a label. Pure; a total is never asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from rubrics.labels import Label


class Refused(Exception):
    """A judgement that cannot be used; the text says why and is sent back to the model."""


class Judgement(BaseModel):
    """What every form has: the reason, which comes first."""

    model_config = ConfigDict(extra="forbid")
    reason: str = Field(max_length=2000)


class Labelled(Judgement):
    """A label, with the words it stands on."""

    label: Literal["met", "partial", "missing", "contradicted"]
    quotes: list[str] = Field(max_length=8)


class Part(BaseModel):
    """One essential part of what is expected."""

    model_config = ConfigDict(extra="forbid")
    part: str = Field(max_length=500)
    said: Literal["yes", "in_part", "no"]
    quote: str = Field(max_length=2000)


class InParts(Judgement):
    """Yes or no for each part; the label follows by rule."""

    parts: list[Part] = Field(min_length=1, max_length=6)
    error: str = Field(max_length=2000)
    """The candidate's words that are wrong; empty: none."""


def label_of(judgement: Judgement) -> tuple[Label, list[str]]:
    """Take the label that was given."""
    assert isinstance(judgement, Labelled)
    return judgement.label, [quote for quote in judgement.quotes if quote.strip()]


def label_by_parts(judgement: Judgement) -> tuple[Label, list[str]]:
    """Derive the label: an error that stands is contradicted, all parts met, some partial, none missing.

    A part that is only said in part counts as there, but not in full. An error beside parts that are all there
    leaves partial: both were said.
    """
    assert isinstance(judgement, InParts)
    said = [part.said for part in judgement.parts]
    quotes = [part.quote for part in judgement.parts if part.said != "no" and part.quote.strip()]
    error = judgement.error.strip()
    if any(part.said != "no" and not part.quote.strip() for part in judgement.parts):
        raise Refused("a part that was said has no quote")
    if error and "yes" not in said:
        return "contradicted", [error]
    if all(one == "yes" for one in said):
        return ("partial" if error else "met"), quotes
    return ("partial" if quotes else "missing"), quotes


@dataclass(frozen=True)
class Form:
    """A schema and the rule that reads it."""

    schema: type[Judgement]
    read: Callable[[Judgement], tuple[Label, list[str]]]


FORMS: dict[str, Form] = {"grader": Form(Labelled, label_of), "grader_parts": Form(InParts, label_by_parts)}
"""By the name of the prompt that asks for it."""
