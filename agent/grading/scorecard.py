"""`scorecard(question, assessment) -> Scorecard`: labels to a score by the arithmetic of `rubrics`, with provenance."""

from __future__ import annotations

from collections.abc import Sequence

from agent.grading.agreement import NOT_MEASURED
from agent.grading.communication import communication
from agent.models import (
    Assessment,
    CriterionAssessment,
    CriterionScore,
    Overall,
    Provenance,
    Scorecard,
    Turn,
)
from rubrics.labels import TargetLevel
from rubrics.loader import rubric_hash
from rubrics.schema import Criterion, Question
from rubrics.scoring import overall


def scorecard(
    question: Question,
    assessment: Assessment,
    turns: Sequence[Turn],
    *,
    grader: str,
    agreement: str = NOT_MEASURED,
    engine: str = "embedded",
    model: str | None = None,
    prompt: str | None = None,
    target: TargetLevel = "L4",
    seconds: float | None = None,
    answer: str | None = None,
) -> Scorecard:
    """Score one question. `seconds` is the candidate's active time, `answer` the name of the file that was scored."""
    criteria = {criterion.id: criterion for criterion in question.all_criteria()}
    rows = tuple(_row(criteria[row.id], row) for row in assessment.criteria)
    total = overall(rows, target, assessment.level_halfwidth)
    return Scorecard(
        question=question.id,
        topic=question.topic,
        kind=question.kind,
        engine=engine,
        answer=answer,
        criteria=rows,
        overall=Overall(
            score=None if total.score is None else round(total.score, 1),
            level=total.level,
            level_unprompted=total.level_unprompted,
            low=total.low,
            high=total.high,
        ),
        communication=communication(question.kind, turns, assessment, seconds),
        flags=assessment.flags,
        provenance=Provenance(
            rubric=rubric_hash(question), grader=grader, model=model, prompt=prompt, agreement=agreement, target=target
        ),
    )


def _row(criterion: Criterion, row: CriterionAssessment) -> CriterionScore:
    return CriterionScore(
        id=row.id,
        name=criterion.name,
        dimension=criterion.dimension,
        weight=criterion.weight,
        label=row.label,
        elicited=row.elicited,
        confidence=round(_confidence(row), 3),
        quotes=row.quotes,
        reason=row.reason,
        samples=row.samples,
    )


def _confidence(row: CriterionAssessment) -> float:
    """The probability of the label that was given."""
    match row.label:
        case "met":
            return row.p_met
        case "partial":
            return max(0.0, row.p_partial - row.p_met)
        case "contradicted":
            return row.p_contradicted
        case "missing":
            return 1.0 - row.p_partial
        case _:
            return 0.0
