"""The events of a session: the append-only log is the one truth, and what front ends see.

`Public` events are printed by `--plain --json`; `Internal` ones are kept in the log and numbered apart, so that the
public numbers have no gaps. Every event is written once, under a key, in one transaction.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter

from agent.coding import CodingKind, CodingResult, WrittenTests
from agent.models import Assessment, LoopPlan, Move, Report, Scorecard, SessionKind
from rubrics.labels import Label
from rubrics.schema import Kind

Wants = Literal["answer", "code", "choice"]
CommandName = Literal["hint", "pass", "run", "submit", "pause", "time", "end"]


class _Event(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    hidden: ClassVar[frozenset[str]] = frozenset()
    """Fields that stay in the log and are not printed."""

    session: str
    seq: int
    """Number among the public events of the session, from 1; an internal event carries the last public number."""
    at: datetime.datetime

    def wire(self) -> dict[str, Any]:
        """The event as printed: plain JSON values."""
        return self.model_dump(mode="json", by_alias=True, exclude=set(self.hidden) or None)


class SessionStarted(_Event):
    """A session began."""

    event: Literal["session_started"] = "session_started"
    kind: SessionKind
    seed: int
    engine: Literal["embedded", "llm"]
    plan: LoopPlan
    clock: Literal["wall", "input"] = "wall"
    hidden = frozenset({"clock"})


class RoundStarted(_Event):
    """A round began."""

    event: Literal["round_started"] = "round_started"
    round: int
    kind: Kind
    topic: str
    minutes: int
    coding: CodingKind | None = None


class QuestionAsked(_Event):
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


class Awaiting(_Event):
    """The session waits for the candidate."""

    event: Literal["awaiting"] = "awaiting"
    wants: Wants
    seconds_left: int
    choices: tuple[Choice, ...] | None = None


class AnswerRecorded(_Event):
    """The candidate's answer is kept: printed after the commit, it is the promise."""

    event: Literal["answer_recorded"] = "answer_recorded"
    round: int
    turn: int
    """Line of the round's transcript, counted from 1."""
    text: str = ""
    seconds: float = 0.0
    hidden = frozenset({"text", "seconds"})


class ReplyDelta(_Event):
    """A piece of a reply while it is streamed; not in the log, and the reply that follows is what counts."""

    event: Literal["reply_delta"] = "reply_delta"
    text: str


class Citation(BaseModel):
    """A passage of a guide that stands behind a reply."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    source: str
    """`topic#anchor` of our guide, or `guide:line-line` of another."""
    text: str = ""


class Reply(_Event):
    """The interviewer spoke."""

    event: Literal["reply"] = "reply"
    move: Move
    criterion: str | None
    text: str
    citations: tuple[Citation, ...] = ()
    why: str
    voice: Literal["embedded", "llm"] = "embedded"


class Hint(_Event):
    """A hint was given."""

    event: Literal["hint"] = "hint"
    n: int
    of: int
    text: str


class Cases(_Event):
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


class VerdictGiven(_Event):
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


class Notice(_Event):
    """Something the user should know: title, what happened, what to do."""

    event: Literal["notice"] = "notice"
    title: str
    happened: str
    todo: str


class RoundScored(_Event):
    """A round ended. The scorecard is null where nothing was answered; `unscored` then says so."""

    event: Literal["round_scored"] = "round_scored"
    round: int
    scorecard: Scorecard | None
    unscored: str | None = None
    second_opinion: Scorecard | None = None
    coding: CodingResult | None = None
    """A coding round's facts beside the scored talk."""


class SessionEnded(_Event):
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


class QuestionLoaded(_Event):
    """The question as data, so that a session does not depend on files that may change."""

    event: Literal["question_loaded"] = "question_loaded"
    round: int
    question: dict[str, JsonValue]
    facts: tuple[dict[str, str], ...] = ()
    """`{ask, fact}`: what the interviewer tells when asked, of the question and of its problem."""
    hints: tuple[str, ...] = ()
    statement: str = ""
    """The coding problem's statement."""
    code: str = ""
    """The starter code; the patch in which a bug is to be found."""
    coding: CodingKind | None = None
    entry: str = ""
    """How the problem is driven: `function`, `class`, `driver`."""
    sample: str = ""
    """Name of the sample that is shown as the patch: it tells the fault."""


class CodeSaved(_Event):
    """A draft of the candidate's code."""

    event: Literal["code_saved"] = "code_saved"
    round: int
    code: str
    seconds: float = 0.0


class CaseRecorded(_Event):
    """An input that the candidate typed: the arguments of a call."""

    event: Literal["case_recorded"] = "case_recorded"
    round: int
    text: str
    seconds: float = 0.0


class CommandRecorded(_Event):
    """A command or a choice of the candidate was accepted."""

    event: Literal["command_recorded"] = "command_recorded"
    round: int
    command: CommandName | Literal["choice"]
    choice: str | None = None
    seconds: float = 0.0


class Decided(_Event):
    """What the interviewer will do next, and why; decided before it is phrased."""

    event: Literal["decided"] = "decided"
    round: int
    turn: int
    move: Move
    criterion: str | None
    why: str
    facts: tuple[int | None, ...] = ()
    """Indices of the opening facts that were asked for; null stands for a question that no fact answers."""
    phrase: str = ""
    """Which set of phrases the embedded voice draws from."""
    note: str = ""
    """What was measured or judged, in words, where the phrase refers to it."""
    then: Literal["answer", "code", "score"] = "answer"
    """What the session waits for once this is said; "score" ends the round."""
    assessment: Assessment | None = None


class RoundRescored(_Event):
    """A stored round was scored anew; the scores before stay in the log."""

    event: Literal["round_rescored"] = "round_rescored"
    round: int
    scorecard: Scorecard
    second_opinion: Scorecard | None = None


class LabelContested(_Event):
    """The candidate disagrees with a label. Their note is kept and exported; it changes no score."""

    event: Literal["label_contested"] = "label_contested"
    round: int
    criterion: str
    label: Label
    """The label that is contested."""
    note: str


Internal = QuestionLoaded | CodeSaved | CaseRecorded | CommandRecorded | Decided | RoundRescored | LabelContested
Event = Public | Internal

PUBLIC_MODELS: tuple[type[_Event], ...] = get_args(Public)
PUBLIC_KINDS: frozenset[str] = frozenset(model.model_fields["event"].default for model in PUBLIC_MODELS)

# Any: mypy takes no annotated union as a type form here.
DiscriminatedPublic: Any = Annotated[Public, Field(discriminator="event")]
_DiscriminatedEvent: Any = Annotated[Event, Field(discriminator="event")]
ANY_EVENT: TypeAdapter[Event] = TypeAdapter(_DiscriminatedEvent)
