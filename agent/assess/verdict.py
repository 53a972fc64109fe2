"""Stage 2: what a whole answer establishes, for C criteria. Its inputs are made of the sentences' support."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from agent.assess.encoding import Floats, Likeness, Rubric, covered
from agent.assess.guards import Mask
from agent.assess.parameters import probability
from agent.assess.support import by_criterion

FLOOR = -6.0
"""Log-odds of a sentence that supports nothing."""
_SIGNS = ("dismissive", "negation", "digits", "hedge", "wrong_tokens", "prompt")
_GREATEST = ("tokens_backward", "overlap_expectation", "share_cosine_expectation")


def grounded(logits: Floats, mask: Mask) -> Floats:
    """Return the support with a floor, masked sentences on it; one row at least: shape (max(N, 1), C)."""
    if not len(logits):
        return np.full((1, logits.shape[1]), FLOOR, np.float32)
    return np.where(mask[:, None], FLOOR, np.maximum(logits, FLOOR)).astype(np.float32)


def verdict_inputs(
    rubric: Rubric, like: Likeness, signs: Mapping[str, Floats], logits: Floats, mask: Mask
) -> dict[str, Floats]:
    """Return each input as an array of shape (C,).

    `signs` are the inputs of stage 1, `logits` its log-odds (N, C). Nothing grows with the answer's length alone:
    the best sentences count, the whole answer's coverage of the rubric's tokens, and how near it is to misconceptions.
    """
    count = logits.shape[1]
    support = grounded(logits, mask)
    order = -np.sort(-support, axis=0)
    best = order[0]
    chance = np.where(support > FLOOR, probability(support), 0.0)
    either = np.clip(1.0 - np.prod(1.0 - chance, axis=0), 1e-3, 1 - 1e-3)
    inputs: dict[str, Floats] = {
        "best": best,
        "second": order[1] if len(order) > 1 else np.full(count, FLOOR, np.float32),
        "noisy_or": np.log(either / (1.0 - either)),
        "mass": np.log(chance.sum(axis=0) + 0.02),
        "strong": np.minimum((chance > 0.3).sum(axis=0), 3).astype(np.float32),
        "answer_mean": np.full(count, best.mean()),
        "answer_low": np.full(count, np.quantile(best, 0.25)),
    }
    kept = ~mask
    nothing = np.zeros(count, np.float32)
    reductions = {kind: by_criterion(rubric, kind) for kind in ("best", "mean", "expectation", "wrong")}
    spoken = like.best_token[kept].max(axis=0) if kept.any() else np.zeros(len(rubric.weights), np.float32)
    coverage = covered(rubric, spoken[None])[0]
    for kind in ("expectation", "best", "mean"):
        value = reductions[kind](coverage[None])[0]
        inputs[f"covered_{kind}"] = value
        inputs[f"covered_{kind}_relative"] = value - value.mean()
    has_wrong = np.array([bool(criterion.misconceptions) for criterion in rubric.criteria])
    at_best = np.where(kept[:, None], support, -99.0).argmax(axis=0) if kept.any() else None
    for name in _SIGNS:
        inputs[f"best_{name}"] = signs[name][at_best, np.arange(count)] if at_best is not None else nothing
    for name in _GREATEST:
        inputs[f"greatest_{name}"] = signs[name][kept].max(axis=0) if kept.any() else np.full(count, -2.0, np.float32)
    for name in ("dismissive", "negation"):
        inputs[f"answer_{name}"] = np.full(count, signs[name][kept, 0].mean() if kept.any() else 0.0)
    for name, near in (("cosine", like.cosine[kept]), ("tokens", like.forward[kept])):
        if not kept.any():
            near = np.zeros((1, len(rubric.owner)), np.float32)
        wrong = reductions["wrong"](near).max(axis=0)
        right = np.maximum(reductions["expectation"](near), reductions["best"](near)).max(axis=0)
        inputs[f"wrong_{name}"] = np.where(has_wrong, wrong, 0.3)
        inputs[f"wrong_margin_{name}"] = np.where(has_wrong, wrong - right, -0.1)
        inputs[f"answer_wrong_{name}"] = np.full(count, np.where(has_wrong, wrong - right, -1.0).max())
    inputs["has_misconception"] = has_wrong.astype(np.float32)
    return {name: np.asarray(value, np.float32) for name, value in inputs.items()}
