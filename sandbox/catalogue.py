"""The problems that come with the product, from their descriptions alone: no other file is read, no Python parsed."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import yaml

from sandbox.library import problem_ids
from sandbox.problem import ProblemFile

# libyaml where PyYAML was built with it: fifty descriptions in a tenth of the time.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

RoundKind = Literal["solve", "tests", "bug"]
ROUND_KINDS: tuple[RoundKind, ...] = get_args(RoundKind)


@cache
def catalogue() -> tuple[ProblemFile, ...]:
    """The descriptions of the product's own problems, sorted by id."""
    root = files("sandbox") / "problems"
    texts = ((root / name / "problem.yaml").read_text(encoding="utf-8") for name in problem_ids())
    return tuple(ProblemFile.model_validate(yaml.load(text, Loader=_LOADER)) for text in texts)


def rounds_of(spec: ProblemFile) -> tuple[RoundKind, ...]:
    """The kinds of round that a problem can be.

    Writing tests and finding a bug take single inputs with one right answer: a problem whose driver makes the inputs,
    or whose answers are draws, is to be solved only.
    """
    return ("solve",) if spec.entry.kind == "driver" or spec.statistics is not None else ROUND_KINDS
