"""A coding problem as its folder describes it. `sandbox/problems/FORMAT.md` is the description for authors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
ProblemId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,59}$")]
PythonName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,59}$")]
Topic = Literal[
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
]
Complexity = Literal["1", "log n", "n", "n log n", "n^1.5", "n^2", "n^2 log n", "n^3"]
SampleVerdict = Literal["ac", "wa", "tle", "mle", "ole", "re", "ce"]


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fact(_Value):
    """A clarifying question that a good candidate asks, and what the interviewer then says."""

    ask: Line
    fact: Line


class Entry(_Value):
    """What the candidate defines and how the harness drives it."""

    kind: Literal["function", "class", "driver"]
    """`function`: one call a case. `class`: a constructor call and a list of method calls a case. `driver`: the
    problem's `driver.py` gets the candidate's object and the case's arguments and returns plain data."""
    name: PythonName
    result: Literal["return", "iterator"] | Annotated[str, StringConstraints(pattern=r"^argument [0-9]$")] = "return"
    """`iterator`: the returned iterable is made a list, at most `limits.items` long. `argument N`: the answer is what
    the call left in its N-th argument (in-place tasks), and the return value must be None."""


class Limits(_Value):
    """Per case, except memory, which is per process."""

    cpu_s: float = Field(default=2.0, gt=0, le=60)
    wall_s: float = Field(default=6.0, gt=0, le=180)
    """A process that a busy machine keeps from its CPU time gets up to four times as much."""
    memory_mb: int = Field(default=256, ge=16, le=4096)
    """On top of the interpreter with numpy loaded."""
    output_kb: int = Field(default=64, ge=1, le=4096)
    """Printed text, per process."""
    result_kb: int = Field(default=16_384, ge=1, le=1_048_576)
    """The answer of one case, encoded."""
    items: int = Field(default=1_000_000, ge=1, le=10_000_000)
    """Elements drawn from a returned iterator."""


class Comparison(_Value):
    """How an answer is compared with the reference's."""

    rtol: float = Field(default=0.0, ge=0, lt=1)
    atol: float = Field(default=0.0, ge=0)
    """A float passes if |got - expected| <= atol + rtol * |expected|. Both 0: exactly equal."""
    nan_equal: bool = True
    """A NaN matches a NaN at the same place; never anything else."""
    numbers: Literal["exact", "any_number"] = "exact"
    """`exact`: int, float and bool are three types. `any_number`: an int may stand for a float and the reverse; a bool
    never. numpy scalars count as the Python numbers they equal under `any_number` only."""
    sequences: Literal["exact", "any_sequence"] = "exact"
    """`any_sequence`: tuple and list are the same."""
    order: Literal["exact", "any_order"] = "exact"
    """`any_order`: the outermost list is compared as a multiset."""
    dtype: Literal["exact", "kind"] = "exact"
    """Arrays: `kind` lets float32 stand for float64 and int32 for int64."""
    checker: bool = False
    """True: `check.py` decides; the keys above are not used."""


class GrowthSpec(_Value):
    """The growth of cost with n that the task asks for."""

    sizes: tuple[Annotated[int, Field(gt=0)], ...] = Field(min_length=3, max_length=8)
    time: Complexity
    memory: Complexity | None = None
    slack: float = Field(default=0.3, ge=0.1, le=1)
    """How much the fitted exponent may exceed the asked one's over the same sizes."""

    @model_validator(mode="after")
    def _sizes_rise(self) -> Self:
        if list(self.sizes) != sorted(set(self.sizes)) or self.sizes[-1] < 4 * self.sizes[0]:
            raise ValueError("sizes must rise, and the last be at least 4 times the first")
        return self


class Performance(_Value):
    """Time against the reference in the same kind of sandbox, on CPU time, interleaved."""

    sizes: tuple[Annotated[int, Field(gt=0)], ...] = Field(min_length=1, max_length=6)
    ratio_max: float = Field(gt=1, le=1000)
    growth: GrowthSpec | None = None


class Statistics(_Value):
    """Statistical checks of a sampler; the tests themselves are in `cases.py` (`statistics()`)."""

    false_alarm: float = Field(default=1e-6, gt=0, le=1e-6)
    """Probability that a right sampler fails any of the problem's tests; shared out among them."""


class Sample(_Value):
    """A sample submission; its file name says which verdict it must get."""

    path: Path
    verdict: SampleVerdict


class ProblemFile(_Value):
    """`problem.yaml`."""

    id: ProblemId
    title: Line
    version: int = Field(ge=1)
    difficulty: int = Field(ge=1, le=3)
    minutes: int = Field(ge=5, le=90)
    topics: tuple[Topic, ...] = Field(min_length=1)
    tags: tuple[Line, ...] = ()
    entry: Entry
    signature: Text
    limits: Limits = Limits()
    comparison: Comparison = Comparison()
    mutation: Literal["forbidden", "allowed"] = "forbidden"
    """`forbidden`: an input that the call changed is a wrong answer."""
    repeatable: bool = False
    """True: the same cases in a second process and in the reverse order must give the same answers."""
    performance: Performance | None = None
    statistics: Statistics | None = None
    facts: tuple[Fact, ...] = Field(min_length=2)
    hints: tuple[Text, Text, Text]
    criteria: tuple[Line, ...] = ()
    """Points for the talk around the code, for problems used without a question of the bank."""
    seed: int = 20_240_229

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.entry.kind == "class" and self.entry.result != "return":
            raise ValueError("entry.result must be `return` for a class")
        if self.limits.wall_s < self.limits.cpu_s:
            raise ValueError("limits.wall_s must be at least limits.cpu_s")
        return self


class VisibleCase(_Value):
    """A case that the candidate may see; texts are ready to be shown."""

    name: str
    input: str
    expected: str


class Problem(_Value):
    """A loaded problem: everything about it except its cases, which only the judge's processes make."""

    folder: Path
    spec: ProblemFile
    statement: str
    starter: str
    reference: Path
    samples: tuple[Sample, ...]

    @property
    def id(self) -> str:
        """The folder's name."""
        return self.spec.id

    @property
    def title(self) -> str:
        """For headings."""
        return self.spec.title

    @property
    def signature(self) -> str:
        """What the candidate has to define, as Python text."""
        return self.spec.signature

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What the interviewer says when asked."""
        return self.spec.facts

    @property
    def hints(self) -> tuple[str, str, str]:
        """A ladder of three; the last is not a solution."""
        return self.spec.hints

    @property
    def limits(self) -> Limits:
        """Per case."""
        return self.spec.limits

    @property
    def difficulty(self) -> int:
        """1 to 3."""
        return self.spec.difficulty

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Topics of the bank."""
        return self.spec.topics

    @property
    def tags(self) -> tuple[str, ...]:
        """Free words for search."""
        return self.spec.tags

    @property
    def criteria(self) -> tuple[str, ...]:
        """Points for the talk around the code; may be empty."""
        return self.spec.criteria

    def text(self, name: str) -> str | None:
        """The text of a file of the folder, None where it does not exist."""
        path = self.folder / name
        return path.read_text(encoding="utf-8") if path.is_file() else None
