"""Agreement with people's scores of short answers, the reference answer being the rubric; cross-validated by question.

The data (`short_answers_cs.csv`: half of the set of Mohler, Bunescu and Mihalcea, ACL 2011) is no part of the project.
The two people agree at a Pearson correlation of .57 on it.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from agent.assess.encoding import Encodings, Passage
from agent.assess.text import legible

FILE = "short_answers_cs.csv"
WIDTH, PENALTY = 2.2, 1.0
"""Of the radial kernel, on standardised inputs, and of the ridge."""
FOLDS = 10
SHARPNESS = 12.0

Array = npt.NDArray[np.float64]


def report_short_answers(data: Path | None) -> None:
    """Print correlation and error where the file lies in `data` or beside it."""
    for path in (data / FILE, data.parent / FILE) if data else ():
        if path.is_file():
            _report(path)
            return


def _report(path: Path) -> None:
    from agent.assess.tuned import load_tuned

    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    score = np.array([float(row["score_mean"]) for row in rows])
    questions = sorted({row["question"] for row in rows})
    group = np.array([questions.index(row["question"]) for row in rows])
    inputs = _inputs(rows, questions, Encodings(load_tuned()))
    found = np.zeros(len(rows))
    fold_of = np.random.default_rng(0).permutation(len(questions)) % FOLDS
    for fold in range(FOLDS):
        test = fold_of[group] == fold
        found[test] = _predict(inputs[~test], score[~test], inputs[test])
    found = np.clip(found, 0, 5)
    draws = np.random.default_rng(0)
    values = []
    for _ in range(400):
        rows_of = [np.flatnonzero(group == at) for at in draws.integers(0, len(questions), len(questions))]
        drawn = np.concatenate(rows_of)
        values.append(np.corrcoef(score[drawn], found[drawn])[0, 1])
    low, high = np.quantile(values, [0.025, 0.975])
    error = float(np.sqrt(np.mean((found - score) ** 2)))
    raters = [np.array([float(row[f"score_rater_{n}"]) for row in rows]) for n in (1, 2)]
    print(
        f"\nshort answers, people's scores: {len(rows)} answers to {len(questions)} questions, left out by question: "
        f"Pearson {np.corrcoef(score, found)[0, 1]:.3f} [{low:.2f}-{high:.2f}], RMSE {error:.3f} "
        f"(always the mean {score.std():.3f}; the raters agree at {np.corrcoef(*raters)[0, 1]:.3f})"
    )


def _predict(known: Array, wanted: Array, new: Array) -> Array:
    """Kernel ridge regression with a radial kernel on standardised inputs."""
    mean, scale = known.mean(axis=0), known.std(axis=0) + 1e-9
    known, new = (known - mean) / scale, (new - mean) / scale

    def kernel(left: Array, right: Array) -> Array:
        apart = (left**2).sum(axis=1)[:, None] + (right**2).sum(axis=1)[None] - 2 * left @ right.T
        return np.exp(-apart / (2 * WIDTH**2 * known.shape[1]))

    middle = wanted.mean()
    weights = np.linalg.solve(kernel(known, known) + PENALTY * np.eye(len(known)), wanted - middle)
    return np.asarray(middle + kernel(new, known) @ weights)


def _inputs(rows: Sequence[dict[str, str]], questions: Sequence[str], encodings: Encodings) -> Array:
    """Return likenesses of each answer to its reference answer, and how much nearer it is than to the others'."""
    reference = {row["question"]: row["reference_answer"] for row in rows}
    right = encodings.of([legible(reference[question]) for question in questions])
    asked = encodings.of([legible(question) for question in questions])
    said = encodings.of([legible(row["student_answer"]) or "-" for row in rows])
    holding: dict[str, int] = {}
    for passage in right:
        for word in passage.stems:
            holding[word] = holding.get(word, 0) + 1
    rare = {word: float(np.log((1 + len(right)) / count)) for word, count in holding.items()}
    vectors = np.stack([passage.pooled for passage in right])
    found = []
    for row, answer in zip(rows, said, strict=True):
        at = questions.index(row["question"])
        near = SHARPNESS * vectors @ answer.pooled
        new = right[at].stems - asked[at].stems
        found.append(
            [
                float(answer.pooled @ right[at].pooled),
                float((answer.clause_vectors @ right[at].pooled).max()),
                float((right[at].clause_vectors @ answer.pooled).max()),
                float(near[at] - np.logaddexp.reduce(near)),
                _covered(right[at], answer, rare, frozenset()),
                _covered(right[at], answer, rare, asked[at].stems),
                _covered(answer, right[at], rare, asked[at].stems),
                _shared(new, answer.stems, rare),
                _shared(answer.stems - asked[at].stems, right[at].stems, rare),
                float(answer.pooled @ asked[at].pooled),
                float(right[at].pooled @ asked[at].pooled),
            ]
        )
    return np.array(found)


def _covered(text: Passage, other: Passage, rare: dict[str, float], known: frozenset[str]) -> float:
    """Return the weighted mean of the best cosines of a text's tokens; words of the question weigh less."""
    best = (text.states @ other.states.T).max(axis=1)
    weight = np.array([(0.2 if head in known else 1.0) * rare.get(head, 3.0) if head else 0.0 for head in text.heads])
    return float(weight @ best / weight.sum()) if weight.any() else float(best.mean())


def _shared(text: frozenset[str], other: frozenset[str], rare: dict[str, float]) -> float:
    total = sum(rare.get(word, 3.0) for word in text)
    return sum(rare.get(word, 3.0) for word in text & other) / total if total else 0.0
