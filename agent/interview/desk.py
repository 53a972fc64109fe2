"""The interviewer's desk: one session's log and state, and everything a step of a turn may use."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from agent import events as ev
from agent.clock import Clock
from agent.endpoint.usage import Prices, Tally
from agent.interview.state import RoundState, State, apply
from agent.models import Assessment, Turn
from agent.settings import Endpoint, Official
from agent.store import Store
from agent.voice.brief import Voice
from rubrics.labels import TargetLevel
from rubrics.schema import Pivot, Question

E = TypeVar("E", bound=ev.Event)
Assess = Callable[[Question, Sequence[Turn]], Assessment]


@dataclass
class Desk:
    """The context of a turn. Steps read `state` and call `record`; nothing else changes."""

    store: Store
    session: str
    clock: Clock
    emit: Callable[[ev.Public], None]
    assess: Assess
    embedded: Voice
    prepare: Callable[[Question], None] = lambda question: None
    """Told each question when it is put, to get ready for its answers."""
    prepare_pivot: Callable[[Pivot], None] = lambda pivot: None
    """The same for a pivot, whose reply is judged by a question of another topic."""
    model: Voice | None = None
    """The model voice; None: the embedded one speaks."""
    endpoint: Endpoint | None = None
    """Where a second opinion is asked for; None: nowhere."""
    tally: Tally = field(default_factory=Tally)
    """Counts what the session's model is sent."""
    prices: Prices = field(default_factory=Prices)
    samples: int = 1
    """How often the model grades each criterion."""
    budget: int | None = None
    """Tokens that a session's model may use; None: no limit."""
    target: TargetLevel = "L4"
    official: Official = "embedded"
    """Whose score counts where a model graded the round, too."""
    unsafe: bool = False
    """Whether the user typed that code may run without isolation."""
    cancel: threading.Event = field(default_factory=threading.Event)
    state: State = field(default_factory=State)
    keys: set[str] = field(default_factory=set)

    def load(self) -> None:
        """Fold what the store has."""
        for key, event in self.store.events(self.session):
            self.keys.add(key)
            self.state = apply(self.state, event)

    def record(self, key: str, kind: type[E], /, **fields: Any) -> None:
        """Write one event under its key, fold it and show it. A step that was done before changes nothing."""
        if key in self.keys:
            return
        event = self.store.append(
            self.session, key, lambda stamp: kind(session=stamp[0], seq=stamp[1], at=stamp[2], **fields)
        )
        self.keys.add(key)
        self.state = apply(self.state, event)
        if event.event in ev.PUBLIC_KINDS:
            self.show(event)

    def show(self, event: ev.Event) -> None:
        """Hand a public event to the front end, then remember that it was shown."""
        self.emit(event)  # type: ignore[arg-type]
        self.store.deliver(self.session, event.seq)

    def step(self, name: str, kind: type[E], /, **fields: Any) -> None:
        """Record a step of the turn that the last input began."""
        self.record(f"{self.state.inputs}:{name}", kind, **fields)

    def notice(self, title: str, happened: str, todo: str) -> None:
        """Tell the user something; always a new event."""
        self.record(f"notice:{self.state.notices + 1}", ev.Notice, title=title, happened=happened, todo=todo)

    def delta(self, text: str) -> None:
        """Show a piece of a reply; not in the log."""
        self.emit(ev.ReplyDelta(session=self.session, seq=self.state.last, at=datetime.now(UTC), text=text))

    @property
    def round(self) -> RoundState:
        """The current round. Raises RuntimeError before the first one."""
        if self.state.round is None:
            raise RuntimeError("no round has begun")
        return self.state.round

    @property
    def question(self) -> Question:
        """The current question. Raises RuntimeError before it is loaded."""
        if self.round.question is None:
            raise RuntimeError("no question is loaded")
        return self.round.question
