from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from agent.assess.parameters import probability
from agent.models import Assessment, CriterionAssessment, Turn
from benchmarks import gold
from benchmarks.agreement import Judged, first_aims, halfwidth, halfwidth_needed, kappa
from benchmarks.fit_assessor import OWN_WEIGHT, counted, logistic
from benchmarks.gold import Graded
from rubrics.schema import Question


def row(name: str, label: str, p_partial: float = 0.5, p_contradicted: float = 0.0) -> CriterionAssessment:
    return CriterionAssessment(
        id=name, label=label, p_partial=p_partial, p_met=p_partial / 2, p_contradicted=p_contradicted
    )


def judged(question: Question, level: int, *labels: str) -> Judged:
    rows = [row(criterion.id, label) for criterion, label in zip(question.criteria, labels, strict=True)]
    graded = Graded(
        question=question,
        name="01",
        source="own",
        turns=(Turn(speaker="candidate", text="x"),),
        labels=labels,
        quotes=("",) * len(labels),
        level=level,
        examined=None,  # type: ignore[arg-type]
        quoted=np.zeros((0, len(labels))),
    )
    return Judged(graded, Assessment(criteria=tuple(rows)))


def test_the_fit_finds_the_weights_that_made_the_data() -> None:
    draws = np.random.default_rng(0)
    inputs = {"a": draws.normal(size=4000), "b": draws.normal(3.0, 2.0, size=4000)}
    chance = 1 / (1 + np.exp(-(1.5 * inputs["a"] - 0.5 * (inputs["b"] - 3.0) + 0.7)))
    found = logistic(inputs, draws.random(4000) < chance, ridge=1.0)
    predicted = probability(found.logit(inputs))
    assert np.abs(predicted - chance).max() < 0.06
    assert found.weights[0] == pytest.approx(1.5, abs=0.15)


def test_what_counts_more_pulls_more() -> None:
    wanted = np.arange(1000) % 2 > 0
    weight = np.where(wanted, 1.0, 0.25)
    model = logistic({"a": np.random.default_rng(2).normal(size=1000)}, wanted, 1.0, weight)
    assert float(probability(model.logit({"a": np.zeros(1)}))[0]) == pytest.approx(0.8, abs=0.02)


def test_our_own_rows_count_less(rollout: Question) -> None:
    own = judged(rollout, 2, "met", "met", "met", "met").graded
    outside = replace(own, source="gold")
    assert counted([own, outside]).tolist() == [OWN_WEIGHT] * 4 + [1.0] * 4


def test_a_half_width_is_just_enough_for_the_rater(rollout: Question) -> None:
    near = judged(rollout, 2, "met", "missing", "met", "missing")
    level = near.score(strict=True).level
    assert level is not None
    for wanted in (1, 2, 3, 4):
        one = judged(rollout, wanted, "met", "missing", "met", "missing")
        needed = halfwidth_needed(one)
        wide = Judged(one.graded, one.assessment.model_copy(update={"level_halfwidth": needed})).score(strict=True)
        assert (wide.low or 0) <= wanted <= (wide.high or 0)
        if needed:
            less = one.assessment.model_copy(update={"level_halfwidth": needed - 0.01})
            narrow = Judged(one.graded, less).score(strict=True)
            assert not (narrow.low or 0) <= wanted <= (narrow.high or 0)


def test_the_half_width_holds_four_of_five(rollout: Question) -> None:
    right = [judged(rollout, 4, "met", "met", "met", "met")] * 9
    off = [judged(rollout, 1, "met", "met", "met", "met")]
    assert halfwidth(right + off) == 0.0
    assert halfwidth(right[:3] + off * 7) > 2.0


def test_errors_are_followed_up_first_then_what_is_most_surely_missing() -> None:
    rows = [row("a", "partial", 0.6), row("b", "missing", 0.1), row("c", "contradicted", 0.3, 0.9)]
    assert first_aims(rows) == [2, 1, 0]


def test_kappa_of_the_same_is_one_and_of_the_reverse_negative() -> None:
    assert kappa([0, 1, 2, 2], [0, 1, 2, 2], 3) == pytest.approx(1.0)
    assert kappa([0, 0, 2, 2], [2, 2, 0, 0], 3) < 0


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_only_what_was_rated_completely_is_read(rollout: Question, tmp_path: Path) -> None:
    place = tmp_path / rollout.id
    place.mkdir()
    for name in ("01", "02"):
        (place / f"{name}.txt").write_text("Shadow traffic first. Then one percent.")
    (place / "d1.jsonl").write_text(json.dumps({"speaker": "candidate", "text": "Shadow."}) + "\n")
    ids = [criterion.id for criterion in rollout.criteria]
    rated = [{"answer": "01", "criterion": name, "label": "met", "quote": "Shadow traffic first"} for name in ids]
    rated.append({"answer": "01", "criterion": "_overall", "label": "4", "quote": ""})
    half = [{"answer": "02", "criterion": ids[0], "label": "met", "quote": "Shadow traffic first"}]
    write(place / "labels.csv", rated + half)
    write(place / "kinds.csv", [{"answer": "01", "kind": "solid"}, {"answer": "02", "kind": "weak"}])
    heard = [{"dialogue": "d1", "criterion": name, "label": "missing", "elicited": ""} for name in ids]
    write(place / "dialogue_labels.csv", heard)
    answers, talks = gold._own(tmp_path, {rollout.id: rollout})
    assert [(one.name, one.level, one.kind) for one in answers] == [("01", 4, "solid")]
    assert [one.name for one in talks] == ["d1"]
    start, end = gold.spans(answers[0].quotes[0], answers[0].turns[0].text)[0]
    assert answers[0].turns[0].text[start:end] == "Shadow traffic first"


def test_a_digest_moves_with_the_rubric_and_the_labels(rollout: Question) -> None:
    first = rollout.criteria[0].model_copy(update={"expectation": "Something else."})
    moved = rollout.model_copy(update={"criteria": (first, *rollout.criteria[1:])})
    assert gold.digests({"q": rollout}) != gold.digests({"q": moved})
    reworded = rollout.model_copy(update={"hints": ("Think of mail.",)})
    assert gold.digests({"q": rollout}) == gold.digests({"q": reworded})
    one, other = judged(rollout, 2, "met", "met", "met", "met"), judged(rollout, 2, "met", "met", "met", "missing")
    assert gold.graded_digests([one.graded]) != gold.graded_digests([other.graded])
