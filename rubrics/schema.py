"""A question and its rubric, as written in YAML. DESIGN: unknown keys are refused."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Kind = Literal["system_design", "ml_concepts", "experimentation", "behavioral", "statistics", "coding"]
Dimension = Literal[
    "problem_framing",
    "technical_depth",
    "judgement",
    "execution",
    "verification",
    "communication",
    "ownership",
    "collaboration",
    "learning",
]
Role = Literal["opening", "pillar", "tradeoff", "close"]

BANK_TOPICS: tuple[str, ...] = (
    "graph_search",
    "multi_gpu_matmul",
    "recommendation_ranking",
    "serving_feature_stores_monitoring",
    "computer_vision",
    "transformers_llm_lifecycle",
    "experimentation_ab_testing",
    "behavioral_star",
    "lru_cache_pins",
    "probability_sampling_random_walks",
)
"""The closed set of topics of our own bank and guide; a user's file may name others."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,79}$")]


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Numeric(_Value):
    """A number that code checks in the answer."""

    name: Line
    """What the number is, in words."""
    value: float
    """The right value."""
    tolerance: float = Field(ge=0)
    """Largest absolute difference that still counts as right."""
    forms: tuple[Line, ...] = ()
    """Ways in which the value may be written ("1/3", "33 %")."""


class Criterion(_Value):
    """One point of a rubric."""

    id: Identifier
    name: Line
    """May be spoken by the interviewer; expectation and evidence never."""
    weight: int = Field(ge=1, le=3)
    expectation: Line
    evidence: tuple[Line, ...] = Field(min_length=3, max_length=5)
    """Varied statements that would establish the expectation: examples, not a checklist."""
    misconceptions: tuple[Line, ...] = ()
    dimension: Dimension | None = None
    probes: tuple[Line, ...] = ()
    """Follow-ups that ask for this point without giving it away."""
    role: Role | None = None
    terms: tuple[Line, ...] = ()
    """Key terms and symbols; they help and are never required."""
    numeric: tuple[Numeric, ...] = ()
    sources: tuple[Line, ...] = ()
    """`topic#anchor` in our guide, or `guide:line-line` in one that a user brought."""


class OpeningFact(_Value):
    """A fact the interviewer tells only when it is asked for."""

    ask: Line
    fact: Line


class SecondAngle(_Value):
    """The same matter from another side; scored too."""

    prompt: Text
    criteria: tuple[Criterion, ...] = Field(min_length=2, max_length=4)


class Pivot(_Value):
    """A question that leads over to another topic."""

    topic: Line
    question: Line


class Exemplars(_Value):
    """Our own answers: shown after the round, and tests of the grader."""

    strong: Text
    borderline: Text


class Question(_Value):
    """One interview question in full."""

    id: Identifier
    topic: Line
    kind: Kind
    prompt: Text
    criteria: tuple[Criterion, ...] = Field(min_length=1, max_length=12)
    version: int = Field(default=1, ge=1)
    difficulty: int | None = Field(default=None, ge=1, le=3)
    minutes: int | None = Field(default=None, ge=1, le=120)
    further_reading: tuple[Line, ...] = ()
    opening: tuple[OpeningFact, ...] = ()
    hints: tuple[Line, ...] = Field(default=(), max_length=3)
    """A ladder of three; the last is not a solution."""
    second_angle: SecondAngle | None = None
    pivots: tuple[Pivot, ...] = ()
    exemplars: Exemplars | None = None
    problem: Line | None = None
    """For coding: the id or folder of a problem; the criteria then score the talk around the code."""

    @model_validator(mode="after")
    def _identifiers_are_unique(self) -> Self:
        seen: set[str] = set()
        for criterion in self.all_criteria():
            if criterion.id in seen:
                raise ValueError(f"criterion id {criterion.id!r} is used twice")
            seen.add(criterion.id)
        return self

    def all_criteria(self) -> tuple[Criterion, ...]:
        """The criteria of the main question, then those of the second angle."""
        return self.criteria + (self.second_angle.criteria if self.second_angle else ())
