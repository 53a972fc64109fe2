"""Starting and resuming sessions."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from agent import events as ev
from agent import settings as settings_module
from agent.clock import Clock, InputClock, WallClock
from agent.coding import CodingKind
from agent.endpoint.usage import Prices
from agent.errors import BadInput, Unavailable
from agent.interview.desk import Desk
from agent.interview.session import Session
from agent.models import Assessment, Engine, LoopPlan, Profile, SessionKind, Turn
from agent.settings import Endpoint, Settings
from agent.store import Store
from rubrics.schema import Dimension, Pivot, Question

if TYPE_CHECKING:
    from agent.assess import Assessor

__all__ = ["Emit", "Options", "Session", "choose_engine", "resume", "start"]

Emit = Callable[[ev.Public], None]
LAST_ROUNDS = 12
"""Scored rounds that are looked at for weak spots."""


@dataclass(frozen=True)
class Options:
    """How a session is to be run."""

    kind: SessionKind
    topic: str | None = None
    question: str | None = None
    """A question's id or a user's file, for a drill."""
    problem: str | None = None
    """A coding problem's id or folder, for a drill."""
    coding: CodingKind | None = None
    """The kind of coding round that a drill is to be."""
    opening: bool = False
    """Whether the drill practises openings only."""
    profile: Path | None = None
    minutes: int | None = None
    seed: int | None = None
    engine: Engine | None = None
    """What the user typed; None: nothing typed, the settings decide."""
    clock: Literal["wall", "input"] = "wall"
    unsafe_no_isolation: bool = False


def start(options: Options, emit: Emit) -> Session:
    """A new session, not yet begun: enter it, then `go_on()`. Raises BadInput, Unavailable, StorageFailure."""
    settings = settings_module.load()
    profile = _profile(options)
    engine, endpoint = choose_engine(settings, options.engine)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(2**31)
    store = Store()
    plan = _plan(options, profile, seed, store)
    weak = _weak(store)
    session = store.create(options.kind)
    store.append(
        session,
        "started",
        lambda stamp: ev.SessionStarted(
            session=stamp[0],
            seq=stamp[1],
            at=stamp[2],
            kind=options.kind,
            seed=seed,
            engine=engine,
            plan=plan,
            clock=options.clock,
            weak=weak,
        ),
    )
    return Session(_desk(store, session, emit, settings, endpoint, options.clock, profile, options.unsafe_no_isolation))


def resume(session: str | None, emit: Emit, *, unsafe_no_isolation: bool = False) -> Session:
    """A session of the store, to go on with; None: the newest open one. Raises BadInput, StorageFailure."""
    settings = settings_module.load()
    store = Store()
    row = store.find(session)
    started = next((e for _, e in store.events(row.id) if isinstance(e, ev.SessionStarted)), None)
    if started is None:
        raise BadInput("Nothing to resume", f"The session {row.id} was never begun.", "Start a new one.")
    endpoint = choose_engine(settings, "auto")[1] if started.engine == "llm" else None
    return Session(_desk(store, row.id, emit, settings, endpoint, started.clock, _profile(None), unsafe_no_isolation))


def choose_engine(settings: Settings, typed: Engine | None) -> tuple[Literal["embedded", "llm"], Endpoint | None]:
    """Which engine speaks. A key or an address in the environment is not consent: `auto` stays embedded until the user
    has said `hotseat model use` for this very host, or typed `--engine llm`. Raises Unavailable, BadInput."""
    wanted = typed or settings.value("engine")
    if wanted == "embedded":
        return "embedded", None
    endpoint = settings.endpoint()
    if typed == "llm":
        if settings.offline:
            raise Unavailable(
                "Offline", "HOTSEAT_OFFLINE is set, so no model can be reached.", "Unset it, or use --engine embedded."
            )
        if endpoint is None:
            raise Unavailable(
                "No endpoint is configured",
                "--engine llm needs the address of an OpenAI-compatible endpoint and a model.",
                "Run `hotseat model use`, or set HOTSEAT_BASE_URL and HOTSEAT_MODEL.",
            )
        return "llm", endpoint
    if endpoint is not None and settings.consent == endpoint.host and not settings.offline:
        return "llm", endpoint
    return "embedded", None


def _weak(store: Store) -> tuple[Dimension, ...]:
    """Dimensions in which the last rounds were weak, in the order of their names."""
    from agent.planning.weak import weak_dimensions

    scored = [event for event in store.newest(("round_scored",), LAST_ROUNDS) if isinstance(event, ev.RoundScored)]
    return tuple(sorted(weak_dimensions(event.scorecard for event in scored if event.scorecard is not None)))


def _plan(options: Options, profile: Profile, seed: int, store: Store) -> LoopPlan:
    from agent.api.plans import loop

    return loop(
        options.kind,
        profile,
        seed,
        topic=options.topic,
        question=options.question,
        problem=options.problem,
        coding=options.coding,
        opening=options.opening,
        minutes=options.minutes,
        store=store,
    )


def _profile(options: Options | None) -> Profile:
    from agent.api.plans import profile

    return profile(options.profile if options else None)


def _desk(
    store: Store,
    session: str,
    emit: Emit,
    settings: Settings,
    endpoint: Endpoint | None,
    clock: Literal["wall", "input"],
    profile: Profile,
    unsafe: bool,
) -> Desk:
    from agent.voice.embedded import EmbeddedVoice

    ticking: Clock = InputClock() if clock == "input" else WallClock()
    desk = Desk(
        store=store,
        session=session,
        clock=ticking,
        emit=emit,
        assess=_assess,
        prepare=_prepare,
        prepare_pivot=_prepare_pivot,
        embedded=EmbeddedVoice(),
        endpoint=endpoint,
        target=profile.target_level,
        official=settings.official,
        samples=settings.grading["samples"],
        prices=Prices(settings.number("price_prompt"), settings.number("price_completion")),
        budget=None if (budget := settings.number("budget")) is None else int(budget),
        unsafe=unsafe,
    )
    if endpoint is not None:
        from agent.api.guides import passages_for
        from agent.voice.model import ModelVoice

        desk.model = ModelVoice(endpoint, passages_for, desk.tally)
    return desk


def _assess(question: Question, turns: Sequence[Turn]) -> Assessment:
    """The embedded assessor, loaded when the first answer comes."""
    return _assessor(question).assess(turns)


def _prepare(question: Question) -> None:
    """Read the rubric, and start the sandbox of a coding round, while the candidate reads the question.

    Not a daemon thread: those may abort the process when it ends inside the encoder's native code.
    """
    if question.problem is not None:
        from sandbox.pool import prewarm

        prewarm()
    threading.Thread(target=_read_rubric, args=(question,), name="prepare").start()


def _prepare_pivot(pivot: Pivot) -> None:
    threading.Thread(target=_read_rubric_of_pivot, args=(pivot,), name="prepare").start()


def _read_rubric(question: Question) -> None:
    with _PREPARING:
        _assessor_of(question).prepare()


def _read_rubric_of_pivot(pivot: Pivot) -> None:
    from agent.grading.pivoted import embedded_once, nearest
    from rubrics.loader import bank

    if (found := nearest(pivot, bank().values(), embedded_once)) is not None:
        _assessor(found[0])


def _assessor(question: Question) -> Assessor:
    with _PREPARING:
        return _assessor_of(question)


_PREPARING = threading.Lock()


@lru_cache(maxsize=3)
def _assessor_of(question: Question) -> Assessor:
    """The assessor of a question keeps what it has read, so that a turn costs only its new text."""
    from agent.assess import Assessor

    return Assessor(question)
