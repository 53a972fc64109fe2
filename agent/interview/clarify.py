"""Clarifying questions: which of the question's facts a candidate asks for. Facts are told only when asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from rubrics.schema import OpeningFact

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
"""Texts to unit vectors, shape (n, d)."""

SAME = 0.50
"""Cosine from which a question counts as asking for a fact, when its words say nothing else."""
SHARED = 0.25
"""Weight of the share of common content words beside the cosine."""

_STOP = frozenset(
    "a an the is are was were be been do does did can could should would may might will shall have has had i we you "
    "they it this that these those there here of in on at to for from by with and or not no if so as about any some "
    "what which who whom whose where when why how me my our your their its us assume assuming expect kind much "
    "many".split()
)


def content_words(text: str) -> frozenset[str]:
    """Words that carry meaning, lower-cased, with a plural s taken off."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return frozenset(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words) - _STOP


def facts_asked_for(questions: Sequence[str], facts: Sequence[OpeningFact], embed: Embed) -> tuple[int | None, ...]:
    """For each question the index of the fact it asks for, or None where no fact answers it."""
    if not facts:
        return tuple(None for _ in questions)
    if not questions:
        return ()
    vectors = embed([*questions, *(fact.ask for fact in facts)])
    cosines = vectors[: len(questions)] @ vectors[len(questions) :].T
    chosen: list[int | None] = []
    for row, question in enumerate(questions):
        mine = content_words(question)
        scores = []
        for column, fact in enumerate(facts):
            theirs = content_words(fact.ask)
            shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
            scores.append(float(cosines[row, column]) + SHARED * shared)
        best = int(np.argmax(scores))
        chosen.append(best if scores[best] >= SAME else None)
    return tuple(chosen)
