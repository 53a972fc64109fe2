"""What simple scores agree with the rater, their cuts chosen on the other questions in the same run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from agent.assess.text import stems, words
from benchmarks.agreement import flat, kappa
from benchmarks.gold import Graded

SATURATION, LENGTHS = 1.2, 0.75
"""k1 and b of BM25 (Robertson and Zaragoza 2009)."""

Array = npt.NDArray[np.float64]


def length(one: Graded) -> Array:
    """Words of the answer, the same for every criterion: shape (C,)."""
    return np.full(len(one.labels), len(words(one.turns[0].text)), float)


def bm25(one: Graded) -> Array:
    """BM25 of the answer for each criterion's texts, the criteria being the collection: shape (C,)."""
    said = stems(one.turns[0].text)
    texts = [stems(" ".join((c.expectation, *c.evidence))) for c in one.question.criteria]
    average = np.mean([len(text) for text in texts])
    found = []
    for text in texts:
        total = 0.0
        for word in set(said):
            holding = sum(word in other for other in texts)
            rare = np.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
            times = text.count(word)
            damped = times + SATURATION * (1 - LENGTHS + LENGTHS * len(text) / average)
            total += rare * times * (SATURATION + 1) / damped
        found.append(total)
    return np.array(found)


def cosine(one: Graded) -> Array:
    """Best cosine of a sentence to each criterion's expectation: shape (C,)."""
    rubric = one.examined.rubric
    rows = [rubric.texts_of(at, "expectation")[0] for at in range(len(one.labels))]
    return np.asarray(one.examined.like.cosine[:, rows].max(axis=0, initial=0.0), np.float64)


def report_baselines(graded: Sequence[Graded]) -> None:
    """Print the kappas of each score, every question with cuts from the others."""
    for name, measure in (("answer length", length), ("BM25", bm25), ("one embedding", cosine)):
        score = {id(one): measure(one) for one in graded}
        label: list[tuple[int, int]] = []
        level: list[tuple[int, int]] = []
        for question in sorted({one.question.id for one in graded}):
            train = [one for one in graded if one.question.id != question]
            cuts = _best_cuts(np.concatenate([score[id(g)] for g in train]), flat(g.ranks for g in train), 3)
            level_cuts = _best_cuts(np.array([score[id(g)].mean() for g in train]), [g.level - 1 for g in train], 4)
            for one in graded:
                if one.question.id == question:
                    label += list(zip(one.ranks, np.searchsorted(cuts, score[id(one)]), strict=True))
                    level.append((one.level - 1, int(np.searchsorted(level_cuts, score[id(one)].mean()))))
        by_label, by_level = kappa(*zip(*label, strict=True), 3), kappa(*zip(*level, strict=True), 4)
        hire = np.mean([(wanted >= 2) == (found >= 2) for wanted, found in level])
        print(f"  {name:16} label QWK {by_label:.3f}  level QWK {by_level:.3f}  hire line {hire:.3f}")


def _best_cuts(values: Array, wanted: Sequence[int], classes: int) -> list[float]:
    """Return ascending cuts with the best kappa, each improved in turn."""
    grid = np.quantile(values, np.linspace(0.02, 0.98, 25))
    cuts = [float(np.quantile(values, k / classes)) for k in range(1, classes)]
    for _ in range(3):
        for at in range(classes - 1):
            tries = [sorted([*cuts[:at], float(g), *cuts[at + 1 :]]) for g in grid]
            cuts = max(tries, key=lambda c: kappa(wanted, np.searchsorted(c, values), classes))
    return cuts
