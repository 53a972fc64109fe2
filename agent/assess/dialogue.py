"""What follow-ups change: who said it first, what drew it out, what was defended or taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agent.assess.cues import AGREEMENT, CORRECTION, DEFENCE, IGNORANCE
from agent.assess.encoding import Floats, Indices
from agent.assess.examination import Examination
from agent.assess.reading import Reply
from agent.assess.support import NO_MISCONCEPTION
from agent.assess.verdict import FLOOR
from rubrics.labels import Elicited

THERE_BEFORE = 0.75
"""P(met) from which a follow-up could add nothing. Between .5 and this, raters of dialogues still found most of what
was met at the end to be drawn out; above it they had no case."""


@dataclass(frozen=True)
class Asked:
    """A follow-up of the interviewer."""

    turn: int
    move: str | None
    criterion: int | None
    """Position among the criteria, where it aimed at one."""
    support: Floats
    """Shape (C,): log-odds of stage 1 that the interviewer's own words would support each criterion."""


def aimed(asked: Sequence[Asked], criterion: int) -> list[Asked]:
    """Return the lines that aimed at a criterion; an answer to the candidate's own question does not count."""
    return [line for line in asked if line.criterion == criterion and line.move != "clarify"]


def elicited(asked: Sequence[Asked], criterion: int, met_before: float = 0.0) -> Elicited:
    """Return what drew a point out, by its strongest follow-up: hint, else challenge, else any other probe.

    `met_before` is P(met) by what was said before the first of these: what was there already, nothing drew out.
    """
    moves = {line.move for line in aimed(asked, criterion)}
    if not moves or met_before >= THERE_BEFORE:
        return "unprompted"
    if "hint" in moves:
        return "hinted"
    return "challenged" if "challenge" in moves else "probed"


def dialogue_inputs(seen: Examination, asked: Sequence[Asked], support: Floats) -> dict[str, Floats]:
    """Return each input as an array of shape (C,).

    Args:
        seen: the examined dialogue.
        asked: the interviewer's follow-ups.
        support: shape (N, C), grounded log-odds of the candidate's sentences.
    """
    count = len(seen.rubric.criteria)
    inputs = {name: np.zeros(count, np.float32) for name in INPUTS}
    own = np.maximum(np.stack([line.support for line in asked]), FLOOR) - FLOOR
    inputs["interviewer_support"] = np.asarray(own.max(axis=0), np.float32)
    replies = {reply.turn: reply for reply in seen.reading.replies}
    for at in range(count):
        lines = aimed(asked, at)
        if not lines:
            continue
        moves = {line.move for line in lines}
        row = {"targeted": 1.0, "challenged": float("challenge" in moves), "hinted": float("hint" in moves)}
        row["support_before"] = _best(support[seen.turn_of < lines[0].turn, at])
        answered = [(replies[line.turn], _sentences(seen, line.turn, asked)) for line in lines if line.turn in replies]
        if answered:
            row |= _reply(seen, at, answered, support)
        for name, value in row.items():
            inputs[name][at] = value
    return inputs


INPUTS = (
    "targeted", "challenged", "hinted", "interviewer_support", "support_before", "reply_support", "new_share",
    "new_words", "relevance", "reply_wrong_cosine", "reply_wrong_tokens", "agreed", "ignorant", "defended", "corrected",
)  # fmt: skip


def _reply(seen: Examination, at: int, answered: Sequence[tuple[Reply, Indices]], support: Floats) -> dict[str, float]:
    """Return what the replies to one criterion's follow-ups are worth; masked sentences are worth nothing."""
    fresh, share, relevance = 0, 0.0, 0.0
    for reply, rows in answered:
        stems = frozenset().union(*(seen.passages[row].stems for row in rows))
        new = stems - reply.said
        fresh = max(fresh, len(new))
        share = max(share, len(new) / max(1, len(stems)))
        asked = seen.followup_vectors[reply.turn]
        relevance = max(relevance, *(float(seen.passages[row].pooled @ asked) for row in rows), 0.0)
    every = np.concatenate([rows for _, rows in answered])
    last = answered[-1][0].text
    return {
        "reply_support": _best(support[every, at]),
        "new_share": share,
        "new_words": float(np.log1p(fresh)),
        "relevance": relevance,
        "reply_wrong_cosine": float(seen.signs["wrong_cosine"][every, at].max(initial=NO_MISCONCEPTION)),
        "reply_wrong_tokens": float(seen.signs["wrong_tokens"][every, at].max(initial=NO_MISCONCEPTION)),
        "agreed": float(AGREEMENT.match(last) is not None),
        "ignorant": float(IGNORANCE.search(last) is not None),
        "defended": float(DEFENCE.search(last) is not None),
        "corrected": float(CORRECTION.search(last) is not None),
    }


def _sentences(seen: Examination, turn: int, asked: Sequence[Asked]) -> Indices:
    """Return the candidate's unmasked sentences after one follow-up and before the next."""
    end = min((line.turn for line in asked if line.turn > turn), default=int(seen.turn_of.max(initial=turn)) + 1)
    return np.flatnonzero((seen.turn_of > turn) & (seen.turn_of < end) & ~seen.mask)


def _best(column: Floats) -> float:
    return float(column.max(initial=FLOOR)) - FLOOR
