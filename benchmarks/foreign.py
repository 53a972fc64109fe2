"""Strong answers to other questions: what an answer to the wrong question looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from benchmarks.gold import Record

EACH = 3
"""Of the same topic, and as many of other topics, for each question."""
STRONG = 3
"""Least level of such an answer."""
SAME, OTHER = "foreign_same_topic", "foreign_other_topic"
"""Kinds of the records."""


def foreign(answers: Sequence[Record]) -> list[Record]:
    """Return for each question strong answers to other questions of its set, all criteria missing, drawn by chance."""
    asked = {one.question.id: one for one in answers}
    strong = [one for one in answers if one.level >= STRONG and not one.kind.startswith("adv")]
    draws, found = np.random.default_rng(0), []
    for name, of in sorted(asked.items()):
        count = len(of.question.criteria)
        elsewhere = [one for one in strong if one.source == of.source and one.question.id != name]
        for kind in (SAME, OTHER):
            pool = [one for one in elsewhere if (one.question.topic == of.question.topic) == (kind == SAME)]
            found += [
                replace(
                    pool[at],
                    question=of.question,
                    name=f"{pool[at].question.id}/{pool[at].name}",
                    labels=("missing",) * count,
                    quotes=("",) * count,
                    kind=kind,
                    level=1,
                )
                for at in draws.permutation(len(pool))[:EACH]
            ]
    return found
