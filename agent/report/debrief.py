"""After a round: what was missing with the guide's words on it, and a strong answer. Never before the round is over."""

from __future__ import annotations

from collections.abc import Callable

from agent.models import Debrief, Gap, Scorecard
from rubrics.labels import Label
from rubrics.schema import Criterion, Question

MOST_GAPS = 5

Passage = Callable[[str], str | None]
"""`topic#anchor` to the guide's text; None where there is none."""


def debrief(question: Question, card: Scorecard, passage: Passage) -> Debrief:
    """The weightiest points that were not fully there, and the question's strong answer."""
    criteria = {criterion.id: criterion for criterion in question.all_criteria()}
    open_rows = [
        row for row in card.criteria if row.label in ("missing", "contradicted", "partial") and row.id in criteria
    ]
    order = {"contradicted": 0, "missing": 1, "partial": 2}
    ranked = sorted(open_rows, key=lambda row: (-row.weight, order[row.label]))
    return Debrief(
        gaps=tuple(_gap(criteria[row.id], row.label, passage) for row in ranked[:MOST_GAPS]),
        strong=question.exemplars.strong if question.exemplars else "",
    )


def _gap(criterion: Criterion, label: Label, passage: Passage) -> Gap:
    source, text = next(((source, text) for source in criterion.sources if (text := passage(source))), ("", ""))
    return Gap(
        criterion=criterion.id,
        name=criterion.name,
        label=label,
        expectation=criterion.expectation,
        source=source,
        passage=text,
    )


def guide_passage(source: str) -> str | None:
    """The text of our guide at `topic#anchor`; None for sources of other guides and for anchors that are gone."""
    from corpus.errors import CorpusError
    from corpus.guide import passage

    topic, _, anchor = source.partition("#")
    try:
        return passage(topic, anchor) if anchor else None
    except CorpusError:
        return None
