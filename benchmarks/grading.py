"""Agreement of the embedded assessor with a labelled set, leaving out one question at a time.

    OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.grading --data ../shared/data/gold

Each question is judged by the product's own code with parameters that were fitted on the other questions. Brackets are
95 % bootstrap intervals over questions. The last line is the sentence for `benchmarks.fit_assessor --agreement`.
"""

from __future__ import annotations

import argparse
import collections
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from agent.assess.text import stems, words
from benchmarks.agreement import (
    Judged,
    bias,
    elicited_agreement,
    flat,
    followup_hits,
    hire_line,
    interval,
    judged_by,
    kappa,
    label_kappa,
    left_out,
    level_kappa,
    residual_quantile,
)
from benchmarks.attacks import report_attacks
from benchmarks.gold import RANK, Graded, answers, dialogues, examiners

HOSTILE = ("adv_keyword_stuffing", "adv_off_topic", "adv_prompt_injection", "adv_restating", "adv_waffle")
UNUSUAL = ("adv_terse_expert", "adv_unusual_vocab")


def report_answers(judged: list[Judged]) -> None:
    print(f"answers {len(judged)}, labels {sum(len(j.wanted) for j in judged)}")
    print(f"label QWK   {interval(judged, label_kappa)}")
    print(f"level QWK   {interval(judged, level_kappa)}   by weighted share")
    for name, strict in (("lenient", False), ("strict", True)):
        pairs = [(j.graded.level - 1, (j.score(strict=strict).level or 1) - 1) for j in judged]
        wanted, found = [w for w, _ in pairs], [f for _, f in pairs]
        hire = np.mean([(w >= 2) == (f >= 2) for w, f in pairs])
        shift = np.mean([f - w for w, f in pairs])
        print(
            f"level QWK   {kappa(wanted, found, 4):.3f}   rule for a 4: {name}; hire line {hire:.3f}, bias {shift:+.2f}"
        )
    exact = np.mean([j.by_share == j.graded.level for j in judged])
    print(f"hire line   {interval(judged, hire_line)}\nbias        {interval(judged, bias)}\nexact level {exact:.3f}")
    for prefix in sorted({j.graded.question.kind for j in judged}):
        some = [j for j in judged if j.graded.question.kind == prefix]
        print(f"  {prefix:18} label {label_kappa(some):.3f} level {level_kappa(some):.3f} ({len(some)} answers)")
    for kind in sorted({j.graded.kind for j in judged}):
        some = [j for j in judged if j.graded.kind == kind]
        rated, ours = np.mean([j.graded.level for j in some]), np.mean([j.by_share for j in some])
        print(f"  {kind:22} n {len(some):3} rater {rated:.2f} ours {ours:.2f}")
    hostile = [j.by_share for j in judged if j.graded.kind in HOSTILE and j.graded.level == 1]
    wrong = [j.by_share for j in judged if j.graded.kind == "adv_confident_wrong" and j.graded.level == 1]
    unusual = [j.by_share for j in judged if j.graded.kind in UNUSUAL]
    stuffed = [j.by_share for j in judged if j.graded.kind == "adv_keyword_stuffing"]
    print(
        f"hostile at <= 2: {sum(x <= 2 for x in hostile)}/{len(hostile)}, "
        f"stuffing at 1: {sum(x == 1 for x in stuffed)}/{len(stuffed)}, "
        f"confident wrong at <= 2: {sum(x <= 2 for x in wrong)}/{len(wrong)}, "
        f"terse or unusual at >= 3: {sum(x >= 3 for x in unusual)}/{len(unusual)}"
    )
    every, hard = followup_hits(judged)
    print(
        f"first follow-up open {np.mean(every):.3f} of {len(every)}; at most half open {np.mean(hard):.3f} of "
        f"{len(hard)}"
    )
    report_probabilities(judged)


def report_probabilities(judged: Sequence[Judged]) -> None:
    met = np.array(flat([row.p_met for row in j.assessment.criteria] for j in judged))
    is_met = np.array(flat([rank == 2 for rank in j.wanted] for j in judged))
    bins = [(met >= low) & (met < low + 0.2) for low in (0.0, 0.2, 0.4, 0.6, 0.8)]
    print(
        "P(met) predicted/observed " + " ".join(f"{met[b].mean():.2f}/{is_met[b].mean():.2f}" for b in bins if b.any())
    )
    wrong = np.array(flat([label == "contradicted" for label in j.graded.labels] for j in judged))
    called = np.array(flat([row.label == "contradicted" for row in j.assessment.criteria] for j in judged))
    print(f"contradicted: precision {wrong[called].mean():.2f}, recall {called[wrong].mean():.2f} of {wrong.sum()}")
    quoted = [(j, at) for j in judged for at, row in enumerate(j.assessment.criteria) if row.quotes]
    hit = []
    for j, at in quoted:
        held = {j.graded.examined.reading.places[k] for k in np.flatnonzero(j.graded.quoted[:, at])}
        if held:
            hit.append(any(q.start == p.start for q in j.assessment.criteria[at].quotes for p in held))
    print(f"a quoted sentence is the rater's: {np.mean(hit):.3f} of {len(hit)}")


def report_interval(judged: Sequence[Judged]) -> float:
    """Print how often the interval holds the rater's level, its width from the other questions' residuals."""
    inside, width = [], []
    for name in {j.graded.question.id for j in judged}:
        half = residual_quantile([j for j in judged if j.graded.question.id != name])
        for j in judged:
            if j.graded.question.id == name:
                shifted = Judged(j.graded, j.assessment.model_copy(update={"level_halfwidth": half}))
                score = shifted.score()
                inside.append((score.low or 0) <= j.graded.level <= (score.high or 0))
                width.append((score.high or 0) - (score.low or 0))
    half = residual_quantile(judged)
    print(
        f"80 % interval: half-width {half:.2f}; whole levels cover {np.mean(inside):.3f}, mean width "
        f"{np.mean(width):.2f}"
    )
    return half


def report_dialogues(judged: list[Judged]) -> None:
    print(f"dialogues {len(judged)}, labels {sum(len(j.wanted) for j in judged)}")
    print(f"label QWK   {interval(judged, label_kappa)}")
    print(f"elicited    {interval(judged, elicited_agreement)}")
    given = [
        row.label
        for j in judged
        for e, row in zip(j.graded.elicited, j.assessment.criteria, strict=True)
        if e == "given"
    ]
    print(f"only said back, yet met: {given.count('met')}/{len(given)}")
    kept = [
        (label, row.label)
        for j in judged
        for label, row in zip(j.graded.labels, j.assessment.criteria, strict=True)
        if label == "contradicted"
    ]
    print("contradicted called " + str(dict(collections.Counter(found for _, found in kept))))


def report_baselines(graded: Sequence[Graded]) -> None:
    """Print what simple scores reach with cuts chosen on the other questions."""
    size = {id(g): np.full(len(g.labels), len(words(g.turns[0].text)), float) for g in graded}
    overlap, cosine = {}, {}
    for g in graded:
        said = set(stems(g.turns[0].text))
        texts = [set(stems(" ".join((c.expectation, *c.evidence)))) for c in g.question.criteria]
        overlap[id(g)] = np.array([len(t & said) / max(1, len(t)) for t in texts])
        rubric = g.examined.rubric
        rows = [rubric.texts_of(at, "expectation")[0] for at in range(len(texts))]
        cosine[id(g)] = g.examined.like.cosine[:, rows].max(axis=0, initial=0.0)
    for name, score in (("answer length", size), ("word overlap", overlap), ("plain cosine", cosine)):
        label, level = [], []
        for question in sorted({g.question.id for g in graded}):
            train = [g for g in graded if g.question.id != question]
            cuts = _best_cuts(np.concatenate([score[id(g)] for g in train]), flat(_ranks(g) for g in train), 3)
            level_cuts = _best_cuts(np.array([score[id(g)].mean() for g in train]), [g.level - 1 for g in train], 4)
            for g in graded:
                if g.question.id == question:
                    label += list(zip(_ranks(g), np.searchsorted(cuts, score[id(g)]), strict=True))
                    level.append((g.level - 1, int(np.searchsorted(level_cuts, score[id(g)].mean()))))
        by_label, by_level = kappa(*zip(*label, strict=True), 3), kappa(*zip(*level, strict=True), 4)
        print(f"  {name:16} label QWK {by_label:.3f} level QWK {by_level:.3f}")


def _best_cuts(values: np.ndarray, wanted: Sequence[int], classes: int) -> list[float]:
    """Return ascending cuts with the best kappa, each improved in turn."""
    grid = np.quantile(values, np.linspace(0.02, 0.98, 25))
    cuts = [float(np.quantile(values, k / classes)) for k in range(1, classes)]
    for _ in range(3):
        for at in range(classes - 1):
            tries = [sorted([*cuts[:at], float(g), *cuts[at + 1 :]]) for g in grid]
            cuts = max(tries, key=lambda c: kappa(wanted, np.searchsorted(c, values), classes))
    return cuts


def _ranks(graded: Graded) -> list[int]:
    return [RANK[label] for label in graded.labels]


def missed(judged: Sequence[Judged], heard: Sequence[Judged]) -> list[str]:
    """Return the targets that do not hold."""
    figures = (
        ("label QWK", label_kappa(judged), 0.74),
        ("level QWK", level_kappa(judged), 0.84),
        ("hire line", hire_line(judged), 0.88),
        ("bias, turned round", -abs(bias(judged)), -0.15),
        ("dialogues' label QWK", label_kappa(heard), 0.70),
        ("elicited", elicited_agreement(heard), 0.92),
    )
    return [f"{name} {found:.3f} (target {target})" for name, found, target in figures if found < target]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with questions, answers, labels, dialogues")
    parser.add_argument("--attacks", action="store_true", help="also pad, reorder and rob the answers (minutes)")
    options = parser.parse_args()
    from corpus.encoder import load_encoder

    known = examiners(options.data, load_encoder())
    graded, talks = answers(options.data, known), dialogues(options.data, known)
    fitted = left_out(graded, talks)
    judged, heard = judged_by(graded, fitted), judged_by(talks, fitted)
    report_answers(judged)
    half = report_interval(judged)
    report_dialogues(heard)
    print("baselines")
    report_baselines(graded)
    if options.attacks:
        print("attacks")
        report_attacks(judged, known, fitted)
    print(
        f"--halfwidth {half:.2f} --agreement 'On {len(known)} questions with {len(judged)} synthetic answers, each "
        f"question left out of the fit in turn: weighted kappa (QWK) {interval(judged, label_kappa)} for labels and "
        f"{interval(judged, level_kappa)} for levels; the rater was a language model, no person.'"
    )
    short = missed(judged, heard)
    print(f"targets missed: {', '.join(short)}" if short else "all targets hold")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
