"""Between the app and the facade: one thread for the live session, one for pages; results come back as messages.

Calls of the facade block for seconds (a judge, a model). They run one after the other in a daemon thread, so a session
is only ever touched by one thread and quitting never waits for a slow call longer than `LEAVE_SECONDS`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from queue import Empty, SimpleQueue
from typing import Any, Literal, TypeVar, get_args

from textual.message import Message

from agent import events as ev
from agent.api.faults import Explanation, explain
from tui.facade import Emit, Facade, Live, StateView

LEAVE_SECONDS = 2.0
"""How long quitting waits for the call that runs."""

T = TypeVar("T")
LaneName = Literal["store", "guide", "check"]
Post = Callable[[Message], Any]


class Told(Message):
    """The session emitted an event; `state` is the fold of everything up to it."""

    def __init__(self, event: ev.Public, state: StateView) -> None:
        super().__init__()
        self.event = event
        self.state = state


class Opened(Message):
    """A session was opened: what happened in it so far."""

    def __init__(self, state: StateView) -> None:
        super().__init__()
        self.state = state


class Settled(Message):
    """All calls so far are done."""

    def __init__(self, state: StateView) -> None:
        super().__init__()
        self.state = state


class Working(Message):
    """A call that takes its time began."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what


class Failed(Message):
    """A call failed; `opening` says that no session came of it."""

    def __init__(self, error: Explanation, opening: bool) -> None:
        super().__init__()
        self.error = error
        self.opening = opening


def in_words(error: BaseException) -> Explanation:
    """Any error in words; one that nobody foresaw is ours, and says so."""
    told = explain(error)
    if told is not None:
        return told
    happened = f"{type(error).__name__}: {str(error)[:300]}"
    return Explanation("Something broke in Hotseat", happened, "What was accepted is kept. Please report this.", 1)


class Lane:
    """Calls, one after the other, in one daemon thread."""

    def __init__(self, name: str) -> None:
        self._calls: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._begun = False

    def call(self, function: Callable[[], None]) -> None:
        """Run `function` when its turn has come. It must not raise."""
        if not self._begun:
            self._begun = True
            self._thread.start()
        self._calls.put(function)

    def drop(self) -> None:
        """Forget the calls that have not begun."""
        while True:
            try:
                self._calls.get_nowait()
            except Empty:
                return

    def stop(self, seconds: float) -> bool:
        """Finish what was queued and end the thread; False where it still runs after `seconds`."""
        if not self._begun or not self._thread.is_alive():
            return True
        self._calls.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (function := self._calls.get()) is not None:
            function()


class Pages:
    """Loads what pages show, behind their first paint. Lanes do not wait for each other: an index may take long."""

    def __init__(self, call_from_thread: Callable[..., Any]) -> None:
        self._lanes = {name: Lane(name) for name in get_args(LaneName)}
        self._back = call_from_thread

    def load(
        self,
        read: Callable[[], T],
        show: Callable[[T], Any],
        fail: Callable[[Explanation], Any],
        lane: LaneName = "store",
    ) -> None:
        """Call `read` in the lane's thread, then `show` or `fail` in the app's."""

        def work() -> None:
            try:
                value = read()
            except Exception as error:
                self.hand(fail, in_words(error))
            else:
                self.hand(show, value)

        self._lanes[lane].call(work)

    def hand(self, function: Callable[..., Any], value: object) -> None:
        """From a lane's thread: call `function` in the app's."""
        try:
            self._back(function, value)
        except RuntimeError:
            # The app is gone; nobody waits for the page.
            pass

    def stop(self) -> bool:
        """Forget what was not begun; False where a call still runs."""
        for lane in self._lanes.values():
            lane.drop()
        idle = [lane.stop(0.0) for lane in self._lanes.values()]
        return all(idle)


class Stage:
    """The live session, driven from its own thread."""

    def __init__(self, facade: Facade, post: Post) -> None:
        self._facade = facade
        self._post = post
        self._lane = Lane("session")
        self._session: Live | None = None
        self._held = ExitStack()
        self._calls: set[object] = set()
        """Calls that wait or run."""
        self._leaves = 0
        """How often a session was left: one that was being opened meanwhile is not wanted any more."""

    @property
    def session(self) -> Live | None:
        """The session that is open, if any."""
        return self._session

    @property
    def busy(self) -> bool:
        """Whether a call waits or runs."""
        return bool(self._calls)

    def start(self, options: Any) -> None:
        """Open a new session."""
        self._open(lambda emit: self._facade.start(options, emit))

    def resume(self, session: str | None) -> None:
        """Open a session of the store; None: the newest open one."""
        self._open(lambda emit: self._facade.resume(session, emit))

    def answer(self, text: str) -> None:
        """Send the candidate's words."""
        self._do(lambda live: live.answer(text), "thinking")

    def code(self, text: str) -> None:
        """Keep a draft of the code."""
        self._do(lambda live: live.code(text))

    def case(self, text: str) -> None:
        """Send an input of the candidate's own."""
        self._do(lambda live: live.case(text), "trying your input")

    def command(self, name: ev.CommandName) -> None:
        """Send a command."""
        what = {"run": "running the visible cases", "submit": "judging", "end": "scoring", "pass": "thinking"}
        self._do(lambda live: live.command(name), what.get(name, ""))

    def choose(self, choice: str) -> None:
        """Send a choice."""
        self._do(lambda live: live.choose(choice), "preparing the next round")

    def cancel(self) -> None:
        """Stop what the session is doing; what was accepted stays."""
        if self._session is not None:
            self._session.cancel()

    def leave(self, draft: str | None = None) -> None:
        """Let the session go, keeping a draft of the code. It can be resumed."""
        self._drop()
        self.cancel()
        if draft is not None:
            self.code(draft)
        self._lane.call(self._close)

    def stop(self, draft: str | None = None) -> bool:
        """Leave, and end the thread; False where a call did not come back in time."""
        if self._session is not None:
            self.leave(draft)
        return self._lane.stop(LEAVE_SECONDS)

    # -- in the thread

    def _open(self, make: Callable[[Emit], Live]) -> None:
        leaves = self._leaves

        def work() -> None:
            self._close()
            try:
                live = make(self._emit)
                if leaves != self._leaves:
                    return
                self._held.enter_context(live)
            except Exception as error:
                self._held.close()
                self._post(Failed(in_words(error), opening=True))
                return
            self._session = live
            self._post(Opened(live.state))
            self._guarded(lambda session: session.go_on())

        self._queue(work, "preparing")

    def _do(self, act: Callable[[Live], None], what: str = "") -> None:
        self._queue(lambda: self._guarded(act), what)

    def _queue(self, work: Callable[[], None], what: str) -> None:
        call = object()
        self._calls.add(call)
        if what:
            self._post(Working(what))

        def tracked() -> None:
            try:
                work()
            finally:
                self._calls.discard(call)
            if not self._calls and self._session is not None:
                self._post(Settled(self._session.state))

        self._lane.call(tracked)

    def _guarded(self, act: Callable[[Live], None]) -> None:
        if self._session is None:
            return
        try:
            act(self._session)
        except Exception as error:
            self._post(Failed(in_words(error), opening=False))

    def _emit(self, event: ev.Public) -> None:
        if self._session is not None:
            self._post(Told(event, self._session.state))

    def _close(self) -> None:
        if self._session is not None:
            self._session = None
            self._held.close()

    def _drop(self) -> None:
        self._leaves += 1
        self._lane.drop()
        self._calls.clear()
