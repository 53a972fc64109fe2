"""A session's report, built from its state."""

from __future__ import annotations

from agent.interview.state import RoundState, State
from agent.models import (
    Contest,
    Debrief,
    DimensionVerdict,
    Evidence,
    NextStep,
    Packet,
    Report,
    RoundReport,
    Scorecard,
)
from agent.report.coding import coding_result
from agent.report.debrief import debrief, guide_passage
from rubrics.labels import LEVEL_NAMES, TargetLevel
from rubrics.packet import PacketMark, PacketRound, packet

DRILL_MINUTES = {1: 30, 2: 25, 3: 15, 4: 0}
"""Minutes of practice that follow from an unprompted level; 4 needs none."""


def build_report(state: State, target: TargetLevel) -> Report:
    """The report of a session, ended or not."""
    assert state.started is not None
    return Report(
        session=state.session,
        kind=state.started.kind,
        started=state.started.at,
        engine=state.started.engine,
        rounds=tuple(_round(r) for r in state.rounds if r.put),
        packet=_packet(state, target),
        next=_next_steps(state),
    )


def _round(now: RoundState) -> RoundReport:
    scored = now.scored
    return RoundReport(
        round=now.number,
        kind=now.kind,
        question=now.question.id if now.question else "",
        topic=now.topic,
        minutes=now.minutes,
        seconds=round(now.seconds, 1),
        scorecard=now.card,
        unscored=scored.unscored if scored else "The round is not over.",
        second_opinion=now.second_opinion,
        opening=scored.opening if scored else None,
        debrief=_debrief(now),
        stories=scored.stories if scored else (),
        attempt_before=scored.attempt_before if scored else None,
        pivot=scored.pivot if scored else None,
        earlier=_earlier(now),
        contests=tuple(Contest(criterion=c.criterion, label=c.label, note=c.note, at=c.at) for c in now.contests),
        transcript=now.turns,
        coding=coding_result(now),
    )


def _debrief(now: RoundState) -> Debrief | None:
    """As it was told after the round; made anew where the round was scored anew."""
    if now.scored is not None and now.scored.debrief is not None and not now.rescored:
        return now.scored.debrief
    return debrief(now.question, now.card, guide_passage) if now.question and now.card else None


def _earlier(now: RoundState) -> tuple[Scorecard, ...]:
    first = now.scored.scorecard if now.scored else None
    cards = [*([first] if first else []), *(again.scorecard for again in now.rescored)]
    return tuple(cards[:-1])


def _packet(state: State, target: TargetLevel) -> Packet:
    cards = [(r.number, r.card) for r in state.rounds if r.card]
    summary = packet([_marks(number, card) for number, card in cards], target)
    return Packet(
        dimensions=tuple(
            DimensionVerdict(
                dimension=row.dimension,
                level=row.level,
                for_=tuple(Evidence(round=e.round, criterion=e.criterion, text=e.text) for e in row.for_),
                against=tuple(Evidence(round=e.round, criterion=e.criterion, text=e.text) for e in row.against),
            )
            for row in summary.dimensions
        ),
        recommendation=summary.recommendation,
    )


def _marks(number: int, card: Scorecard) -> PacketRound:
    marks = tuple(
        PacketMark(
            criterion=row.id,
            name=row.name,
            dimension=row.dimension,
            weight=row.weight,
            label=row.label,
            elicited=row.elicited,
            text=row.quotes[0].text if row.quotes else "",
        )
        for row in card.criteria
    )
    return PacketRound(number, card.overall.level, marks)


def _next_steps(state: State) -> tuple[NextStep, ...]:
    """What to do next, weakest topic first, from measured unprompted levels; heavy gaps are named."""
    lowest: dict[str, Scorecard] = {}
    for now in state.rounds:
        card = now.card
        if card and card.overall.level_unprompted is not None:
            known = lowest.get(card.topic)
            if known is None or card.overall.level_unprompted < (known.overall.level_unprompted or 4):
                lowest[card.topic] = card
    ranked = sorted(lowest.values(), key=lambda card: (card.overall.level_unprompted or 0, card.overall.score or 0))
    return tuple(step for card in ranked if (step := _step(card)) is not None)


def _step(card: Scorecard) -> NextStep | None:
    level = card.overall.level_unprompted
    if level is None or not DRILL_MINUTES[level]:
        return None
    gaps = [
        row.name
        for row in sorted(card.criteria, key=lambda row: -row.weight)
        if row.label in ("missing", "contradicted")
    ]
    what = f"Read the guide on it (`hotseat study {card.topic}`), then `hotseat drill {card.topic}`"
    missing = f"; open were: {', '.join(gaps[:3])}" if gaps else ""
    why = f"unprompted level {level} ({LEVEL_NAMES[level]}) on {card.question}{missing}"
    return NextStep(topic=card.topic, what=what, minutes=DRILL_MINUTES[level], why=why)
