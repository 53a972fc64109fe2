"""The events of a session: the append-only log is the one truth, and what front ends see.

`Public` events are printed by `--plain --json`; `Internal` ones are kept in the log and numbered apart, so that the
public numbers have no gaps. Every event is written once, under a key, in one transaction.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter

from agent.coding import CodingKind, CodingResult, WrittenTests
from agent.event_base import EventBase
from agent.internal_events import (
    CaseRecorded as CaseRecorded,
)
from agent.internal_events import (
    CodeSaved as CodeSaved,
)
from agent.internal_events import (
    CommandName as CommandName,
)
from agent.internal_events import (
    CommandRecorded as CommandRecorded,
)
from agent.internal_events import (
    Decided as Decided,
)
from agent.internal_events import (
    LabelContested as LabelContested,
)
from agent.internal_events import (
    ModelUsed as ModelUsed,
)
from agent.internal_events import (
    QuestionLoaded as QuestionLoaded,
)
from agent.internal_events import (
    RoundRescored as RoundRescored,
)
from agent.models import (
    Attempt,
    Debrief,
    LoopPlan,
    Move,
    OpeningResult,
    PivotEvidence,
    Report,
    Scorecard,
    SessionKind,
    StoryFinding,
)
from rubrics.schema import Dimension, Kind

Wants = Literal["answer", "code", "choice"]


class SessionStarted(EventBase):
    """A session began."""

    event: Literal["session_started"] = "session_started"
    kind: SessionKind
    seed: int
    engine: Literal["embedded", "llm"]
    plan: LoopPlan
    clock: Literal["wall", "input"] = "wall"
    weak: tuple[Dimension, ...] = ()
    """Dimensions in which earlier sessions were weak."""
    hidden = frozenset({"clock", "weak"})


class RoundStarted(EventBase):
    """A round began."""

    event: Literal["round_started"] = "round_started"
    round: int
    kind: Kind
    topic: str
    minutes: int
    coding: CodingKind | None = None
    opening: bool = False
    """Whether only the first 90 seconds are practised."""


class QuestionAsked(EventBase):
    """The interviewer put the question."""

    event: Literal["question"] = "question"
    round: int
    question: str
    text: str


class Choice(BaseModel):
    """One of the choices offered."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    text: str


class Awaiting(EventBase):
    """The session waits for the candidate."""

    event: Literal["awaiting"] = "awaiting"
    wants: Wants
    seconds_left: int
    choices: tuple[Choice, ...] | None = None
    tokens: int | None = None
    """Tokens that the session's model has used so far; null without a model."""
    cost: float | None = None
    """What they cost, where prices are set."""


class AnswerRecorded(EventBase):
    """The candidate's answer is kept: printed after the commit, it is the promise."""

    event: Literal["answer_recorded"] = "answer_recorded"
    round: int
    turn: int
    """Line of the round's transcript, counted from 1."""
    text: str = ""
    seconds: float = 0.0
    hidden = frozenset({"text", "seconds"})


class ReplyDelta(EventBase):
    """A piece of a reply while it is streamed; not in the log, and the reply that follows is what counts."""

    event: Literal["reply_delta"] = "reply_delta"
    text: str


class Citation(BaseModel):
    """A passage of a guide that stands behind a reply."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    source: str
    """`topic#anchor` of our guide, or `guide:line-line` of another."""
    text: str = ""


class Reply(EventBase):
    """The interviewer spoke."""

    event: Literal["reply"] = "reply"
    move: Move
    criterion: str | None
    text: str
    citations: tuple[Citation, ...] = ()
    why: str
    voice: Literal["embedded", "llm"] = "embedded"


class Hint(EventBase):
    """A hint was given."""

    event: Literal["hint"] = "hint"
    n: int
    of: int
    text: str


class Cases(EventBase):
    """The visible cases were run, or one input was tried on the patch."""

    event: Literal["cases"] = "cases"
    of: Literal["visible", "input"] = "visible"
    verdict: str
    cases: tuple[dict[str, JsonValue], ...]
    passed: int
    total: int
    isolation: dict[str, JsonValue]
    stdout: str | None = None
    """What the code printed, escaped and capped."""


class VerdictGiven(EventBase):
    """A submission was judged."""

    event: Literal["verdict"] = "verdict"
    submit: int
    problem: str
    verdict: str
    cases: tuple[dict[str, JsonValue], ...]
    passed: int
    total: int
    isolation: dict[str, JsonValue]
    growth: dict[str, JsonValue] | None = None
    """How cost grows with the size of the input, where it was measured."""
    stdout: str | None = None
    tests: WrittenTests | None = None
    """Where tests were handed in: what they are worth."""
    missed: tuple[str, ...] = ()
    """Names of the wrong programs that they let pass; told when the round is over."""
    hidden = frozenset({"missed"})


class Notice(EventBase):
    """Something the user should know: title, what happened, what to do."""

    event: Literal["notice"] = "notice"
    title: str
    happened: str
    todo: str


class RoundScored(EventBase):
    """A round ended. The scorecard is null where nothing was answered; `unscored` then says so."""

    event: Literal["round_scored"] = "round_scored"
    round: int
    scorecard: Scorecard | None
    unscored: str | None = None
    second_opinion: Scorecard | None = None
    opening: OpeningResult | None = None
    """What a practised opening got; there is no scorecard then."""
    debrief: Debrief | None = None
    stories: tuple[StoryFinding, ...] = ()
    """What is to be noticed about a story: told before, or with another figure."""
    attempt_before: Attempt | None = None
    """The last attempt at the same question, in this session or an earlier one."""
    pivot: PivotEvidence | None = None
    """What a reply to a pivot shows of another topic."""
    coding: CodingResult | None = None
    """A coding round's facts beside the scored talk."""


class SessionEnded(EventBase):
    """The session ended."""

    event: Literal["session_ended"] = "session_ended"
    report: Report


Public = (
    SessionStarted
    | RoundStarted
    | QuestionAsked
    | Awaiting
    | AnswerRecorded
    | ReplyDelta
    | Reply
    | Hint
    | Cases
    | VerdictGiven
    | Notice
    | RoundScored
    | SessionEnded
)


Internal = (
    QuestionLoaded | CodeSaved | CaseRecorded | CommandRecorded | Decided | ModelUsed | RoundRescored | LabelContested
)
Event = Public | Internal

PUBLIC_MODELS: tuple[type[EventBase], ...] = get_args(Public)
PUBLIC_KINDS: frozenset[str] = frozenset(model.model_fields["event"].default for model in PUBLIC_MODELS)

# Any: mypy takes no annotated union as a type form here.
DiscriminatedPublic: Any = Annotated[Public, Field(discriminator="event")]
_DiscriminatedEvent: Any = Annotated[Event, Field(discriminator="event")]
ANY_EVENT: TypeAdapter[Event] = TypeAdapter(_DiscriminatedEvent)
