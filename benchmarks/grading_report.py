"""Prints how a grader's labels, levels, intervals and probabilities compare with the rater's."""

from __future__ import annotations

import collections
from collections.abc import Sequence

import numpy as np

from benchmarks.agreement import (
    Judged,
    bias,
    challenged_within_two,
    elicited_agreement,
    flat,
    followup_hits,
    halfwidth,
    hire_line,
    interval,
    kappa,
    label_kappa,
    level_kappa,
)
from benchmarks.foreign import OTHER, SAME

HOSTILE = ("adv_keyword_stuffing", "adv_off_topic", "adv_prompt_injection", "adv_restating", "adv_waffle")
UNUSUAL = ("adv_terse_expert", "adv_unusual_vocab")
LABELS = ("missing", "contradicted", "partial", "met")


def report_answers(judged: Sequence[Judged], *, baseline: bool = True) -> None:
    """Print everything about single answers; `baseline` also about the probabilities of the embedded grader."""
    print(f"answers {len(judged)}, questions {len({j.graded.question.id for j in judged})}", end=", ")
    print(f"labels {sum(len(j.wanted) for j in judged)}")
    print(f"label QWK   {interval(judged, label_kappa)}")
    print(f"level QWK   {interval(judged, level_kappa)}   by weighted share")
    print(f"hire line   {interval(judged, hire_line)}\nbias        {interval(judged, bias)}")
    print(f"exact level {np.mean([j.by_share == j.graded.level for j in judged]):.3f}")
    for name, strict in (("lenient", False), ("strict", True)):
        pairs = [(j.graded.level - 1, (j.score(strict=strict).level or 1) - 1) for j in judged]
        hire = np.mean([(w >= 2) == (f >= 2) for w, f in pairs])
        print(
            f"level QWK   {kappa([w for w, _ in pairs], [f for _, f in pairs], 4):.3f}   rule for a 4: {name}; "
            f"hire line {hire:.3f}, bias {np.mean([f - w for w, f in pairs]):+.2f}"
        )
    for level in (1, 2, 3, 4):
        some = [j.by_share - level for j in judged if j.graded.level == level]
        if some:
            print(f"  rater's level {level}: n {len(some):3}  ours higher by {np.mean(some):+.2f}")
    _confusion(judged)
    for kind in sorted({j.graded.question.kind for j in judged}):
        some = [j for j in judged if j.graded.question.kind == kind]
        print(
            f"  {kind:18} label {interval(some, label_kappa)} level {level_kappa(some):.3f} hire {hire_line(some):.3f}"
        )
    for kind in sorted({j.graded.kind for j in judged}):
        some = [j for j in judged if j.graded.kind == kind]
        rated, ours = np.mean([j.graded.level for j in some]), np.mean([j.by_share for j in some])
        print(f"  {kind:22} n {len(some):3} rater {rated:.2f} ours {ours:.2f} label QWK {label_kappa(some):.2f}")
    _special_kinds(judged)
    if baseline:
        _followups(judged)
        _probabilities(judged)
        _interval(judged)


def _confusion(judged: Sequence[Judged]) -> None:
    counts = collections.Counter(
        (label, row.label) for j in judged for label, row in zip(j.graded.labels, j.assessment.criteria, strict=True)
    )
    print(f"  {'rater, then ours':18}" + "".join(f"{name:>13}" for name in LABELS))
    for wanted in LABELS:
        print(f"  {wanted:18}" + "".join(f"{counts[wanted, found]:13}" for found in LABELS))


def _special_kinds(judged: Sequence[Judged]) -> None:
    hostile = [j.by_share for j in judged if j.graded.kind in HOSTILE and j.graded.level == 1]
    wrong = [j.by_share for j in judged if j.graded.kind == "adv_confident_wrong" and j.graded.level == 1]
    unusual = [j.by_share for j in judged if j.graded.kind in UNUSUAL and j.graded.level >= 3]
    print(
        f"hostile at <= 2: {sum(x <= 2 for x in hostile)}/{len(hostile)}, at 1: {sum(x == 1 for x in hostile)}; "
        f"confident wrong at <= 2: {sum(x <= 2 for x in wrong)}/{len(wrong)}; "
        f"terse or unusual at >= 3: {sum(x >= 3 for x in unusual)}/{len(unusual)}"
    )


def _followups(judged: Sequence[Judged]) -> None:
    every, hard = followup_hits(judged)
    print(
        f"first follow-up open {np.mean(every):.3f} of {len(every)}; at most half open {np.mean(hard):.3f} of "
        f"{len(hard)}"
    )
    caught = challenged_within_two(judged)
    if caught:
        print(f"a contradicted criterion is aimed at within two follow-ups {np.mean(caught):.3f} of {len(caught)}")


def _probabilities(judged: Sequence[Judged]) -> None:
    met = np.array(flat([row.p_met for row in j.assessment.criteria] for j in judged))
    is_met = np.array(flat([rank == 2 for rank in j.wanted] for j in judged))
    edges = np.quantile(met, np.linspace(0, 1, 6))
    fifths = np.clip(np.searchsorted(edges, met, side="right") - 1, 0, 4)
    print(
        "P(met) predicted/observed by fifths "
        + " ".join(f"{met[fifths == k].mean():.2f}/{is_met[fifths == k].mean():.2f}" for k in range(5))
    )
    for kind in ("behavioral", "other"):
        some = [j for j in judged if (j.graded.question.kind == "behavioral") == (kind == "behavioral")]
        wrong = np.array(flat([label == "contradicted" for label in j.graded.labels] for j in some), bool)
        called = np.array(flat([row.label == "contradicted" for row in j.assessment.criteria] for j in some), bool)
        if wrong.any() and called.any():
            print(
                f"contradicted, {kind}: precision {wrong[called].mean():.2f} of {called.sum()}, "
                f"recall {called[wrong].mean():.2f} of {wrong.sum()}"
            )
    hit = []
    for j in judged:
        for at, row in enumerate(j.assessment.criteria):
            held = {j.graded.examined.reading.places[k] for k in np.flatnonzero(j.graded.quoted[:, at])}
            if held and row.quotes:
                hit.append(any(q.start == p.start for q in row.quotes for p in held))
    print(f"a quoted sentence is the rater's: {np.mean(hit):.3f} of {len(hit)}")


def _interval(judged: Sequence[Judged]) -> None:
    """Print how often the interval holds the rater's level, and its width, from the other questions' residuals."""
    inside, width = [], []
    for name in sorted({j.graded.question.id for j in judged}):
        half = halfwidth([j for j in judged if j.graded.question.id != name])
        for j in judged:
            if j.graded.question.id == name:
                score = Judged(j.graded, j.assessment.model_copy(update={"level_halfwidth": half})).score(strict=True)
                inside.append((score.low or 0) <= j.graded.level <= (score.high or 0))
                width.append((score.high or 0) - (score.low or 0))
    print(f"80 % interval: half-width {halfwidth(judged):.2f}; holds {np.mean(inside):.3f}, wide {np.mean(width):.2f}")


def report_dialogues(judged: Sequence[Judged]) -> None:
    """Print everything about dialogues."""
    print(f"dialogues {len(judged)}, labels {sum(len(j.wanted) for j in judged)}")
    print(f"label QWK   {interval(judged, label_kappa)}\nelicited    {interval(judged, elicited_agreement)}")
    given = [
        row.label
        for j in judged
        for e, row in zip(j.graded.elicited, j.assessment.criteria, strict=True)
        if e == "given"
    ]
    print(f"only said back, yet met: {given.count('met')}/{len(given)}")
    _confusion(judged)


def report_strangers(judged: Sequence[Judged]) -> None:
    """Print how strong answers to other questions are graded."""
    for kind in (SAME, OTHER):
        some = [j for j in judged if j.graded.kind == kind]
        if some:
            meeting = sum(2 in j.found for j in some)
            high = sum((j.score(strict=True).level or 0) >= 3 for j in some)
            print(f"{kind.replace('_', ' '):20} of {len(some)}: something is met {meeting}, level 3 or 4 {high}")
