"""The opening drill: 90 seconds of clarifying questions and a skeleton, then at once what they got. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.interview.clarify import Encoder, facts_asked_for
from agent.interview.intents import Intent, read_intent
from agent.interview.move import NextMove
from agent.interview.state import RoundState
from agent.models import Assessment, OpeningResult
from rubrics.schema import Criterion, Question

MAX_CLARIFICATIONS = 3
MAX_CLAUSES = 120
"""Clauses of a skeleton that are compared; ninety seconds hold a third of that."""
NAMED = 0.34
"""Cosine of a clause to the nearest of a pillar's name, expectation and evidence from which the clause names it."""
BESIDE = 0.07
"""A clause names its nearest pillar, and another one that is not further away by more than this."""
BEGUN = 0.4
"""P(at least partial) from which it does, too."""

_SENTENCE = re.compile(r"[.;:!?\n]+|,\s|\(\d\)")
_CLAUSE = re.compile(
    r"\s(?:and|then|plus)\s|\s[-–—]\s|\b(?:first|second|third|fourth|finally)(?:ly)?,?\s", re.IGNORECASE
)


def opening_move(now: RoundState, intent: Intent, facts: Sequence[int | None], *, passed: bool) -> NextMove:
    """Answer what is asked; a skeleton, a pass or the end of the time closes the opening."""
    asked = sum(decision.move == "clarify" for decision in now.decisions)
    if intent.dont_know and not passed and not any(decision.move == "redirect" for decision in now.decisions):
        return NextMove("redirect", "the candidate does not know where to begin", phrase="dont_know")
    if intent.mostly_questions and not passed and asked < MAX_CLARIFICATIONS:
        return NextMove("clarify", "the candidate asked clarifying questions", facts=tuple(facts))
    why = "the candidate passed" if passed else "the skeleton was given"
    return NextMove("close", why, phrase="opening_over", then="score")


def opening_result(now: RoundState, assessment: Assessment, encoder: Encoder) -> OpeningResult:
    """Which facts were asked for, in all answers, and which pillars the skeleton names."""
    assert now.question is not None
    said = [turn.text for turn in now.turns if turn.speaker == "candidate"]
    questions = [question for text in said for question in read_intent(text).questions]
    got = {fact for fact in facts_asked_for(questions, now.facts, encoder) if fact is not None}
    got |= {fact for decision in now.decisions for fact in decision.facts if fact is not None}
    pillars = pillars_of(now.question)
    named = _named(pillars, " ".join(said), assessment, encoder)
    return OpeningResult(
        facts_got=tuple(fact.fact for at, fact in enumerate(now.facts) if at in got),
        facts_missed=tuple(fact.ask for at, fact in enumerate(now.facts) if at not in got),
        pillars_named=tuple(pillar.name for pillar in pillars if pillar.id in named),
        pillars_missed=tuple(pillar.name for pillar in pillars if pillar.id not in named),
    )


def pillars_of(question: Question) -> tuple[Criterion, ...]:
    """What a skeleton should name: the pillars and the trade-off."""
    return tuple(criterion for criterion in question.criteria if criterion.role in ("pillar", "tradeoff"))


def _named(pillars: Sequence[Criterion], skeleton: str, assessment: Assessment, encoder: Encoder) -> set[str]:
    begun = {row.id for row in assessment.criteria if row.p_partial >= BEGUN}
    sentences = _SENTENCE.split(skeleton[:5000])
    parts = [*sentences, *(clause for sentence in sentences for clause in _CLAUSE.split(sentence))]
    clauses = list(dict.fromkeys(part.strip() for part in parts if part.strip()))[:MAX_CLAUSES]
    if not clauses or not pillars:
        return begun
    texts = [(at, text) for at, p in enumerate(pillars) for text in (p.name, p.expectation, *p.evidence)]
    vectors = encoder.embed([*clauses, *(text for _, text in texts)])
    likeness = vectors[: len(clauses)] @ vectors[len(clauses) :].T
    owners = [at for at, _ in texts]
    near = [
        max(float(row[i]) for i, own in enumerate(owners) if own == at)
        for row in likeness
        for at in range(len(pillars))
    ]
    for clause in range(len(clauses)):
        mine = near[clause * len(pillars) : (clause + 1) * len(pillars)]
        best = max(mine)
        begun |= {p.id for p, value in zip(pillars, mine, strict=True) if value >= max(NAMED, best - BESIDE)}
    return begun
