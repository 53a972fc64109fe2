"""Between two rounds: how the last one went, and whether to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer

from agent import events as ev
from tui import keymap
from tui.facade import StateView
from tui.look import joined, kind, words
from tui.widgets.blocks import Blocks
from tui.widgets.scores import attempts, coding, debrief, scorecard, unscored
from tui.widgets.topbar import TopBar

if TYPE_CHECKING:
    from tui.app import HotseatApp


class DebriefScreen(Screen[None]):
    """Criteria, quotes and reasons of the round that ended; the clock stands."""

    BINDINGS = keymap.DEBRIEF
    HELP_TITLE = "Debrief"

    def __init__(self, scored: ev.RoundScored, state: StateView) -> None:
        super().__init__()
        self._scored = scored
        self._state = state

    @property
    def hotseat(self) -> HotseatApp:
        """The app."""
        return cast("HotseatApp", self.app)

    def compose(self) -> ComposeResult:
        """Bar, blocks, keys."""
        now, plan = self._state.rounds[self._scored.round - 1], self._state.plan
        yield TopBar(f"after round {now.number} of {len(plan.rounds)} · {kind(now.kind)} · {words(now.topic)}")
        yield Blocks(self._blocks(), id="page")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Let it be read with the keys."""
        self.query_one(Blocks).focus()

    def _blocks(self) -> list[Content]:
        scored = self._scored
        code = coding(scored.coding) if scored.coding else []
        if scored.scorecard is None:
            return [*code, unscored(scored.unscored), *self._next()]
        blocks = scorecard(scored.scorecard, scored.second_opinion)
        if scored.attempt_before is not None:
            blocks += attempts(scored.attempt_before, scored.scorecard)
        if scored.debrief is not None:
            blocks += debrief(scored.debrief)
        return [*code, *blocks, *self._next()]

    def _next(self) -> list[Content]:
        coming = next((r for r in self._state.plan.rounds if r.round == self._scored.round + 1), None)
        if coming is None:
            return []
        told = f"Next: {kind(coming.kind)}, {words(coming.topic)}, {coming.minutes} minutes. A break costs nothing."
        return [joined((told, "bold $primary"))]

    def action_next(self) -> None:
        """The next round."""
        if not self.hotseat.stage.busy:
            self.hotseat.stage.choose("next")

    def action_again(self) -> None:
        """The same question once more, as a round of its own."""
        if not self.hotseat.stage.busy:
            self.hotseat.stage.choose("again")

    def action_end(self) -> None:
        """The report."""
        if not self.hotseat.stage.busy:
            self.hotseat.stage.choose("end")

    def action_later(self) -> None:
        """Home; the next round waits."""
        self.hotseat.leave_session()
