"""Is every pitfall of the guide met by a misconception of the bank?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from rubrics.check import Finding
from rubrics.schema import Question
from rubrics.tables import Met

PREFIX = "pitfall-"
"""What the anchors of pitfalls begin with."""


def check_pitfalls(
    anchors: Mapping[str, AbstractSet[str]], table: Mapping[str, Met], bank: Mapping[str, Question]
) -> Iterator[Finding]:
    """Errors of the table: each pitfall among `anchors` (by topic) has a row, and each row is true.

    A row is true if its misconception stands word for word in its criterion, and the criterion cites the pitfall.
    """
    known = {f"{topic}#{anchor}" for topic, found in anchors.items() for anchor in found if anchor.startswith(PREFIX)}
    for pitfall in sorted(known - set(table)):
        yield _error(pitfall, "no misconception meets it.", "Write one, and name it in rubrics/data/pitfalls.yaml.")
    for pitfall, met in table.items():
        if pitfall not in known:
            yield _error(pitfall, "the guide has no such pitfall.", "Take the row away, or mend its name.")
            continue
        question = bank.get(met.question)
        criteria = {criterion.id: criterion for criterion in question.all_criteria()} if question else {}
        criterion = criteria.get(met.criterion)
        if criterion is None:
            yield _error(pitfall, f"there is no {met.question}.{met.criterion}.", "Name one that exists.")
        elif met.misconception not in criterion.misconceptions:
            yield _error(
                pitfall,
                f"{met.question}.{met.criterion} has no such misconception any more.",
                "See whether the pitfall is still met, and copy the misconception as it stands.",
            )
        elif pitfall not in criterion.sources:
            yield _error(pitfall, f"{met.question}.{met.criterion} does not cite it.", "Add it to the sources.")


def _error(pitfall: str, what: str, todo: str) -> Finding:
    return Finding("error", f"pitfall {pitfall}", what, todo)
