"""What moved between two scores of the same round, and why. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from agent.models import CriterionScore, Moved, MovedLabel, Scorecard


def moved(number: int, before: Scorecard, after: Scorecard) -> Moved:
    """Compare two scorecards of one round; criteria that are the same in both are left out."""
    old = {row.id: row for row in before.criteria}
    new = {row.id: row for row in after.criteria}
    rows = (_label(old.get(name), new.get(name)) for name in dict.fromkeys([*old, *new]))
    return Moved(
        round=number,
        question=after.question,
        level_before=before.overall.level,
        level_after=after.overall.level,
        score_before=before.overall.score,
        score_after=after.overall.score,
        criteria=tuple(row for row in rows if (row.before, row.elicited_before) != (row.after, row.elicited_after)),
        why=tuple(_reasons(before, after)),
    )


def _label(old: CriterionScore | None, new: CriterionScore | None) -> MovedLabel:
    row = new or old
    assert row is not None
    return MovedLabel(
        id=row.id,
        name=row.name,
        before=old.label if old else None,
        after=new.label if new else None,
        elicited_before=old.elicited if old else None,
        elicited_after=new.elicited if new else None,
    )


def _reasons(before: Scorecard, after: Scorecard) -> Iterator[str]:
    old, new = before.provenance, after.provenance
    if old.rubric != new.rubric:
        yield f"the rubric changed ({old.rubric[:12]} to {new.rubric[:12]})"
    for what, was, now in (
        ("grader", old.grader, new.grader),
        ("model", old.model, new.model),
        ("prompt", old.prompt, new.prompt),
        ("target level", old.target, new.target),
    ):
        if was != now:
            yield f"the {what} changed ({was or 'none'} to {now or 'none'})"
