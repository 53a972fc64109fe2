"""Stage 1: does this sentence support this criterion? Its inputs, for N sentences, C criteria."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from agent.assess.cues import surface
from agent.assess.encoding import Floats, Likeness, Passage, Rubric, covered
from agent.assess.text import words

SHARPNESS = 12.0
"""Factor of a cosine in the softmax over the criteria."""

NO_MISCONCEPTION = -0.2
"""What stands for "nearer to a misconception than to the evidence by" where the rubric names none."""
TERM = 0.4
"""Overlap that one of the rubric's key terms in a sentence is worth (no graded question names terms: not fitted)."""


def support_inputs(rubric: Rubric, passages: Sequence[Passage], like: Likeness) -> dict[str, Floats]:
    """Return each input as an array of shape (N, C).

    Everything that compares is contrasted with the question's other criteria: plain cosines say little, being nearer
    to this criterion than to the others says much.
    """
    criteria = len(rubric.criteria)
    shape = (len(passages), criteria)
    best, mean, expectation, wrong = (by_criterion(rubric, kind) for kind in ("best", "mean", "expectation", "wrong"))
    has_wrong = np.array([bool(criterion.misconceptions) for criterion in rubric.criteria])
    windows_cosine = _window_cosine(rubric, passages)
    windows_forward = _window_forward(rubric, like)
    inputs: dict[str, Floats] = {
        "cosine_expectation": expectation(like.cosine),
        "cosine_evidence": best(like.cosine),
        "cosine_mean": mean(like.cosine),
        "cosine_clause": np.maximum(expectation(like.clause), best(like.clause)),
        "cosine_window": np.maximum(expectation(windows_cosine), best(windows_cosine)),
        "tokens_expectation": expectation(like.forward),
        "tokens_evidence": best(like.forward),
        "tokens_mean": mean(like.forward),
        "tokens_backward": np.maximum(expectation(like.backward), best(like.backward)),
        "tokens_window": np.maximum(expectation(windows_forward), best(windows_forward)),
        "overlap_expectation": np.maximum(expectation(like.overlap), TERM * _terms(rubric, passages)),
        "overlap_evidence": best(like.overlap),
    }
    for name in (
        "cosine_expectation",
        "cosine_evidence",
        "cosine_mean",
        "tokens_expectation",
        "tokens_evidence",
        "tokens_mean",
    ):
        inputs[f"share_{name}"] = _log_softmax(SHARPNESS * inputs[name])
    for name in (
        "cosine_clause",
        "cosine_window",
        "tokens_backward",
        "tokens_window",
        "overlap_evidence",
        "overlap_expectation",
    ):
        inputs[f"margin_{name}"] = inputs[name] - others(inputs[name])
    inputs["wrong_cosine"] = wrong(like.cosine) - inputs["cosine_evidence"]
    inputs["wrong_tokens"] = wrong(like.forward) - inputs["tokens_evidence"]
    inputs["wrong_cosine"][:, ~has_wrong] = inputs["wrong_tokens"][:, ~has_wrong] = NO_MISCONCEPTION
    closeness = inputs["tokens_evidence"] + inputs["cosine_evidence"]
    inputs["behind_best"] = closeness - closeness.max(axis=0, initial=-2.0)
    inputs["prompt"] = np.repeat(like.asked[:, None], criteria, axis=1)
    signs = [surface(passage.text) for passage in passages]
    for name in surface(""):
        column = np.array([sign[name] for sign in signs], np.float32).reshape(-1, 1)
        inputs[name] = np.repeat(column, criteria, axis=1)
    return {name: np.asarray(value, np.float32).reshape(shape) for name, value in inputs.items()}


def others(values: Floats) -> Floats:
    """Return the greatest value among the other columns; the lowest possible cosine counts as 0 where there is none."""
    if values.shape[-1] < 2:
        return np.zeros_like(values)
    order = np.sort(values, axis=-1)
    first, second = order[..., -1:], order[..., -2:-1]
    return np.where(values >= first, second, first)


def by_criterion(rubric: Rubric, kind: str) -> Callable[[Floats], Floats]:
    """Return what reduces values (..., K) to (..., C): best or mean evidence, the expectation, the misconceptions."""
    role = {"best": "evidence", "mean": "evidence", "expectation": "expectation", "wrong": "misconception"}[kind]
    rows = [rubric.texts_of(at, role) for at in range(len(rubric.criteria))]

    def reduce(values: Floats) -> Floats:
        columns = []
        for row in rows:
            if not len(row):
                columns.append(np.full(values.shape[:-1], -1.0, np.float32))
            else:
                columns.append(values[..., row].mean(axis=-1) if kind == "mean" else values[..., row].max(axis=-1))
        return np.stack(columns, axis=-1)

    return reduce


def _window_cosine(rubric: Rubric, passages: Sequence[Passage]) -> Floats:
    """Return the best cosine of the two-sentence windows around each sentence: shape (N, K)."""
    count = len(passages)
    if count < 2:
        return (
            np.stack([p.pooled for p in passages]) @ rubric.pooled.T
            if count
            else np.zeros((0, len(rubric.owner)), np.float32)
        )
    weighted = np.stack([p.pooled * len(p.heads) for p in passages])
    pairs = weighted[:-1] + weighted[1:]
    pairs /= np.maximum(np.linalg.norm(pairs, axis=1, keepdims=True), 1e-9)
    return _around(np.asarray(pairs @ rubric.pooled.T, np.float32))


def _window_forward(rubric: Rubric, like: Likeness) -> Floats:
    if len(like.best_token) < 2:
        return like.forward
    return _around(covered(rubric, np.maximum(like.best_token[:-1], like.best_token[1:])))


def _around(pairs: Floats) -> Floats:
    edge = np.full((1, pairs.shape[1]), -1.0, np.float32)
    return np.asarray(np.maximum(np.concatenate([pairs, edge]), np.concatenate([edge, pairs])), np.float32)


def _log_softmax(values: Floats) -> Floats:
    if not values.size:
        return values
    shifted = values - values.max(axis=1, keepdims=True)
    return np.asarray(
        shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)) + np.log(values.shape[1]), np.float32
    )


def _terms(rubric: Rubric, passages: Sequence[Passage]) -> Floats:
    """Return 1 where a sentence holds one of the criterion's key terms."""
    found = np.zeros((len(passages), len(rubric.criteria)), np.float32)
    for column, criterion in enumerate(rubric.criteria):
        terms = [" ".join(words(term)) or term.lower() for term in criterion.terms]
        if terms:
            for row, passage in enumerate(passages):
                spoken = f" {' '.join(words(passage.text))} "
                found[row, column] = float(
                    any(
                        f" {term} " in spoken or (not term.isalnum() and term in passage.text.lower()) for term in terms
                    )
                )
    return found
