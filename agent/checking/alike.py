"""Near-duplicates between questions, by the cosine of the retrieval encoder, which no fit on the bank moves."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from rubrics.ledger import Failure, Ruling
from rubrics.schema import Question

Embed = Callable[[Sequence[str]], npt.NDArray[np.float32]]

ALIKE_PROMPTS = 0.75
"""Cosine from which two prompts count as one: 0.67 is the most that two different ones of the bank have."""
ALIKE_CRITERIA = 0.8
"""The same for what two criteria expect: 0.74 is the most in the bank."""


def alike_prompts(bank: Mapping[str, Question], embed: Embed) -> Ruling:
    """No two questions ask the same."""
    names = list(bank)
    return _pairs("alike_prompts", names, names, embed([q.prompt for q in bank.values()]), ALIKE_PROMPTS)


def alike_criteria(bank: Mapping[str, Question], embed: Embed) -> Ruling:
    """No two criteria of different questions expect the same."""
    placed = [(name, criterion) for name, question in bank.items() for criterion in question.all_criteria()]
    vectors = embed([criterion.expectation for _, criterion in placed])
    names = [f"{name}.{criterion.id}" for name, criterion in placed]
    return _pairs("alike_criteria", names, [name for name, _ in placed], vectors, ALIKE_CRITERIA)


def _pairs(
    rule: str, names: Sequence[str], owners: Sequence[str], vectors: npt.NDArray[np.float32], most: float
) -> Ruling:
    near = vectors @ vectors.T
    pairs = [(i, j) for i, j in itertools.combinations(range(len(names)), 2) if owners[i] != owners[j]]
    failures = tuple(
        Failure(
            f"{names[i]} = {names[j]}",
            f"the two are near-duplicates (cosine {near[i, j]:.2f}).",
            "Change one of the two, or take it away.",
        )
        for i, j in pairs
        if near[i, j] >= most
    )
    return Ruling(rule, len(pairs), failures)
