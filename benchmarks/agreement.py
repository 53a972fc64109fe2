"""Agreement between a rater and the assessor: kappas, hit rates, assessments with a question left out of the fit."""

from __future__ import annotations

import collections
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from agent.assess.assessor import judge
from agent.assess.parameters import Parameters, Provenance
from agent.interview.moves import CONTRADICTED
from agent.models import Assessment, CriterionAssessment
from benchmarks.fit_assessor import fit
from benchmarks.gold import RANK, Graded
from rubrics.scoring import CUTS, Mark, OverallScore, level_of, overall, weighted_share


@dataclass(frozen=True)
class Judged:
    """A graded answer or dialogue with the assessment of a model that had not seen its question."""

    graded: Graded
    assessment: Assessment

    @property
    def wanted(self) -> list[int]:
        """The rater's labels as ranks."""
        return [RANK[label] for label in self.graded.labels]

    @property
    def found(self) -> list[int]:
        """Ours."""
        return [RANK.get(row.label, 0) for row in self.assessment.criteria]

    def score(self, *, strict: bool = False) -> OverallScore:
        """The product's own score, by either rule for a 4."""
        weights = [criterion.weight for criterion in self.graded.question.criteria]
        rows = zip(weights, self.assessment.criteria, strict=True)
        marks = [Mark(weight, row.label, row.elicited) for weight, row in rows]
        return overall(marks, halfwidth=self.assessment.level_halfwidth, strict_top=strict)

    @property
    def by_share(self) -> int:
        """The level by the weighted share alone."""
        weights = [criterion.weight for criterion in self.graded.question.criteria]
        marks = [Mark(w, row.label) for w, row in zip(weights, self.assessment.criteria, strict=True)]
        return level_of(weighted_share(marks), CUTS["L4"], True)


def kappa(wanted: Sequence[int], found: Sequence[int], classes: int) -> float:
    """Quadratic weighted kappa (Cohen 1968) of ranks from 0; nan where nothing varies."""
    table = np.zeros((classes, classes))
    np.add.at(table, (np.asarray(wanted), np.asarray(found)), 1)
    distance = (np.arange(classes)[:, None] - np.arange(classes)) ** 2
    chance = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    return (
        float(1 - (distance * table).sum() / (distance * chance).sum()) if (distance * chance).sum() else float("nan")
    )


def interval(judged: Sequence[Judged], measure: Callable[[Sequence[Judged]], float], draws: int = 400) -> str:
    """Return the measure with its 95 % bootstrap interval over questions."""
    groups: dict[str, list[Judged]] = collections.defaultdict(list)
    for one in judged:
        groups[one.graded.question.id].append(one)
    names, chosen = sorted(groups), random.Random(0)
    values = [measure([j for name in chosen.choices(names, k=len(names)) for j in groups[name]]) for _ in range(draws)]
    low, high = np.nanquantile(values, [0.025, 0.975])
    return f"{measure(judged):.3f} [{low:.2f}-{high:.2f}]"


def label_kappa(judged: Sequence[Judged]) -> float:
    return kappa(flat(j.wanted for j in judged), flat(j.found for j in judged), 3)


def level_kappa(judged: Sequence[Judged]) -> float:
    return kappa([j.graded.level - 1 for j in judged], [j.by_share - 1 for j in judged], 4)


def hire_line(judged: Sequence[Judged]) -> float:
    return float(np.mean([(j.graded.level >= 3) == (j.by_share >= 3) for j in judged]))


def bias(judged: Sequence[Judged]) -> float:
    return float(np.mean([j.by_share - j.graded.level for j in judged]))


def left_out(
    graded: Sequence[Graded], talks: Sequence[Graded], strangers: Sequence[Graded], groups: int = 7
) -> dict[str, Parameters]:
    """Return for each question parameters fitted without it: the questions are dealt into groups, one left out.

    `strangers` are answers to other questions (`benchmarks/foreign.py`); they go with the question they are judged by.
    """
    names = sorted({one.question.id for one in graded})
    dealt = np.random.default_rng(1).permutation(len(names)) % groups
    group = dict(zip(names, dealt.tolist(), strict=True))
    found: dict[str, Parameters] = {}
    for at in sorted(set(group.values())):
        others = [one for one in graded if group[one.question.id] != at]
        heard = [one for one in talks if group.get(one.question.id, -1) != at]
        away = [one for one in strangers if group.get(one.question.id, -1) != at]
        fitted = fit(others, heard, away, 0.75, Provenance(fitted_on="", agreement="", command=""))
        found |= {name: fitted for name in names if group[name] == at}
    return found


def judged_by(graded: Iterable[Graded], fitted: dict[str, Parameters]) -> list[Judged]:
    return [Judged(one, judge(one.examined, fitted[one.question.id])) for one in graded]


def halfwidth_needed(judged: Judged) -> float:
    """Return the least half-width, in levels, with which the interval of whole levels holds the rater's level.

    Whole levels are what a scorecard shows: `rubrics.scoring.overall` rounds both ends to the nearest level.
    """
    score = judged.score(strict=True)
    if score.value is None or score.level == judged.graded.level:
        return 0.0
    return max(0.0, abs(judged.graded.level - score.value) - 0.5) + 1e-6


def halfwidth(judged: Sequence[Judged], share: float = 0.8) -> float:
    """Return the half-width with which whole levels hold the rater's in `share` of the answers (split conformal)."""
    needed = sorted(map(halfwidth_needed, judged))
    return needed[min(len(needed) - 1, int(np.ceil(share * (len(needed) + 1))) - 1)]


def followup_hits(judged: Sequence[Judged]) -> tuple[list[bool], list[bool]]:
    """Tell, of answers with open criteria, whether the first follow-up aims at one; then of those at most half open."""
    every, hard = [], []
    for j in judged:
        open_ = [rank < 2 for rank in j.wanted]
        if any(open_):
            hit = open_[first_aims(j.assessment.criteria)[0]]
            every.append(hit)
            if np.mean(open_) <= 0.5:
                hard.append(hit)
    return every, hard


def challenged_within_two(judged: Sequence[Judged]) -> list[bool]:
    """Tell for each contradicted criterion whether the rule of the interview aims at it first or second.

    Where several are, one of them suffices.
    """
    found = []
    for j in judged:
        wrong = [label == "contradicted" for label in j.graded.labels]
        if any(wrong):
            found.append(any(wrong[at] for at in first_aims(j.assessment.criteria)[:2]))
    return found


def first_aims(rows: Sequence[CriterionAssessment]) -> list[int]:
    """Return criteria in the order in which `agent.interview.moves` would follow up on them, errors first."""
    order = sorted(range(len(rows)), key=lambda at: rows[at].p_partial)
    wrong = [at for at in order if rows[at].p_contradicted >= CONTRADICTED]
    wrong.sort(key=lambda at: -rows[at].p_contradicted)
    return [*wrong, *(at for at in order if at not in wrong)]


def elicited_agreement(judged: Sequence[Judged]) -> float:
    pairs = [
        (wanted, row.elicited)
        for j in judged
        for label, wanted, row in zip(j.graded.labels, j.graded.elicited, j.assessment.criteria, strict=True)
        if label in {"met", "partial"} and row.label in {"met", "partial"}
    ]
    return float(np.mean([wanted == found for wanted, found in pairs]))


def flat(rows: Iterable[Iterable]) -> list:
    return [value for row in rows for value in row]
