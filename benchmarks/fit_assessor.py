"""Fits the assessor's small models on examined answers and dialogues; numpy only. `benchmarks.fit` calls it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from agent.assess.assessor import answer_inputs, followups
from agent.assess.dialogue import dialogue_inputs
from agent.assess.encoding import Floats
from agent.assess.parameters import Logistic, Parameters, Provenance
from agent.assess.verdict import grounded
from benchmarks.gold import Graded

NAME = "embedded-3"
SUPPORT_RIDGE = 30.0
VERDICT_RIDGE = 10.0
BELONGING_RIDGE = 1.0
FOREIGN_SHARE = 1 / 40
"""Answers to another question that are taken to come on one to its own.

Chosen with the ridge by looking at the outside set's agreement: 1/20 costs labels, 1/60 lets more foreign answers pass.
"""
ATTEMPTED = 2
"""Least level of an answer that is to its question for certain."""
OWN_WEIGHT = 0.3
"""How much a row of our own labelled set counts: it was written with many errors and half answers on purpose."""
FOLDS = 6
"""Groups of questions; stage 2 is fitted on outputs of stage 1 for questions that stage 1 had not seen."""
LABEL_CUTS = (0.65, 1.4)

Inputs = Mapping[str, Floats]
Array = npt.NDArray[np.float64]


def logistic(inputs: Inputs, wanted: Array, ridge: float, weight: Array | None = None) -> Logistic:
    """Fit a logistic regression with an L2 penalty on standardised inputs by Newton's method.

    Args:
        inputs: named arrays of one shape.
        wanted: the same shape, 0 or 1.
        ridge: penalty; the bias is free.
        weight: the same shape; how much each row counts.
    """
    names = tuple(inputs)
    rows = np.stack([np.asarray(inputs[name], np.float64).ravel() for name in names], axis=1)
    target = np.asarray(wanted, np.float64).ravel()
    count = np.ones_like(target) if weight is None else np.asarray(weight, np.float64).ravel()
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    constant = scale < 1e-5
    scale[constant] = 1.0
    design = np.c_[(rows - mean) / scale, np.ones(len(rows))]
    penalty = np.full(design.shape[1], ridge)
    penalty[-1] = 1e-6
    beta = np.zeros(design.shape[1])
    share = float(np.clip(target.mean(), 1e-4, 1 - 1e-4))
    beta[-1] = np.log(share / (1 - share))
    signed = np.where(target > 0.5, 1.0, -1.0)

    def loss(at: Array) -> float:
        return float(count @ np.logaddexp(0.0, -signed * (design @ at)) + 0.5 * penalty @ at**2)

    now = loss(beta)
    for _ in range(40):
        chance = 1.0 / (1.0 + np.exp(-np.clip(design @ beta, -30, 30)))
        gradient = design.T @ (count * (chance - target)) + penalty * beta
        curvature = (design * (count * chance * (1 - chance))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        while loss(beta - step) > now + 1e-9 and np.abs(step).max() > 1e-7:
            step *= 0.5
        beta -= step
        now = loss(beta)
        if np.abs(step).max() < 1e-5:
            break
    beta[:-1][constant] = 0.0
    return Logistic(
        inputs=names,
        mean=tuple(_short(mean)),
        scale=tuple(_short(scale)),
        weights=tuple(_short(beta[:-1])),
        bias=_short(beta[-1:])[0],
    )


def _short(values: Array) -> list[float]:
    return [float(f"{value:.5g}") for value in values]


def stacked(parts: Sequence[Inputs]) -> dict[str, Floats]:
    """Return the inputs of several answers one after the other."""
    return {name: np.concatenate([part[name].ravel() for part in parts]) for name in parts[0]}


def fit_support(graded: Sequence[Graded]) -> Logistic:
    """Fit stage 1: positives are the sentences with the rater's quote; masked sentences are left out."""
    kept = [answer.examined for answer in graded]
    inputs = stacked([{name: value[~e.mask] for name, value in e.signs.items()} for e in kept])
    wanted = np.concatenate([answer.quoted[~answer.examined.mask].ravel() for answer in graded])
    return logistic(inputs, wanted, SUPPORT_RIDGE)


@dataclass(frozen=True)
class Seen:
    """Inputs of stage 2 for one answer or dialogue, made with a stage 1 that had not seen its question."""

    graded: Graded
    inputs: Inputs
    dialogue: Inputs
    """Empty for an answer."""

    @property
    def ranks(self) -> npt.NDArray[np.int64]:
        """Shape (C,): 0 missing or contradicted, 1 partial, 2 met."""
        return self.graded.ranks


def see(graded: Graded, support: Logistic) -> Seen:
    """Make the inputs of stage 2 from an answer or a dialogue."""
    examined = graded.examined
    logits = support.logit(examined.signs) if len(examined.passages) else np.zeros((0, len(graded.labels)), np.float32)
    asked = followups(examined, support)
    talk = dialogue_inputs(examined, asked, grounded(logits, examined.mask)) if examined.reading.replies else {}
    return Seen(graded, answer_inputs(examined, support, logits), talk)


def counted(records: Sequence[Graded]) -> Array:
    """Return how much each row of the records counts."""
    weights = [np.full(len(one.labels), OWN_WEIGHT if one.source == "own" else 1.0) for one in records]
    return np.concatenate(weights)


def fit_verdict(seen: Sequence[Seen]) -> tuple[Logistic, Logistic, Logistic]:
    """Fit stage 2 on answers: at least partial, met, contradicted."""
    inputs = stacked([one.inputs for one in seen])
    ranks = np.concatenate([one.ranks for one in seen])
    wrong = np.concatenate([[label == "contradicted" for label in one.graded.labels] for one in seen])
    weight = counted([one.graded for one in seen])
    return (
        logistic(inputs, ranks >= 1, VERDICT_RIDGE, weight),
        logistic(inputs, ranks >= 2, VERDICT_RIDGE, weight),
        logistic(inputs, wrong, VERDICT_RIDGE, weight),
    )


def fit_belonging(graded: Sequence[Graded], strangers: Sequence[Graded]) -> Logistic:
    """Fit whether an answer is to its question, on answers that are and on strong ones to other questions."""
    own = [one.examined.belonging for one in graded if one.level >= ATTEMPTED and one.examined.belonging]
    away = [one.examined.belonging for one in strangers if one.examined.belonging]
    weight = np.full(len(own) + len(away), 1.0)
    weight[len(own) :] = FOREIGN_SHARE * len(own) / max(1, len(away))
    return logistic(stacked([*own, *away]), np.arange(len(weight)) < len(own), BELONGING_RIDGE, weight)


def fit(
    graded: Sequence[Graded],
    talks: Sequence[Graded],
    strangers: Sequence[Graded],
    halfwidth: float,
    provenance: Provenance,
) -> Parameters:
    """Fit everything on answers and dialogues of some questions, and on answers to other questions than these."""
    names = sorted({answer.question.id for answer in graded})
    order = np.random.default_rng(0).permutation(len(names))
    folds = [{names[at] for at in order[fold::FOLDS]} for fold in range(FOLDS)]
    seen: list[list[Seen]] = []
    heard: list[list[Seen]] = []
    for fold in folds:
        support = fit_support([answer for answer in graded if answer.question.id not in fold])
        seen.append([see(answer, support) for answer in graded if answer.question.id in fold])
        heard.append([see(talk, support) for talk in talks if talk.question.id in fold])
    replies: list[Inputs] = []
    answered: list[Graded] = []
    for at in range(FOLDS):
        partial, met, contradicted = fit_verdict([one for other in range(FOLDS) if other != at for one in seen[other]])
        for one in heard[at]:
            if one.dialogue:
                answer = [model.logit(one.inputs) for model in (partial, met, contradicted)]
                replies.append({**dict(zip(("partial", "met", "contradicted"), answer, strict=True)), **one.dialogue})
                answered.append(one.graded)
    partial, met, contradicted = fit_verdict([one for fold in seen for one in fold])
    inputs, rank, weight = stacked(replies), np.concatenate([one.ranks for one in answered]), counted(answered)
    return Parameters(
        name=NAME,
        support=fit_support(graded),
        partial=partial,
        met=met,
        contradicted=contradicted,
        belongs=fit_belonging(graded, strangers),
        dialogue_partial=logistic(inputs, rank >= 1, VERDICT_RIDGE, weight),
        dialogue_met=logistic(inputs, rank >= 2, VERDICT_RIDGE, weight),
        label_cuts=LABEL_CUTS,
        level_halfwidth=halfwidth,
        provenance=provenance,
    )
