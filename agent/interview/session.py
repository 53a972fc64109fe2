"""A live session: takes the inputs one by one, keeps each before anything else happens, then runs the turn."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from agent import events as ev
from agent.clock import InputClock
from agent.interview.desk import Desk
from agent.interview.state import State, where

MAX_ANSWER = 200_000
"""Characters of one answer or of the code."""


class Session:
    """One session, held against other processes while it is open."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._held = ExitStack()
        self._since: float | None = None
        """When the clock began to count for the input that is awaited; None while it stands still."""

    # -- life

    def __enter__(self) -> Self:
        self._held.enter_context(self._desk.store.locked(self._desk.session))
        self._desk.load()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()

    @property
    def id(self) -> str:
        """The session's id."""
        return self._desk.session

    @property
    def state(self) -> State:
        """What happened so far."""
        return self._desk.state

    @property
    def over(self) -> bool:
        """Whether the session has ended."""
        return self.state.ended is not None

    def go_on(self) -> None:
        """Run whatever the log says is still to be done, and say what is awaited. First call of every front end."""
        shown = self._desk.store.delivered(self.id)
        asked = self.state.awaiting
        self._replay(shown)
        if self.state.settled and not self.over and asked is not None and asked.seq <= shown:
            self._ask_again(asked)
        else:
            self._run()
        self._start_clock()

    def _replay(self, shown: int) -> None:
        """Show what was recorded and never shown: a process can die between the commit and the print."""
        for _, event in self._desk.store.events(self.id):
            if event.event in ev.PUBLIC_KINDS and event.seq > shown:
                self._desk.show(event)

    def _ask_again(self, asked: ev.Awaiting) -> None:
        """What was awaited when the session stopped is awaited again: once, and with the same time left."""
        now = self._desk.round
        place = f"Round {now.number} of {len(self.state.plan.rounds)}, {int(now.seconds_left // 60)} minutes left."
        self._desk.notice("Resumed", place, "Go on where you were.")
        fields = {"wants": asked.wants, "seconds_left": asked.seconds_left, "choices": asked.choices}
        self._desk.record(f"{self.state.inputs}:awaiting:{self.state.last}", ev.Awaiting, **fields)

    def cancel(self) -> None:
        """Stop a model that is speaking or grading, or the judge. What was accepted stays."""
        self._desk.cancel.set()

    # -- inputs

    def answer(self, text: str, seconds: float | None = None) -> None:
        """The candidate's words. Refused with a notice where an answer is not wanted or cannot be taken."""
        wants = self.state.awaiting.wants if self.state.awaiting else None
        if wants == "choice":
            self._refuse("Not an answer now", "A choice is awaited.", "Choose one of the choices that are offered.")
        elif self._takes(text, "answer"):
            turn = len(self._desk.round.turns) + 1
            fields = {"round": self._desk.round.number, "turn": turn, "text": text}
            self._accept(lambda spent: self._input(ev.AnswerRecorded, **fields, seconds=spent), seconds)

    def code(self, text: str, seconds: float | None = None) -> None:
        """A draft of the code; kept, and judged on `run` or `submit`."""
        if not self._coding():
            self._refuse("No code wanted", "No code is awaited in this part of the round.", "Answer in words.")
        elif self._takes(text, "code"):
            spent = self._spent(seconds)
            self._desk.record(
                f"code:{self.state.drafts + 1}", ev.CodeSaved, round=self._desk.round.number, code=text, seconds=spent
            )
            self._start_clock()

    def case(self, text: str, seconds: float | None = None) -> None:
        """An input of the candidate's own, as the arguments of a call: run with the visible cases from now on, or tried
        on the patch whose bug is looked for. Refused with a notice where it is none."""
        if not self._takes_cases():
            self._refuse("No input wanted", "No input of yours is awaited in this part of the round.", self._instead())
        elif self._takes(text, "input"):
            why = self._unusable(text)
            if why:
                self._refuse("Your input cannot be used", why, "Correct it and send it again.")
                return
            fields = {"round": self._desk.round.number, "text": text}
            self._accept(lambda spent: self._input(ev.CaseRecorded, **fields, seconds=spent), seconds)

    def command(self, name: ev.CommandName, seconds: float | None = None) -> None:
        """One of the commands."""
        desk, scored = self._desk, self._desk.round.scored is not None
        if name in ("run", "submit") and not self._coding():
            self._refuse("Nothing to run", "No code is awaited in this part of the round.", "Answer in words.")
        elif name in ("run", "submit") and not desk.round.code.strip():
            self._refuse("No code yet", "There is nothing to run.", "Send the code first.")
        elif name in ("hint", "pass", "pause", "time") and scored:
            self._refuse("Between two rounds", f"There is nothing to {name} now.", "Choose how to go on.")
        elif name == "time":
            self._tell_time()
        elif name == "pause":
            self._pause(seconds)
        else:
            fields = {"round": desk.round.number, "command": name}
            self._accept(lambda spent: self._input(ev.CommandRecorded, **fields, seconds=spent), seconds)

    def choose(self, choice: str) -> None:
        """One of the choices offered."""
        awaiting = self.state.awaiting
        offered = [c.id for c in awaiting.choices or ()] if awaiting and awaiting.wants == "choice" else []
        if choice not in offered:
            known = f"Choose one of: {', '.join(offered)}." if offered else "Nothing is to be chosen now."
            self._refuse("Unknown choice", f"{choice[:60]!r} is not offered.", known)
        elif choice == "end":
            self.command("end")
        else:
            fields = {"round": self._desk.round.number, "command": "choice", "choice": choice}
            self._accept(lambda spent: self._input(ev.CommandRecorded, **fields), 0.0)

    def refuse(self, title: str, happened: str, todo: str) -> None:
        """A line that could not be understood; changes nothing else."""
        self._refuse(title, happened, todo)

    # -- inside

    def _accept(self, record: Callable[[float], None], seconds: float | None) -> None:
        record(self._spent(seconds))
        self._run()
        self._start_clock()

    def _input(
        self, kind: type[ev.AnswerRecorded] | type[ev.CommandRecorded] | type[ev.CaseRecorded], **fields: object
    ) -> None:
        self._desk.record(f"in:{self.state.inputs + 1}", kind, **fields)

    def _run(self) -> None:
        from agent.interview.graph import run_turn

        if where(self.state) != "stop":
            self._desk.cancel.clear()
            run_turn(self._desk)

    def _takes(self, text: str, what: str) -> bool:
        if not text.strip():
            self._refuse(f"Empty {what}", "Nothing was sent.", "Write something, or pass.")
        elif len(text) > MAX_ANSWER:
            happened = f"The {what} has {len(text):,} characters; at most {MAX_ANSWER:,} are taken."
            self._refuse(f"The {what} is too long", happened, "Send the part that matters.")
        elif any("\ud800" <= character <= "\udfff" for character in text):
            self._refuse(
                f"The {what} cannot be read", "It holds half a character (a lone surrogate).", "Send it as UTF-8."
            )
        else:
            return True
        return False

    def _coding(self) -> bool:
        now = self._desk.round
        return (
            now.scored is None and now.wants == "code" and now.question is not None and now.question.problem is not None
        )

    def _takes_cases(self) -> bool:
        now = self._desk.round
        looking = now.coding == "bug" and not now.verdicts and now.scored is None
        return now.coding != "tests" and (self._coding() or looking)

    def _instead(self) -> str:
        return "Write it into cases()." if self._desk.round.coding == "tests" else "Answer in words."

    def _unusable(self, text: str) -> str:
        from agent.interview.coding import refusal
        from sandbox.errors import SandboxError

        try:
            return refusal(self._desk, text)
        except SandboxError as error:
            return f"{error.happened} {error.todo}"

    def _refuse(self, title: str, happened: str, todo: str) -> None:
        self._desk.notice(title, happened, todo)

    def _tell_time(self) -> None:
        now = self._desk.round
        running = self._desk.clock.now() - self._since if self._since is not None else 0.0
        left = max(0, int(now.seconds_left - running))
        self._refuse("Time", f"{left // 60}:{left % 60:02d} left in this round.", "Go on.")

    def _pause(self, seconds: float | None) -> None:
        if self._since is None:
            self._start_clock()
            self._refuse("Going on", "The clock runs again.", "Go on where you were.")
            return
        fields = {"round": self._desk.round.number, "command": "pause"}
        self._accept(lambda spent: self._input(ev.CommandRecorded, **fields, seconds=spent), seconds)
        self._since = None
        self._refuse("Paused", "The clock stands still.", "Pause again to go on, or just answer.")

    def _spent(self, told: float | None) -> float:
        """Active seconds since the session began to wait for this input."""
        if isinstance(self._desk.clock, InputClock):
            return max(0.0, told or 0.0)
        return 0.0 if self._since is None else self._desk.clock.now() - self._since

    def _start_clock(self) -> None:
        self._since = self._desk.clock.now()
