"""What follow-ups change: who said it first, what drew it out, what was defended or taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agent.assess.cues import AGREEMENT, CORRECTION, DEFENCE, IGNORANCE
from agent.assess.encoding import Floats, Indices
from agent.assess.verdict import FLOOR
from rubrics.labels import Elicited


@dataclass(frozen=True)
class Asked:
    """A follow-up of the interviewer."""

    turn: int
    move: str | None
    criterion: int | None
    """Position among the criteria, where it aimed at one."""
    support: Floats
    """Shape (C,): log-odds of stage 1 that the interviewer's own words would support each criterion."""


@dataclass(frozen=True)
class Reply:
    """All that the candidate said after one line of the interviewer and before the next."""

    turn: int
    text: str
    stems: frozenset[str]
    said: frozenset[str]
    """Stems of the interviewer's lines so far, the question itself left out."""


def aimed(asked: Sequence[Asked], criterion: int) -> list[Asked]:
    """Return the lines that aimed at a criterion; an answer to the candidate's own question does not count."""
    return [line for line in asked if line.criterion == criterion and line.move != "clarify"]


def elicited(asked: Sequence[Asked], criterion: int) -> Elicited:
    """Return what drew a point out, by its strongest follow-up: hint, else challenge, else any other probe."""
    moves = {line.move for line in aimed(asked, criterion)}
    if not moves:
        return "unprompted"
    if "hint" in moves:
        return "hinted"
    return "challenged" if "challenge" in moves else "probed"


def dialogue_inputs(
    count: int, asked: Sequence[Asked], replies: Sequence[Reply], support: Floats, turn_of: Indices
) -> dict[str, Floats]:
    """Return each input as an array of shape (C,), C = `count`.

    Args:
        count: number of criteria.
        asked: the interviewer's follow-ups.
        replies: the candidate's replies to them.
        support: shape (N, C), grounded log-odds of the candidate's sentences.
        turn_of: shape (N,), the transcript line of each sentence.
    """
    names = (
        "targeted", "challenged", "hinted", "reply_support", "new_share", "new_words", "interviewer_support",
        "support_before", "agreed", "ignorant", "defended", "corrected",
    )  # fmt: skip
    inputs = {name: np.zeros(count, np.float32) for name in names}
    own = np.maximum(np.stack([line.support for line in asked]), FLOOR) - FLOOR if asked else np.zeros((1, count))
    inputs["interviewer_support"] = np.asarray(own.max(axis=0), np.float32)
    by_turn = {reply.turn: reply for reply in replies}
    for criterion in range(count):
        lines = aimed(asked, criterion)
        if not lines:
            continue
        answers = [by_turn[line.turn] for line in lines if line.turn in by_turn]
        first = lines[0].turn
        inputs["targeted"][criterion] = 1.0
        inputs["challenged"][criterion] = any(line.move == "challenge" for line in lines)
        inputs["hinted"][criterion] = any(line.move == "hint" for line in lines)
        inputs["support_before"][criterion] = _best(support[turn_of < first, criterion])
        in_reply = np.isin(turn_of, [turn for answer in answers for turn in _turns(answer, asked, turn_of)])
        inputs["reply_support"][criterion] = _best(support[in_reply, criterion])
        if answers:
            fresh = [answer.stems - answer.said for answer in answers]
            inputs["new_share"][criterion] = max(
                len(new) / max(1, len(a.stems)) for new, a in zip(fresh, answers, strict=True)
            )
            inputs["new_words"][criterion] = np.log1p(max(len(new) for new in fresh))
            last = answers[-1].text
            for name, cue in (("ignorant", IGNORANCE), ("defended", DEFENCE), ("corrected", CORRECTION)):
                inputs[name][criterion] = cue.search(last) is not None
            inputs["agreed"][criterion] = AGREEMENT.match(last) is not None
    return inputs


def _turns(answer: Reply, asked: Sequence[Asked], turn_of: Indices) -> list[int]:
    """Return the transcript lines of one reply: those after its follow-up and before the next."""
    later = [line.turn for line in asked if line.turn > answer.turn]
    end = min(later, default=int(turn_of.max(initial=answer.turn)) + 1)
    return list(range(answer.turn + 1, end))


def _best(column: Floats) -> float:
    return float(column.max(initial=FLOOR)) - FLOOR
