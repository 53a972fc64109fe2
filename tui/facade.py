"""What the app asks of the facade, as a seam: the app is tested with a double of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from agent import events as ev
from agent.models import LoopPlan, Profile, Report, StudyPlan, Turn

Emit = Callable[[ev.Public], None]


class RoundView(Protocol):
    """One round, as far as a front end reads it."""

    @property
    def number(self) -> int:
        """From 1."""

    @property
    def kind(self) -> str:
        """The round's kind."""

    @property
    def topic(self) -> str:
        """The topic's id."""

    @property
    def minutes(self) -> int:
        """Its length."""

    @property
    def statement(self) -> str:
        """The coding problem's statement; empty elsewhere."""

    @property
    def put(self) -> bool:
        """Whether the question was put."""

    @property
    def turns(self) -> Sequence[Turn]:
        """The transcript so far."""

    @property
    def seconds(self) -> float:
        """Active seconds used."""

    @property
    def seconds_left(self) -> float:
        """Active seconds left."""

    @property
    def wants(self) -> str:
        """`answer`, `code` or `score`."""

    @property
    def hints_given(self) -> int:
        """How many hints were given."""

    @property
    def hints(self) -> Sequence[str]:
        """The ladder of hints; only its length is for front ends."""

    @property
    def code(self) -> str:
        """The code as it was last kept."""

    @property
    def coding(self) -> str | None:
        """What a coding round asks for: `solve`, `tests` or `bug`."""

    @property
    def verdicts(self) -> Sequence[ev.VerdictGiven]:
        """Submissions so far."""

    @property
    def scored(self) -> ev.RoundScored | None:
        """The score, once the round is over."""


class StateView(Protocol):
    """A session's state, as far as a front end reads it."""

    @property
    def session(self) -> str:
        """The session's id."""

    @property
    def rounds(self) -> Sequence[RoundView]:
        """The rounds so far."""

    @property
    def round(self) -> RoundView | None:
        """The current one."""

    @property
    def plan(self) -> LoopPlan:
        """The session's plan."""

    @property
    def awaiting(self) -> ev.Awaiting | None:
        """What was awaited last."""

    @property
    def ended(self) -> ev.SessionEnded | None:
        """The end, if it was reached."""

    @property
    def last(self) -> int:
        """Number of the last public event."""


class Live(Protocol):
    """A live session; entering it holds it against other processes."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    @property
    def id(self) -> str:
        """The session's id."""

    @property
    def state(self) -> StateView:
        """What happened so far."""

    @property
    def over(self) -> bool:
        """Whether it has ended."""

    def go_on(self) -> None:
        """Run what is still to be done."""

    def answer(self, text: str) -> None:
        """The candidate's words."""

    def code(self, text: str) -> None:
        """A draft of the code."""

    def case(self, text: str) -> None:
        """An input of the candidate's own."""

    def command(self, name: ev.CommandName) -> None:
        """A command."""

    def choose(self, choice: str) -> None:
        """A choice."""

    def cancel(self) -> None:
        """Stop what runs. Safe from any thread."""


class Facade(Protocol):
    """The calls of the facade that the app makes. All block."""

    def start(self, options: Any, emit: Emit) -> Live:
        """A new session."""

    def resume(self, session: str | None, emit: Emit) -> Live:
        """A session of the store."""

    def open_session(self) -> str | None:
        """The newest session that has not ended."""

    def profile(self) -> Profile:
        """The stored profile, or the defaults."""

    def has_profile(self) -> bool:
        """Whether a profile is stored."""

    def save_profile(self, value: Profile) -> None:
        """Keep a profile."""

    def draft(self, session: str) -> str:
        """What was typed and not sent."""

    def keep_draft(self, session: str, text: str) -> None:
        """Keep what was typed and not sent."""

    def plan(self) -> StudyPlan:
        """Today's study plan."""

    def calendar(self) -> dict[str, Any]:
        """The days to the interview, today first: `{days: [{date, minutes, lines}], due, ...}`."""

    def due_points(self) -> list[dict[str, Any]]:
        """The points that are due, each with what a full answer holds."""

    def stories(self) -> dict[str, Any]:
        """The story bank: matrix, stories with their gaps, files that are none, what to aim at."""

    def new_story(self, title: str, competency: str) -> Path:
        """A new story from the template: its file."""

    def story_file(self, name: str) -> Path:
        """The file of a story."""

    def history(self) -> list[dict[str, Any]]:
        """One row a session."""

    def report(self, session: str) -> Report:
        """A session's report."""

    def render(self, value: Report, form: str) -> str:
        """A report as `md`, `html` or `json`."""

    def contest(self, session: str, number: int, criterion: str, note: str) -> None:
        """Keep an objection to a label."""

    def topics(self) -> list[dict[str, str]]:
        """The topics of the guide."""

    def prepare(self, progress: Callable[[int, int], None]) -> None:
        """Read our guide into the index, once a home; `progress` hears how many passages of how many are done."""

    def lesson(self, topic: str) -> dict[str, Any]:
        """A topic's recall prompts and passages."""

    def search(self, query: str) -> list[dict[str, Any]]:
        """Passages of all guides on a query."""

    def examine(self) -> dict[str, Any]:
        """What works on this machine."""
