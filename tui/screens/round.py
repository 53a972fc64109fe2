"""What the interview and the coding round have in common: they take the session's events and send inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import SuspendNotSupported
from textual.screen import Screen
from textual.widgets import TextArea

from agent import events as ev
from agent.models import Turn
from tui import external
from tui.facade import RoundView, StateView
from tui.look import kind, words
from tui.screens.dialogs import End, Paused
from tui.widgets.answer import AnswerBox
from tui.widgets.clock import RoundClock
from tui.widgets.topbar import TopBar
from tui.widgets.transcript import Transcript

if TYPE_CHECKING:
    from tui.app import HotseatApp


SAVE_EVERY = 2.0
"""Seconds between two looks whether there is something typed to be kept."""


class RoundScreen(Screen[None]):
    """A round in play. The app feeds it: `open`, `take` for each event, `working`, `settled`."""

    def __init__(self, state: StateView) -> None:
        super().__init__()
        assert state.round is not None
        self.state = state
        self.number = state.round.number
        self._sent: str | None = None
        self._remembered = ""
        self._warned: set[str] = set()

    @property
    def hotseat(self) -> HotseatApp:
        """The app."""
        return cast("HotseatApp", self.app)

    @property
    def now(self) -> RoundView:
        """The round as it stands."""
        assert self.state.round is not None
        return self.state.round

    @property
    def transcript(self) -> Transcript:
        """Where the talk is shown."""
        return self.query_one(Transcript)

    @property
    def box(self) -> AnswerBox:
        """Where the candidate writes."""
        return self.query_one("#answer", AnswerBox)

    def headline(self) -> str:
        """Round, kind and topic."""
        plan = self.state.plan
        place = f"round {self.number} of {len(plan.rounds)}" if len(plan.rounds) > 1 else plan.kind
        awaiting = self.state.awaiting
        spent = f" · {awaiting.tokens / 1000:.0f}k tokens" if awaiting is not None and awaiting.tokens else ""
        cost = f", {awaiting.cost:.2f}" if awaiting is not None and awaiting.cost else ""
        return f"{place} · {kind(self.now.kind)} · {words(self.now.topic)}{spent}{cost}"

    def on_mount(self) -> None:
        """Show what was said before this screen was there."""
        self.query_one(TopBar).title(self.headline())
        plan = self.state.plan
        if self.number == 1 and all(r.opening for r in plan.rounds):
            told = "Ninety seconds each: ask what you need to know, then name the parts of your answer. No more."
            self.transcript.card(f"{len(plan.rounds)} openings", told, "plan")
        elif self.number == 1 and len(plan.rounds) > 1:
            rounds = "\n".join(f"{r.round}. {kind(r.kind)}, {words(r.topic)}, {r.minutes} min" for r in plan.rounds)
            total = sum(r.minutes for r in plan.rounds)
            self.transcript.card(f"Your {plan.kind}: {len(plan.rounds)} rounds, {total} minutes", rounds, "plan")
        before = self.state.rounds[self.number - 2].scored if self.number > 1 else None
        if before is not None and before.opening is not None:
            told = "\n".join(f"{name}: {words}" for name, words in before.opening.in_words())
            self.transcript.card(f"Your opening of round {before.round}", told, "plan")
        for turn in self.now.turns:
            self.transcript.turn(turn.model_copy(update={"text": self._without_task(turn.text)}))
        kept = self.hotseat.facade.draft(self.state.session)
        self._remembered = kept
        self.set_interval(SAVE_EVERY, self.remember)
        if kept:
            self.box.text = kept
        clock = self.query_one(RoundClock)
        clock.countdown.set(self.now.seconds_left)
        clock.show()
        self.refresh_state()

    def _without_task(self, text: str) -> str:
        """The question of a coding round without the task, which has a place of its own."""
        task = self.now.statement.rstrip()
        if not task or not text.endswith(task):
            return text
        return f"{text[: -len(task)].rstrip()}\n(The task is beside the editor; f3 shows and hides it.)"

    # -- fed by the app

    def take(self, event: ev.Public, state: StateView) -> None:
        """One event of the session."""
        self.state = state
        match event:
            case ev.AnswerRecorded():
                self._sent = None
                self.remember()
                self.transcript.turn(Turn(speaker="candidate", text=event.text))
            case ev.QuestionAsked():
                self.transcript.turn(Turn(speaker="interviewer", text=self._without_task(event.text)))
            case ev.ReplyDelta():
                self.transcript.stream(event.text)
            case ev.Reply():
                self.transcript.turn(Turn(speaker="interviewer", text=event.text, move=event.move))
            case ev.Hint():
                self.transcript.card(f"Hint {event.n} of {event.of}", event.text, "hint")
            case ev.Notice():
                self.transcript.unstream()
                self.transcript.card(event.title, f"{event.happened} {event.todo}")
            case _:
                pass
        self.refresh_state()

    def working(self, what: str) -> None:
        """The session is at work."""
        self.query_one(RoundClock).working(f"the interviewer is {what}" if what == "thinking" else what)

    def settled(self, state: StateView) -> None:
        """The session waits again: what was sent and not taken comes back."""
        self.state = state
        self.transcript.unstream()
        if self._sent is not None:
            self.box.give_back(self._sent)
            self._sent = None
        awaited = state.awaiting is not None and state.awaiting.wants != "choice"
        self.query_one(RoundClock).settled(self.now.seconds_left, self.now.seconds, running=awaited)
        self.query_one(TopBar).title(self.headline())
        self.refresh_state()

    def failed(self, title: str, happened: str, todo: str) -> None:
        """A call failed: say so where one looks."""
        self.transcript.unstream()
        self.transcript.card(title, f"{happened} {todo}", "bad")

    def refresh_state(self) -> None:
        """Bring what depends on the state up to date."""

    def draft(self) -> str | None:
        """Code to be kept when the screen is left."""
        return None

    def remember(self) -> None:
        """Keep what was typed and not sent."""
        text = self._sent or self.box.text
        if text != self._remembered:
            self.hotseat.facade.keep_draft(self.state.session, text)
            self._remembered = text

    # -- inputs

    def action_send(self) -> None:
        """Send the answer."""
        if self.hotseat.stage.busy:
            self.notify("One moment: the interviewer is still busy. Your text stays.", markup=False)
            return
        if not self.box.text.strip():
            self.notify("Nothing to send yet.", markup=False)
            return
        self.before_input()
        self.remember()
        self._sent = self.box.take()
        self.hotseat.stage.answer(self._sent)

    def before_input(self) -> None:
        """Keep a draft of the code before anything else is sent."""

    def action_hint(self) -> None:
        """Ask for the next hint, once its price is clear."""
        if self.hotseat.stage.busy:
            return
        if "hint" not in self._warned and self.now.hints_given == 0:
            self._warned.add("hint")
            self.notify(
                "A point made after a hint counts half. Press again for the hint.",
                title="Hint",
                markup=False,
                timeout=6,
            )
            return
        self.before_input()
        self.hotseat.stage.command("hint")

    def action_skip(self) -> None:
        """Pass on what was asked, on the second press."""
        if self.hotseat.stage.busy:
            return
        if "pass" not in self._warned:
            self._warned.add("pass")
            self.notify("Passing leaves the point open. Press again to pass.", title="Pass", markup=False, timeout=5)
            return
        self._warned.discard("pass")
        self.before_input()
        self.hotseat.stage.command("pass")

    def action_stop(self) -> None:
        """Stop a reply that is being written."""
        if self.hotseat.stage.busy:
            self.hotseat.stage.cancel()

    def action_external(self) -> None:
        """The text of the focused box, in the candidate's own editor."""
        box = self.focused if isinstance(self.focused, TextArea) else self.box
        words = external.command()
        if words is None or box.read_only:
            self.notify("Set $VISUAL or $EDITOR to use your own editor.", markup=False)
            return
        try:
            with self.app.suspend():
                text = external.edit(box.text, ".py" if box.id == "editor" else ".md", words)
        except (OSError, SuspendNotSupported) as error:
            self.notify(f"{words[0]} could not be used here. {error}", severity="warning", markup=False)
            return
        if text != box.text:
            box.text = text

    def action_pause(self) -> None:
        """Stop the clock, and cover the question until the candidate is back."""
        if self.hotseat.stage.busy:
            return
        self.before_input()
        self.hotseat.stage.command("pause")

        def back(_: None) -> None:
            self.query_one(RoundClock).restart(self.now.seconds_left)
            self.hotseat.stage.command("pause")

        self.app.push_screen(Paused(self.query_one(RoundClock).countdown.left), back)

    def action_end(self) -> None:
        """End and score, leave, or go on."""
        self.app.push_screen(End(len(self.state.plan.rounds)), self._ended)

    def _ended(self, chosen: str | None) -> None:
        if chosen == "end":
            self.hotseat.stage.cancel()
            self.before_input()
            self.hotseat.stage.command("end")
        elif chosen == "leave":
            self.hotseat.leave_session()
