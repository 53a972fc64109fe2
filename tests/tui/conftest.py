"""A double of the facade: scripted sessions whose events are folded by the real state."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

import pytest

from agent import events as ev
from agent.errors import BadInput
from agent.interview.state import State, apply
from agent.models import (
    Communication,
    CriterionScore,
    DimensionVerdict,
    Evidence,
    LoopPlan,
    NextStep,
    Overall,
    Packet,
    PlannedRound,
    PlannedSection,
    PlannedStage,
    PlannedTopic,
    Profile,
    Provenance,
    Quote,
    Report,
    RoundReport,
    Scorecard,
    StudyPlan,
    Turn,
)
from tui.app import HotseatApp

AT = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.UTC)
ISOLATION = {"tier": "B", "name": "namespaces and seccomp", "self_test": "42/42", "trusted": True}
HOSTILE = "[bold]list[int][/x/y] \x1b[31mred\x1b[0m \u202eevil\u202c \u200fmark xs[0] = [/]"


def question(kind: str, topic: str, problem: str | None = None) -> dict[str, Any]:
    criterion = {
        "id": "c1",
        "name": "names the baseline",
        "weight": 3,
        "expectation": "SECRET expectation",
        "evidence": ["SECRET one", "SECRET two", "SECRET three"],
        "misconceptions": [],
    }
    return {
        "id": f"q_{topic}",
        "topic": topic,
        "kind": kind,
        "prompt": f"Tell me about {topic}.",
        "criteria": [criterion],
        "hints": ["first", "second", "third"],
        **({"problem": problem} if problem else {}),
    }


def case(name: str, verdict: str = "AC", **more: Any) -> dict[str, Any]:
    return {"name": name, "verdict": verdict, "ms": 1.0, "message": "", "visible": True, **more}


def card(topic: str = "behavioral_star", level: int = 2) -> Scorecard:
    quote = Quote(turn=2, text="we rolled it back", start=0, end=17)
    row = CriterionScore(
        id="c1",
        name="names the baseline",
        dimension="judgement",
        weight=3,
        label="met",
        elicited="unprompted",
        confidence=0.9,
        quotes=(quote,),
        reason="The baseline is named.",
    )
    gap = row.model_copy(
        update={"id": "c2", "name": "counts the cost", "label": "missing", "elicited": None, "quotes": (), "reason": ""}
    )
    return Scorecard(
        question=f"q_{topic}",
        topic=topic,
        kind="behavioral",
        engine="embedded",
        criteria=(row, gap),
        overall=Overall(score=55.0, level=level, level_unprompted=2, low=1, high=3),
        communication=Communication(words=120, closed=True, answered_the_probe=0.5),
        provenance=Provenance(rubric="x", grader="embedded-1", agreement="not measured here"),
    )


def report(turns: tuple[Turn, ...], session: str = "s1", score: Scorecard | None = None) -> Report:
    played = RoundReport(
        round=1,
        kind="behavioral",
        question="q",
        topic="behavioral_star",
        minutes=20,
        seconds=300.0,
        scorecard=score or card(),
        transcript=turns,
    )
    dimension = DimensionVerdict(
        dimension="judgement", level=2, for_=(Evidence(round=1, criterion="c1", text="we rolled it back"),)
    )
    return Report(
        session=session,
        kind="drill",
        started=AT,
        engine="embedded",
        rounds=(played,),
        packet=Packet(dimensions=(dimension,), recommendation="Not enough rounds to say."),
        next=(NextStep(topic="behavioral_star", what="Drill it again", minutes=25, why="unprompted level 2"),),
    )


class FakeSession:
    """A session of the double: `rounds` are (kind, topic, statement)."""

    def __init__(self, emit: Callable[[ev.Public], None], rounds: list[tuple[str, str, str]]) -> None:
        self.emit = emit
        self.planned = rounds
        self.state = State()
        self.calls: list[tuple[str, str]] = []
        self.cancelled = threading.Event()
        self.hold = threading.Event()
        """Clear to make the next answer wait, like a slow model."""
        self.hold.set()
        self.reply = "And what did it cost?"
        self.deltas: tuple[str, ...] = ()
        self.verdict = "WA"
        self.coding = "solve"
        self.fail: Exception | None = None
        self.entered = 0
        plan = LoopPlan(
            kind="drill" if len(rounds) == 1 else "onsite",
            rounds=tuple(
                PlannedRound(round=n, kind=kind, topic=topic, question="q", minutes=20, reason="r")
                for n, (kind, topic, _) in enumerate(rounds, 1)
            ),
        )
        self.say(ev.SessionStarted, show=False, kind=plan.kind, seed=1, engine="embedded", plan=plan)

    id = "s1"

    def say(self, kind: type[Any], /, show: bool = True, **fields: Any) -> None:
        public = kind.model_fields["event"].default in ev.PUBLIC_KINDS and kind is not ev.ReplyDelta
        event = kind(session="s1", seq=self.state.last + (1 if public else 0), at=AT, **fields)
        if kind is not ev.ReplyDelta:
            self.state = apply(self.state, event)
        if show and (public or kind is ev.ReplyDelta):
            self.emit(event)

    def __enter__(self) -> Self:
        self.entered += 1
        return self

    def __exit__(self, *_: object) -> None:
        self.entered -= 1

    @property
    def over(self) -> bool:
        return self.state.ended is not None

    def open_round(self, show: bool = True) -> None:
        number = len(self.state.rounds) + 1
        kind, topic, statement = self.planned[number - 1]
        self.say(ev.RoundStarted, show=show, round=number, kind=kind, topic=topic, minutes=20)
        data = question(kind, topic, "p" if statement else None)
        code = "def f():\n    pass\n" if statement else ""
        coding = self.coding if statement else None
        self.say(ev.QuestionLoaded, round=number, question=data, statement=statement, code=code, coding=coding)
        text = f"{data['prompt']}\n\n{statement}".rstrip()
        self.say(ev.QuestionAsked, show=show, round=number, question=data["id"], text=text)
        self.wait(show=show)

    def wait(self, wants: str = "answer", show: bool = True) -> None:
        self.say(ev.Awaiting, show=show, wants=wants, seconds_left=1200)

    def go_on(self) -> None:
        self.calls.append(("go_on", ""))
        if not self.state.rounds:
            self.open_round()
        else:
            self.say(ev.Notice, title="Resumed", happened="Round 1.", todo="Go on.")
            self.wait()

    def answer(self, text: str) -> None:
        self.calls.append(("answer", text))
        if self.fail is not None:
            raise self.fail
        if text == "refused":
            self.say(ev.Notice, title="Not taken", happened="No.", todo="Try again.")
            return
        now = self.state.round
        assert now is not None
        self.say(ev.AnswerRecorded, round=now.number, turn=len(now.turns) + 1, text=text, seconds=30.0)
        for delta in self.deltas:
            self.say(ev.ReplyDelta, text=delta)
        while not self.hold.wait(0.01):
            if self.cancelled.is_set():
                break
        then = "code" if now.statement else "answer"
        self.say(ev.Decided, round=now.number, turn=2, move="probe", criterion="c1", why="SECRET why", then=then)
        self.say(ev.Reply, move="probe", criterion="c1", text=self.reply, why="SECRET why")
        self.wait(then)

    def code(self, text: str) -> None:
        self.calls.append(("code", text))
        assert self.state.round is not None
        self.say(ev.CodeSaved, round=self.state.round.number, code=text, seconds=1.0)

    def case(self, text: str) -> None:
        self.calls.append(("case", text))
        now = self.state.round
        assert now is not None
        self.say(ev.CaseRecorded, round=now.number, text=text, seconds=1.0)
        row = case("your input", "WA", message=HOSTILE, expected="2", got="3")
        self.say(ev.Cases, of="input", verdict="WA", cases=(row,), passed=0, total=1, isolation=ISOLATION)
        self.wait(now.wants)

    def command(self, name: str) -> None:
        self.calls.append(("command", name))
        now = self.state.round
        assert now is not None
        self.say(ev.CommandRecorded, round=now.number, command=name, seconds=1.0)
        if name == "hint":
            self.say(ev.Hint, n=now.hints_given + 1, of=3, text="Think of the baseline.")
            self.wait(now.wants)
        elif name in ("run", "submit"):
            rows = (
                case("empty"),
                case("pinned", self.verdict, message=HOSTILE, expected="KeyError", got="None"),
                case("large", self.verdict),
            )
            shared = {"verdict": self.verdict, "cases": rows, "passed": 1, "total": 3, "isolation": ISOLATION}
            if name == "run":
                self.say(ev.Cases, **shared)
            else:
                self.say(ev.VerdictGiven, submit=1, problem="p", **shared)
            self.wait("code")
        elif name == "end":
            self.score()
            self.finish()
        elif name == "pass":
            self.score()
            if len(self.state.rounds) < len(self.planned):
                choices = (ev.Choice(id="next", text="Next"), ev.Choice(id="end", text="End"))
                self.say(ev.Awaiting, wants="choice", seconds_left=0, choices=choices)
            else:
                self.finish()

    def score(self) -> None:
        assert self.state.round is not None
        self.say(ev.RoundScored, round=self.state.round.number, scorecard=card(self.state.round.topic))

    def finish(self) -> None:
        assert self.state.round is not None
        self.say(ev.SessionEnded, report=report(self.state.round.turns))

    def choose(self, choice: str) -> None:
        self.calls.append(("choose", choice))
        if choice == "end":
            self.finish()
        else:
            self.open_round()

    def cancel(self) -> None:
        self.cancelled.set()


class FakeFacade:
    """The double."""

    def __init__(self) -> None:
        self.rounds: list[tuple[str, str, str]] = [("behavioral", "behavioral_star", "")]
        self.session: FakeSession | None = None
        self.started: list[Any] = []
        self.saved: list[Profile] = []
        self.stored = Profile(target_level="L5")
        self.rows: list[dict[str, Any]] = []
        self.contested: list[tuple[str, int, str, str]] = []
        self.drafts: dict[str, str] = {}
        self.arrange: Callable[[FakeSession], None] = lambda _: None
        self.refuse: BadInput | None = None
        self.prompts = ["What is STAR?", HOSTILE]
        self.reported: Report | None = None
        self.days: list[dict[str, Any]] = []
        self.due: list[dict[str, Any]] = []
        aim = {"competency": "conflict", "questions": ["beh_disagreed_with_decision"]}
        matrix = [{"competency": "conflict", "about": "a disagreement", "whole": [], "lacking": []}]
        self.bank: dict[str, Any] = {"folder": "/stories", "matrix": matrix, "stories": [], "refused": [], "aim": aim}
        self.begun: list[tuple[str, str]] = []
        self.indexing = threading.Event()
        """Clear to let the index take long."""
        self.indexing.set()

    def start(self, options: Any, emit: Any) -> FakeSession:
        if self.refuse is not None:
            raise self.refuse
        self.started.append(options)
        self.session = FakeSession(emit, self.rounds)
        self.arrange(self.session)
        return self.session

    def resume(self, session: str | None, emit: Any) -> FakeSession:
        self.session = FakeSession(emit, self.rounds)
        self.session.open_round(show=False)
        self.arrange(self.session)
        return self.session

    def open_session(self) -> str | None:
        return None

    def profile(self) -> Profile:
        return self.stored

    def save_profile(self, value: Profile) -> None:
        self.saved.append(value)
        self.stored = value

    def plan(self) -> StudyPlan:
        topic = PlannedTopic(topic="behavioral_star", label="focus", reason="because you rated it 1")
        section = PlannedSection(category="behavioral", minutes=30, topics=(topic,), reason="30 of 80")
        return StudyPlan(total_minutes=80, stages=(PlannedStage(stage="onsite", minutes=30, sections=(section,)),))

    def has_profile(self) -> bool:
        return self.stored != Profile()

    def draft(self, session: str) -> str:
        return self.drafts.get(session, "")

    def keep_draft(self, session: str, text: str) -> None:
        self.drafts[session] = text

    def calendar(self) -> dict[str, Any]:
        return {"days": self.days, "due": len(self.due), "interview": None}

    def due_points(self) -> list[dict[str, Any]]:
        return self.due

    def stories(self) -> dict[str, Any]:
        return self.bank

    def new_story(self, title: str, competency: str) -> Path:
        self.begun.append((title, competency))
        return Path("/stories/new.md")

    def story_file(self, name: str) -> Path:
        return Path(f"/stories/{name}.md")

    def history(self) -> list[dict[str, Any]]:
        return self.rows

    def report(self, session: str) -> Report:
        return self.reported or report((Turn(speaker="interviewer", text=HOSTILE),), session)

    def render(self, value: Report, form: str) -> str:
        return f"{form} of {value.session}"

    def contest(self, session: str, number: int, criterion: str, note: str) -> None:
        self.contested.append((session, number, criterion, note))

    def topics(self) -> list[dict[str, str]]:
        return [{"id": "behavioral_star", "title": "Behavioral stories"}, {"id": "lru", "title": HOSTILE}]

    def prepare(self, progress: Callable[[int, int], None]) -> None:
        progress(64, 524)
        self.indexing.wait(10)

    def lesson(self, topic: str) -> dict[str, Any]:
        passages = [{"section": "core_knowledge", "text": f"Passage on {topic}. {HOSTILE}"}]
        return {"title": "Behavioral stories", "recall": self.prompts, "passages": passages}

    def search(self, query: str) -> list[dict[str, Any]]:
        return [{"topic": "lru", "section": "pitfalls", "guide": "ours", "line": 3, "text": f"Found {query} {HOSTILE}"}]

    def examine(self) -> dict[str, Any]:
        return {
            "version": "0.1.0",
            "python": "3.11",
            "platform": "linux",
            "settings": [{"name": "HOTSEAT_HOME", "value": HOSTILE, "source": "default", "about": "state"}],
            "model": {"configured": False, "agreed": False, "host": None},
            "checks": [
                {"name": "encoder", "ok": True, "found": "MiniLM"},
                {"name": "isolation", "ok": False, "found": HOSTILE, "todo": "Install it."},
            ],
        }


def history_row(**more: Any) -> dict[str, Any]:
    played = {
        "round": 1,
        "kind": "behavioral",
        "topic": "behavioral_star",
        "question": "q",
        "level": 2,
        "level_unprompted": 1,
        "score": 40.0,
        "seconds": 600.0,
    }
    row = {"session": "s1", "kind": "drill", "started": AT.isoformat(), "ended": AT.isoformat(), "planned": 1}
    return row | {"rounds": [played]} | more


class Play:
    """A running app with its pilot."""

    def __init__(self, app: HotseatApp, facade: FakeFacade, pilot: Any) -> None:
        self.app, self.facade, self.pilot = app, facade, pilot

    async def until(self, true: Callable[[], Any]) -> None:
        for _ in range(400):
            await self.pilot.pause()
            if true():
                return
            await self.pilot.pause(0.005)
        raise AssertionError(f"never true; the screen is {self.app.screen}:\n{self.text}")

    async def shows(self, name: str) -> None:
        await self.until(lambda: type(self.app.screen).__name__ == name)
        await self.pilot.pause()

    async def begins(self, name: str = "InterviewScreen") -> FakeSession:
        """Start a drill and wait for its first question."""
        await self.until(lambda: self.app.is_running)
        self.app.start_session("drill", topic="behavioral_star")
        await self.shows(name)
        await self.idle()
        assert self.facade.session is not None
        return self.facade.session

    async def idle(self) -> None:
        await self.until(lambda: not self.app.stage.busy)
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """What the screen shows, line by line."""
        _, height = self.app.size
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips[:height])


@pytest.fixture
def facade() -> FakeFacade:
    return FakeFacade()


@pytest.fixture
def row() -> Callable[..., dict[str, Any]]:
    return history_row


@pytest.fixture
def hostile() -> str:
    return HOSTILE


@pytest.fixture
def play(facade: FakeFacade) -> Callable[..., Any]:
    """`async with play(size=..., opening=...) as p:` runs the app on the double."""

    @asynccontextmanager
    async def run(size: tuple[int, int] = (80, 24), opening: Any = None) -> Any:
        app = HotseatApp(facade, opening)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Play(app, facade, pilot)

    return run
