"""The steps of a turn. Each reads the state, calls pure code, a voice or the judge, and records events."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from agent import events as ev
from agent.errors import ModelFailure
from agent.interview.clarify import facts_asked_for
from agent.interview.coding_moves import CODING_PHRASES
from agent.interview.desk import Desk
from agent.interview.intents import Intent, read_intent
from agent.interview.move import FOLLOW_UPS, NextMove
from agent.interview.moves import MAX_PER_CRITERION, next_move
from agent.interview.phases import current_phase, phase_of
from agent.interview.spending import announce, record_usage, spent, within_budget
from agent.interview.state import RoundState, State
from agent.models import Assessment
from agent.voice.brief import Brief, Phrased
from agent.voice.taken_up import taken_up

if TYPE_CHECKING:
    from corpus.encoder import MiniLM
    from rubrics.schema import Dimension

NEXT, AGAIN, END = "next", "again", "end"
"""The choices between two rounds."""

SPOKEN_BY_MODEL: frozenset[str] = frozenset(
    {"clarify", "probe", "challenge", "quantify", "tradeoff", "redirect", "close"}
)
"""Moves that a model may phrase; the others are fixed text of the bank."""
FIXED_PHRASES: frozenset[str] = frozenset({"time_is_up", "passed", "opening_over", *CODING_PHRASES})


def open_round(desk: Desk) -> None:
    """Begin the round that comes next, or go on beginning it."""
    from agent.interview.questions import load

    planned = desk.state.next_round
    if desk.state.round is not None and not desk.round.put:
        planned = next(r for r in desk.state.plan.rounds if r.round == desk.round.number)
    if planned is None:
        raise RuntimeError("the plan has no further round")
    number = planned.round
    if number == 1:
        announce(desk)
    seed = (desk.state.started.seed if desk.state.started else 0) + number
    loaded = load(planned.question, planned.coding, seed, unsafe=desk.unsafe, topic=planned.topic)
    desk.prepare(loaded.question)
    desk.record(
        f"r{number}:started",
        ev.RoundStarted,
        round=number,
        kind=planned.kind,
        topic=planned.topic,
        minutes=planned.minutes,
        coding=loaded.coding,
        opening=planned.opening,
    )
    desk.record(f"r{number}:loaded", ev.QuestionLoaded, round=number, **loaded.fields())
    desk.record(
        f"r{number}:question", ev.QuestionAsked, round=number, question=loaded.question.id, text=loaded.spoken()
    )


def hint(desk: Desk) -> None:
    """Give the next hint of the ladder."""
    now = desk.round
    if now.hints_given >= len(now.hints):
        happened = (
            f"All {len(now.hints)} hints of this question were given." if now.hints else "There are no hints here."
        )
        desk.notice("No more hints", happened, "Go on with what you have, or pass.")
        return
    number = now.hints_given + 1
    desk.step("hint", ev.Hint, n=number, of=len(now.hints), text=now.hints[number - 1])


def judge(desk: Desk) -> None:
    """Run the visible cases, or judge a submission."""
    from agent.interview.coding import judged

    judged(desk)


def decide(desk: Desk) -> None:
    """Assess what was said so far and choose the move."""
    now, given = desk.round, desk.state.pending
    command = {"command_recorded": getattr(given, "command", ""), "case_recorded": "case"}.get(
        given.event if given else "", "answer"
    )
    last = now.turns[-1].text if command == "answer" else ""
    intent = read_intent(last) if last else Intent()
    assessment = desk.assess(desk.question, now.turns)
    facts: tuple[int | None, ...] = ()
    if intent.mostly_questions and now.facts:
        facts = facts_asked_for(intent.questions, now.facts, _encoder())
    elif intent.aside and now.facts:
        facts = _new_facts(facts_asked_for(intent.aside, now.facts, _encoder()), now)
    move = next_move(
        assessment,
        now,
        intent,
        facts,
        passed=command == "pass",
        submitted=command == "submit",
        tried=command == "case",
        weak=_weak(desk.state),
    )
    if move.pivot is not None:
        desk.prepare_pivot(desk.question.pivots[move.pivot])
    desk.step(
        "decided",
        ev.Decided,
        round=now.number,
        turn=len(now.turns),
        move=move.move,
        criterion=move.criterion,
        why=move.why,
        facts=move.facts or (facts if move.move in FOLLOW_UPS else ()),
        phrase=move.phrase,
        note=move.note,
        said=move.said,
        pivot=move.pivot,
        phase=_phase(now, move, assessment),
        then=move.then,
        assessment=assessment,
    )


def _new_facts(found: tuple[int | None, ...], now: RoundState) -> tuple[int, ...]:
    """What was asked inside an answer and not told before; the rest of the answer says what the candidate assumes."""
    told = {fact for decision in now.decisions for fact in decision.facts}
    return tuple(dict.fromkeys(fact for fact in found if fact is not None and fact not in told))


def _weak(state: State) -> frozenset[Dimension]:
    """Dimensions in which earlier sessions, or earlier rounds of this one, were weak."""
    from agent.planning.weak import weak_dimensions

    before = state.started.weak if state.started else ()
    return frozenset(before) | weak_dimensions(now.card for now in state.rounds if now.card is not None)


def _phase(now: RoundState, move: NextMove, assessment: Assessment) -> str:
    assert now.question is not None
    asked = Counter(decision.criterion for decision in now.decisions if decision.move in FOLLOW_UPS)
    out = {name for name, times in asked.items() if name is not None and times >= MAX_PER_CRITERION}
    aim = next((c for c in now.question.criteria if c.id == move.criterion), None)
    if aim is not None:
        return phase_of(now.kind, aim)
    second = now.second_angle_put or move.move == "second_angle"
    gone = frozenset(out | {name for name in now.passes if name is not None})
    return current_phase(now.question, assessment, gone, second_angle=second, closing=move.move == "close")


def _encoder() -> MiniLM:
    from corpus.encoder import load_encoder

    return load_encoder()


def speak(desk: Desk) -> None:
    """Put the decided move into words. Where the model fails, a notice says so and the embedded voice speaks."""
    now = desk.round
    decided = now.decisions[-1]
    taken = taken_up(decided, now.turns)
    brief = Brief(
        question=desk.question,
        decided=decided,
        turns=now.turns,
        said=desk.state.said,
        facts=now.facts,
        quote=taken,
        variant=(desk.state.started.seed if desk.state.started else 0) + desk.state.inputs,
        minutes_left=int(now.seconds_left // 60),
        outcome=_outcome(now.verdicts[-1]) if now.verdicts else "",
    )
    spoken = _by_model(desk, brief)
    record_usage(desk, "voice")
    said = spoken or desk.embedded.phrase(brief, lambda _: None, desk.cancel)
    desk.step(
        "reply",
        ev.Reply,
        move=decided.move,
        criterion=decided.criterion,
        text=said.text,
        citations=said.citations,
        why=decided.why,
        voice=said.voice,
    )


def _by_model(desk: Desk, brief: Brief) -> Phrased | None:
    if (
        desk.model is None
        or not within_budget(desk)
        or brief.decided.move not in SPOKEN_BY_MODEL
        or brief.decided.phrase in FIXED_PHRASES
    ):
        return None
    try:
        return desk.model.phrase(brief, desk.delta, desk.cancel)
    except ModelFailure as failure:
        desk.notice(failure.title, failure.happened, f"The interview goes on without the model. {failure.todo}")
        return None


def _outcome(verdict: ev.VerdictGiven) -> str:
    """A verdict in words for the candidate: the first failing case they may see, or only its kind."""
    if verdict.verdict == "AC":
        return "All cases pass."
    counted = f"{verdict.passed} of {verdict.total} cases pass"
    return f"The submission was judged {verdict.verdict}: {counted}."


def score(desk: Desk) -> None:
    """Score the round, with a second opinion where a model was agreed to."""
    from agent.grading.rounds import score_round

    score_round(desk)


def settle(desk: Desk) -> None:
    """Say what the session waits for."""
    now = desk.round
    if now.scored is not None:
        following = desk.state.next_round
        text = f"Next round: {following.kind.replace('_', ' ')}, {following.minutes} minutes" if following else "Next"
        again = ev.Choice(id=AGAIN, text="This question once more")
        choices = (ev.Choice(id=NEXT, text=text), again, ev.Choice(id=END, text="End the session here"))
        desk.step("awaiting", ev.Awaiting, wants="choice", seconds_left=0, choices=choices, **spent(desk))
        return
    wants = "code" if now.wants == "code" else "answer"
    desk.step("awaiting", ev.Awaiting, wants=wants, seconds_left=int(now.seconds_left), **spent(desk))


def finish(desk: Desk) -> None:
    """End the session with its report."""
    from agent.report.build import build_report

    desk.record("ended", ev.SessionEnded, report=build_report(desk.state, desk.target))
