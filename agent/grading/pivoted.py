"""What an answer to a pivot shows of the topic it led to: one criterion of that topic, judged by its own rubric.

A pivot has no rubric of its own. Its question is matched to the nearest criterion of the bank's questions on the topic,
and the reply is judged by that criterion. It counts for the other topic, never for the round it was said in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from agent.models import Assessment, PivotEvidence, Turn
from rubrics.schema import Criterion, Pivot, Question

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAREST = 0.35
"""Cosine of pivot and criterion under which no criterion is about it, and nothing is concluded."""

Embed = Callable[[Sequence[str]], "NDArray[np.float32]"]
"""Texts to unit vectors, shape (n, d)."""
Assess = Callable[[Question, Sequence[Turn]], Assessment]


def pivot_evidence(
    question: Question, turns: Sequence[Turn], bank: Mapping[str, Question], embed: Embed, assess: Assess
) -> PivotEvidence | None:
    """What the reply to this round's pivot shows; None where there was none, no reply, or no criterion is near."""
    asked = next((at for at, turn in enumerate(turns) if turn.move == "pivot"), None)
    if asked is None or asked + 1 >= len(turns) or turns[asked + 1].speaker != "candidate":
        return None
    pivot = next((p for p in question.pivots if p.question == turns[asked].text), None)
    if pivot is None:
        return None
    found = nearest(pivot, bank.values(), embed)
    if found is None:
        return None
    other, criterion = found
    reply = (turns[asked].model_copy(update={"move": None}), turns[asked + 1])
    row = assess(other, reply).of(criterion.id)
    quotes = tuple(quote.model_copy(update={"turn": asked + quote.turn}) for quote in row.quotes if quote.turn == 2)
    return PivotEvidence(
        topic=pivot.topic,
        question=other.id,
        criterion=criterion.id,
        name=criterion.name,
        label=row.label,
        quotes=quotes,
    )


def nearest(pivot: Pivot, bank: Iterable[Question], embed: Embed) -> tuple[Question, Criterion] | None:
    """The criterion of the pivot's topic that its question is about; None where none is near."""
    rows = [
        (question, criterion) for question in bank if question.topic == pivot.topic for criterion in question.criteria
    ]
    if not rows:
        return None
    vectors = embed([pivot.question, *(f"{criterion.name}. {criterion.expectation}" for _, criterion in rows)])
    likeness = vectors[1:] @ vectors[0]
    best = int(likeness.argmax())
    return rows[best] if float(likeness[best]) >= NEAREST else None


def embedded_once(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of the retrieval encoder, kept: what was looked up when a pivot was put is not read again to score it."""
    return _embedded(tuple(texts))


@lru_cache(maxsize=4)
def _embedded(texts: tuple[str, ...]) -> NDArray[np.float32]:
    from corpus.encoder import load_encoder

    return load_encoder().embed(texts)
