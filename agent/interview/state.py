"""State as a fold of the event log. Pure: the same events give the same state, however often the process died."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Literal

from agent import events as ev
from agent.coding import CodingKind
from agent.endpoint.usage import Usage
from agent.models import LoopPlan, PlannedRound, Scorecard, Turn
from rubrics.schema import Kind, OpeningFact, Question

Node = Literal["open_round", "judge", "hint", "decide", "speak", "score", "settle", "finish", "stop"]
OPENING_SECONDS = 90
"""Length of a practised opening."""
Input = ev.AnswerRecorded | ev.CommandRecorded | ev.CaseRecorded


@dataclass(frozen=True)
class RoundState:
    """One round so far."""

    number: int
    kind: Kind
    topic: str
    minutes: int
    question: Question | None = None
    facts: tuple[OpeningFact, ...] = ()
    hints: tuple[str, ...] = ()
    statement: str = ""
    put: bool = False
    """Whether the question was put to the candidate."""
    turns: tuple[Turn, ...] = ()
    seconds: float = 0.0
    """Active time used."""
    wants: Literal["answer", "code", "score"] = "answer"
    decisions: tuple[ev.Decided, ...] = ()
    replies: tuple[ev.Reply, ...] = ()
    hints_given: int = 0
    passes: tuple[str | None, ...] = ()
    """Criteria that the candidate passed on; null for a pass on the question itself."""
    code: str = ""
    coding: CodingKind | None = None
    opening: bool = False
    """Whether only the first 90 seconds are practised."""
    entry: str = ""
    """How the problem is driven."""
    sample: str = ""
    """Where a bug is to be found: the patch's name, which tells the fault."""
    own_cases: tuple[str, ...] = ()
    """Inputs that the candidate typed."""
    tried: tuple[ev.Cases, ...] = ()
    """What the patch made of typed inputs."""
    runs: int = 0
    verdicts: tuple[ev.VerdictGiven, ...] = ()
    handed_in: int = 0
    """Submissions, also those that could not be judged."""
    hints_at: tuple[int, ...] = ()
    """Hints that were given before each verdict."""
    scored: ev.RoundScored | None = None
    rescored: tuple[ev.RoundRescored, ...] = ()
    """Later scores of the same transcript, oldest first."""
    contests: tuple[ev.LabelContested, ...] = ()

    @property
    def card(self) -> Scorecard | None:
        """The newest scorecard."""
        if self.rescored:
            return self.rescored[-1].scorecard
        return self.scored.scorecard if self.scored else None

    @property
    def second_opinion(self) -> Scorecard | None:
        """The newest second opinion; a new score without one leaves the old one standing."""
        opinions = [again.second_opinion for again in self.rescored if again.second_opinion]
        return opinions[-1] if opinions else self.scored.second_opinion if self.scored else None

    @property
    def seconds_left(self) -> float:
        """Active time left, never negative."""
        return max(0.0, (OPENING_SECONDS if self.opening else self.minutes * 60) - self.seconds)

    @property
    def answered(self) -> bool:
        """Whether the candidate said or submitted anything."""
        spoke = any(turn.speaker == "candidate" for turn in self.turns)
        return spoke or bool(self.verdicts) or bool(self.tried)

    @property
    def bug_found(self) -> bool:
        """Whether an input was named on which the patch fails."""
        return any(tried.verdict != "AC" for tried in self.tried)

    @property
    def closing(self) -> bool:
        """Whether the interviewer has closed, so that the next answer is the last."""
        return bool(self.decisions) and self.decisions[-1].move == "close"

    @property
    def aimed_at(self) -> str | None:
        """The criterion that the last reply aimed at."""
        return self.decisions[-1].criterion if self.decisions else None

    @property
    def second_angle_put(self) -> bool:
        """Whether the second angle was asked."""
        return any(turn.move == "second_angle" for turn in self.turns)


@dataclass(frozen=True)
class State:
    """A whole session so far."""

    session: str = ""
    started: ev.SessionStarted | None = None
    rounds: tuple[RoundState, ...] = ()
    inputs: int = 0
    """How many inputs were accepted."""
    pending: Input | None = None
    """The last accepted input."""
    after: tuple[str, ...] = ()
    """Kinds of the events that followed it."""
    awaiting: ev.Awaiting | None = None
    said: frozenset[str] = frozenset()
    """Everything the interviewer has said."""
    notices: int = 0
    drafts: int = 0
    ended: ev.SessionEnded | None = None
    last: int = 0
    """Number of the last public event."""

    used: Usage = field(default_factory=Usage)
    """Tokens that models used."""
    repeats: tuple[int, ...] = ()
    """Rounds that the candidate wanted once more, each as the round after it."""

    @property
    def plan(self) -> LoopPlan:
        """The session's plan, with the rounds that were asked for again. Raises RuntimeError before the start."""
        if self.started is None:
            raise RuntimeError("the session has no start")
        rounds = list(self.started.plan.rounds)
        for number in self.repeats:
            rounds.insert(number, rounds[number - 1].model_copy(update={"reason": "you asked for it again"}))
        numbered = (planned.model_copy(update={"round": at}) for at, planned in enumerate(rounds, 1))
        return self.started.plan.model_copy(update={"rounds": tuple(numbered)}) if self.repeats else self.started.plan

    @property
    def round(self) -> RoundState | None:
        """The current round."""
        return self.rounds[-1] if self.rounds else None

    @property
    def next_round(self) -> PlannedRound | None:
        """The round of the plan that comes next."""
        return next((r for r in self.plan.rounds if r.round == len(self.rounds) + 1), None)

    @property
    def settled(self) -> bool:
        """Whether the session waits for the candidate (or is over)."""
        return self.ended is not None or "awaiting" in self.after


def fold(log: Iterable[ev.Event]) -> State:
    """All events, in order, to a state."""
    return reduce(apply, log, State())


def apply(state: State, event: ev.Event) -> State:
    """One event further."""
    if isinstance(event, ev.ModelUsed):
        used = Usage(event.prompt, event.completion, event.estimated)
        return replace(state, used=state.used + used)
    if isinstance(event, ev.RoundRescored | ev.LabelContested):  # No step of a turn: they change nothing that waits.
        rounds = tuple(_afterwards(r, event) if r.number == event.round else r for r in state.rounds)
        return replace(state, rounds=rounds)
    state = replace(state, last=event.seq, after=(*state.after, event.event))
    match event:
        case ev.SessionStarted():
            return replace(state, session=event.session, started=event)
        case ev.RoundStarted():
            fresh = RoundState(event.round, event.kind, event.topic, event.minutes, opening=event.opening)
            return replace(state, rounds=(*state.rounds, fresh))
        case ev.Awaiting():
            return replace(state, awaiting=event)
        case ev.Notice():
            return replace(state, notices=state.notices + 1)
        case ev.SessionEnded():
            return replace(state, ended=event)
        case ev.AnswerRecorded() | ev.CommandRecorded() | ev.CaseRecorded():
            state = replace(state, inputs=state.inputs + 1, pending=event, after=())
            if isinstance(event, ev.CommandRecorded) and event.choice == "again":
                state = replace(state, repeats=(*state.repeats, len(state.rounds)))
        case ev.CodeSaved():
            state = replace(state, drafts=state.drafts + 1)
        case ev.QuestionAsked() | ev.Reply() | ev.Hint():
            state = replace(state, said=state.said | {event.text})
        case _:
            pass
    current = state.round
    return state if current is None else replace(state, rounds=(*state.rounds[:-1], _apply(current, event)))


def _apply(now: RoundState, event: ev.Event) -> RoundState:
    match event:
        case ev.QuestionLoaded():
            return replace(
                now,
                question=Question.model_validate(event.question),
                facts=tuple(OpeningFact.model_validate(fact) for fact in event.facts),
                hints=event.hints,
                statement=event.statement,
                code=event.code,
                coding=event.coding or ("solve" if event.question.get("problem") else None),
                entry=event.entry,
                sample=event.sample,
            )
        case ev.QuestionAsked():
            return replace(now, put=True, turns=(*now.turns, Turn(speaker="interviewer", text=event.text)))
        case ev.AnswerRecorded():
            said = Turn(speaker="candidate", text=event.text)
            return replace(now, turns=(*now.turns, said), seconds=now.seconds + event.seconds)
        case ev.Decided():
            return replace(now, decisions=(*now.decisions, event), wants=event.then)
        case ev.Reply():
            said = Turn(speaker="interviewer", text=event.text, move=event.move, criterion=event.criterion)
            return replace(now, turns=(*now.turns, said), replies=(*now.replies, event))
        case ev.Hint():
            said = Turn(speaker="interviewer", text=event.text, move="hint", criterion=now.aimed_at)
            return replace(now, turns=(*now.turns, said), hints_given=event.n)
        case ev.CodeSaved():
            return replace(now, code=event.code, seconds=now.seconds + event.seconds)
        case ev.CommandRecorded():
            passes = (*now.passes, now.aimed_at) if event.command == "pass" else now.passes
            handed_in = now.handed_in + (event.command == "submit")
            return replace(now, seconds=now.seconds + event.seconds, passes=passes, handed_in=handed_in)
        case ev.CaseRecorded():
            return replace(now, own_cases=(*now.own_cases, event.text), seconds=now.seconds + event.seconds)
        case ev.Cases():
            return replace(now, tried=(*now.tried, event)) if event.of == "input" else replace(now, runs=now.runs + 1)
        case ev.VerdictGiven():
            return replace(now, verdicts=(*now.verdicts, event), hints_at=(*now.hints_at, now.hints_given))
        case ev.RoundScored():
            return replace(now, scored=event)
        case _:
            return now


def _afterwards(now: RoundState, event: ev.RoundRescored | ev.LabelContested) -> RoundState:
    if isinstance(event, ev.RoundRescored):
        return replace(now, rescored=(*now.rescored, event))
    return replace(now, contests=(*now.contests, event))


def where(state: State) -> Node:
    """The step that comes next. Derived from the log alone, so that a resumed session goes on where it stopped."""
    now, given = state.round, state.pending
    if state.ended is not None:
        return "stop"
    if now is None or not now.put:
        return "open_round"
    if given is None:
        return "stop" if state.settled else "settle"
    ending = isinstance(given, ev.CommandRecorded) and given.command == "end"
    if now.scored is not None:
        if ending or state.next_round is None:
            return "finish"
        if now.opening:  # The next opening follows at once.
            return "open_round"
        chosen = (
            isinstance(given, ev.CommandRecorded) and given.command == "choice" and "round_scored" not in state.after
        )
        return "open_round" if chosen else _settle(state)
    if ending:
        return "score"
    return _within_round(state, now, given)


def _within_round(state: State, now: RoundState, given: Input) -> Node:
    if isinstance(given, ev.CaseRecorded):
        return _after_case(state, now)
    command = given.command if isinstance(given, ev.CommandRecorded) else "answer"
    if command == "hint":
        return _settle(state) if {"hint", "notice"} & set(state.after) else "hint"
    if command in ("pause", "time", "choice"):
        return _settle(state)
    if command == "run":
        return _settle(state) if {"cases", "notice"} & set(state.after) else "judge"
    if command == "submit" and "verdict" not in state.after:
        return _settle(state) if "notice" in state.after else "judge"
    if spoken := _spoken(state, now):
        return spoken
    if now.closing and command in ("answer", "pass"):
        return "score"
    return "decide"


def _after_case(state: State, now: RoundState) -> Node:
    """A typed input is tried; where a bug is looked for, the interviewer takes up what came of it."""
    if not {"cases", "notice"} & set(state.after):
        return "judge"
    if spoken := _spoken(state, now):
        return spoken
    tried = now.coding == "bug" and now.wants != "code" and "cases" in state.after
    return "decide" if tried else _settle(state)


def _spoken(state: State, now: RoundState) -> Node | None:
    if "reply" in state.after:
        return "score" if now.wants == "score" else _settle(state)
    return "speak" if "decided" in state.after else None


def _settle(state: State) -> Node:
    return "stop" if state.settled else "settle"
