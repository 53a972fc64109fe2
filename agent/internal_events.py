"""Events that stay in the log: what a session needs to go on, and what front ends are not shown."""

from __future__ import annotations

from typing import Literal

from pydantic import JsonValue

from agent.coding import CodingKind
from agent.event_base import EventBase
from agent.models import Assessment, Move, Scorecard
from rubrics.labels import Label

CommandName = Literal["hint", "pass", "run", "submit", "pause", "time", "end"]


class QuestionLoaded(EventBase):
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


class CodeSaved(EventBase):
    """A draft of the candidate's code."""

    event: Literal["code_saved"] = "code_saved"
    round: int
    code: str
    seconds: float = 0.0


class CaseRecorded(EventBase):
    """An input that the candidate typed: the arguments of a call."""

    event: Literal["case_recorded"] = "case_recorded"
    round: int
    text: str
    seconds: float = 0.0


class CommandRecorded(EventBase):
    """A command or a choice of the candidate was accepted."""

    event: Literal["command_recorded"] = "command_recorded"
    round: int
    command: CommandName | Literal["choice"]
    choice: str | None = None
    seconds: float = 0.0


class Decided(EventBase):
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
    said: str = ""
    """The cost in time that the candidate stated, where the phrase refers to it."""
    pivot: int | None = None
    """Which of the question's pivots is taken."""
    phase: str = ""
    """Where the round stands, by the evidence so far."""
    then: Literal["answer", "code", "score"] = "answer"
    """What the session waits for once this is said; "score" ends the round."""
    assessment: Assessment | None = None


class ModelUsed(EventBase):
    """Tokens that a model was sent and sent back in one step."""

    event: Literal["model_used"] = "model_used"
    what: Literal["voice", "grading"]
    prompt: int
    completion: int
    estimated: bool = False


class RoundRescored(EventBase):
    """A stored round was scored anew; the scores before stay in the log."""

    event: Literal["round_rescored"] = "round_rescored"
    round: int
    scorecard: Scorecard
    second_opinion: Scorecard | None = None


class LabelContested(EventBase):
    """The candidate disagrees with a label. Their note is kept and exported; it changes no score."""

    event: Literal["label_contested"] = "label_contested"
    round: int
    criterion: str
    label: Label
    """The label that is contested."""
    note: str
