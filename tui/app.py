"""The app: opens at home, owns the live session, and shows the screen that the session's events ask for."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.app import App, SystemCommand
from textual.screen import Screen

from agent import events as ev
from agent.api.faults import Explanation
from tui import keymap
from tui.bridge import Failed, Opened, Pages, Settled, Stage, Told, Working
from tui.facade import Facade, StateView
from tui.hotseat import Hotseat
from tui.look import THEME
from tui.screens.dialogs import Choose, Help, Preparing
from tui.screens.home import HomeScreen
from tui.screens.round import RoundScreen

if TYPE_CHECKING:
    from agent.api.sessions import Options

TWICE_SECONDS = 2.0


class HotseatApp(App[None]):
    """`opening` is what to do at once: options of a new session, or the id of one to resume ("" for the newest)."""

    TITLE = "Hotseat"
    CSS_PATH = "app.tcss"
    BINDINGS = keymap.APP
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]

    def __init__(self, facade: Facade | None = None, opening: Options | str | None = None) -> None:
        super().__init__()
        self.facade: Facade = facade or Hotseat()
        self.stage = Stage(self.facade, self.post_message)
        self.pages = Pages(self.call_from_thread)
        self.notes: dict[str, str] = {}
        self._opening = opening
        self._live: RoundScreen | None = None
        self._expected = False
        """Whether a session is being opened, or is open and was not left."""
        self._interrupted = 0.0

    def on_mount(self) -> None:
        """Home first; a session that was asked for comes on top."""
        self.register_theme(THEME)
        self.theme = "ansi-dark" if os.environ.get("TERM") in ("linux", "ansi", "vt100") else THEME.name
        if isinstance(self._opening, str):
            self.resume_session(self._opening or None)
        elif self._opening is not None:
            self._prepare()
            self.stage.start(self._opening)

    def get_default_screen(self) -> Screen[Any]:
        """Home lies under everything."""
        return HomeScreen()

    @property
    def at_home(self) -> bool:
        """Whether home is what the user sees and asked for."""
        return self._opening is None and len(self.screen_stack) == 1 and not self.stage.busy

    # -- sessions

    def start_session(self, kind: str, **more: Any) -> None:
        """Begin a session from a page; `more` are fields of `Options`: topic, question, opening, coding."""
        from agent.api.sessions import Options

        if not self.stage.busy:
            self._prepare()
            self.stage.start(Options(kind=kind, **more))  # type: ignore[arg-type]

    def resume_session(self, session: str | None) -> None:
        """Go on with a session; None: the newest open one."""
        if not self.stage.busy:
            self._prepare()
            self.stage.resume(session)

    def _prepare(self) -> None:
        self._expected = True
        self.push_screen(Preparing())

    def action_leave_session(self) -> None:
        """Home; the session is kept and can be resumed."""
        self.leave_session()

    def leave_session(self) -> None:
        """Home; the session is kept and can be resumed."""
        draft = self._keep()
        self._expected = False
        self.stage.leave(draft)
        self._home()
        self.notify("Kept. Resume goes on exactly here.", markup=False)

    def _keep(self) -> str | None:
        if self._live is None or not self._live.is_mounted:
            return None
        self._live.remember()
        return self._live.draft()

    def _home(self) -> None:
        self._live = None
        while len(self.screen_stack) > 1:
            self.pop_screen()

    # -- what the session says

    async def on_opened(self, message: Opened) -> None:
        """A session is open: show the round that is in play, if one is."""
        if not self._expected:
            return
        state = message.state
        if state.ended is not None:
            await self._show_report(state.ended)
        elif state.round is not None and state.round.put and state.round.scored is None:
            await self._show_round(state)

    async def on_told(self, message: Told) -> None:
        """One event."""
        if not self._expected:
            return
        event, state = message.event, message.state
        match event:
            case ev.QuestionAsked():
                await self._show_round(state)
            case ev.Awaiting(wants="choice"):
                await self._show_debrief(state)
            case ev.SessionEnded():
                await self._show_report(event)
            case _:
                if self._live is not None:
                    self._live.take(event, state)
                elif isinstance(event, ev.Notice):
                    self.notify(f"{event.happened} {event.todo}", title=event.title, markup=False)

    def on_working(self, message: Working) -> None:
        """The session is at work."""
        if self._live is not None:
            self._live.working(message.what)

    def on_settled(self, message: Settled) -> None:
        """The session waits."""
        if self._live is not None and self._expected:
            self._live.settled(message.state)

    def on_failed(self, message: Failed) -> None:
        """A call failed; nothing that was accepted is lost."""
        error = message.error
        if self._live is not None and not message.opening:
            self._live.failed(error.title, error.happened, error.todo)
        else:
            if isinstance(self.screen, Preparing):
                self.pop_screen()
            self.push_screen(_told(error))

    async def _show_round(self, state: StateView) -> None:
        from tui.screens.coding import CodingScreen
        from tui.screens.interview import InterviewScreen

        assert state.round is not None
        if self._live is not None and self._live.number == state.round.number:
            return
        screen: RoundScreen = (CodingScreen if state.round.statement else InterviewScreen)(state)
        await self._place(screen)
        self._live = screen

    async def _show_debrief(self, state: StateView) -> None:
        from tui.screens.debrief import DebriefScreen

        if state.round is not None and state.round.scored is not None:
            await self._place(DebriefScreen(state.round.scored, state))

    async def _show_report(self, event: ev.SessionEnded) -> None:
        from tui.screens.report import ReportScreen

        self.stage.leave()
        await self._place(ReportScreen(event.report))

    async def _place(self, screen: Screen[Any]) -> None:
        """Right above home: what was there before makes room."""
        self._live = None
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self.push_screen(screen)

    # -- keys

    async def action_back(self) -> None:
        """One screen back; home stays."""
        self.go_back()

    def go_back(self) -> None:
        """One screen back; home stays."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def action_help(self) -> None:
        """Keys of the screen."""
        if not isinstance(self.screen, Help):
            self.push_screen(Help(self.screen))

    def action_leave_app(self) -> None:
        """Quit: drafts and the session are kept, and nothing is waited for longer than a moment."""
        self.pages.stop()
        self.stage.stop(self._keep())
        self.exit()

    @property
    def idle(self) -> bool:
        """Whether no call of the facade is running any more."""
        return self.stage.stop() and self.pages.stop()

    async def action_quit(self) -> None:
        """The same, from the palette."""
        self.action_leave_app()

    def action_help_quit(self) -> None:
        """Ctrl+c without a selection: twice quits."""
        now = time.monotonic()
        if now - self._interrupted < TWICE_SECONDS:
            self.action_leave_app()
            return
        self._interrupted = now
        self.notify("Press ctrl+c again to quit. Everything is kept.", timeout=TWICE_SECONDS, markup=False)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers here."""
        yield SystemCommand("Keys", "The keys of this screen", self.action_help)
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)
        yield SystemCommand("Quit", "Quit; everything is kept", self.action_leave_app)
        home = self.screen_stack[0] if self.screen_stack else None
        if isinstance(home, HomeScreen) and self._live is None:
            yield SystemCommand("Onsite", "Start a full mock onsite", lambda: self.start_session("onsite"))
            yield SystemCommand("Screen", "Start a technical screen", lambda: self.start_session("screen"))
            yield SystemCommand("Drill", "One question on a topic", home.action_drill)
            yield SystemCommand("Study", "The guide", home.action_study)
            yield SystemCommand("Stories", "Your own STAR stories", home.action_stories)
            yield SystemCommand("Review", "Points of earlier rounds that are due", home.action_due)
            yield SystemCommand("History", "Sessions and reports", home.action_history)
            yield SystemCommand("Check", "What works on this machine", home.action_doctor)


def _told(error: Explanation) -> Choose:
    return Choose(error.title, f"{error.happened}\n{error.todo}", [("back", "Back", "")])


def run_home() -> None:
    """Open at home."""
    _run(HotseatApp())


def run_started(options: Options) -> None:
    """Open with a new session."""
    _run(HotseatApp(opening=options))


def run_resumed(session: str | None, *, unsafe_no_isolation: bool = False) -> None:
    """Open with a session of the store; None: the newest open one."""
    _run(HotseatApp(facade=Hotseat(unsafe_no_isolation), opening=session or ""))


def _run(app: HotseatApp) -> None:
    app.run()
    status = app.return_code or 0
    if not app.idle:
        # A call still runs in native code or waits for a model: tearing the interpreter down under it could crash or
        # hang. What was accepted is committed, and locks are the kernel's to free.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    if status:
        raise SystemExit(status)
