"""A desk for tests: a real store, a fake assessor that reads keywords, the embedded voice."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from agent import events as ev
from agent.clock import InputClock
from agent.coding import CodingKind
from agent.interview.desk import Desk
from agent.interview.session import Session
from agent.models import Assessment, CriterionAssessment, LoopPlan, PlannedRound, Quote, Turn
from agent.store import Store
from agent.voice.brief import Brief
from agent.voice.embedded import EmbeddedVoice
from rubrics.schema import Question

QUESTION = """
id: t_cache
topic: serving_feature_stores_monitoring
kind: system_design
prompt: Design a cache in front of a slow feature service.
minutes: 20
opening:
  - {ask: How many requests a second are there?, fact: Forty thousand a second at peak.}
  - {ask: How stale may a feature be?, fact: Five minutes are fine.}
hints: [Think of what happens on a miss., Think of many misses at once., Think of one flight for each key.]
criteria:
  - id: keys
    name: What is stored
    weight: 3
    expectation: Names entity and feature version as the key.
    evidence: [Keyed by user and feature version., "user:42:v3 maps to the vector", The version sits in the key.]
    probes: [What identifies an entry?, How do two releases keep out of each other's way?]
  - id: misses
    name: Behavior on a miss
    weight: 2
    expectation: One request a key goes to the service, the others wait.
    evidence: [Single flight for each key., Only one caller refills., We collapse the stampede.]
    misconceptions: [Every caller fetches for itself because that is simplest.]
    probes: [Many callers want the same absent entry; then what?, What does the service see in that moment?]
  - id: price
    name: What it costs
    weight: 1
    role: tradeoff
    expectation: Trades staleness against load with a number.
    evidence: [A minute of staleness halves the load., "TTL 60 s, hit rate 0.9", Fresher costs more calls.]
    probes: [What do you pay for your choice?, Which way would you lean, and why?]
second_angle:
  prompt: Now the features change several times a second. What changes in your design?
  criteria:
    - id: push
      name: How changes arrive
      weight: 2
      expectation: Writes push invalidations.
      evidence: [The writer publishes the key., Invalidate on write., A stream of changed keys.]
      probes: [How does an entry learn that it is old?, Who tells whom?]
    - id: order
      name: Order of events
      weight: 1
      expectation: Versions decide, not arrival.
      evidence: [Compare versions., Older writes are dropped., Last writer by version wins.]
      probes: [Two updates overtake each other; then what?, How do you know which is newer?]
exemplars: {strong: "All of it.", borderline: "Half of it."}
"""


def keyword_assess(question: Question, turns: Sequence[Turn]) -> Assessment:
    """met where the candidate says the criterion's id, contradicted where they say `not-` before it."""
    put = any(turn.move == "second_angle" for turn in turns)
    rows = []
    for criterion in question.all_criteria() if put else question.criteria:
        where = [(n, t.text) for n, t in enumerate(turns, 1) if t.speaker == "candidate" and criterion.id in t.text]
        wrong = any(f"not-{criterion.id}" in text for _, text in where)
        quotes = tuple(
            Quote(turn=n, text=criterion.id, start=(s := text.index(criterion.id)), end=s + len(criterion.id))
            for n, text in where[:1]
        )
        met = bool(where) and not wrong
        rows.append(
            CriterionAssessment(
                id=criterion.id,
                label="contradicted" if wrong else "met" if met else "missing",
                elicited="unprompted" if met else None,
                p_partial=float(met),
                p_met=float(met),
                p_contradicted=float(wrong),
                quotes=quotes,
            )
        )
    said = " ".join(turn.text for turn in turns if turn.speaker == "candidate")
    return Assessment(criteria=tuple(rows), flags=("off_topic",) if "weather" in said else ())


def open_session(
    store: Store, path: str, seen: list[ev.Public], minutes: int = 20, session: str | None = None
) -> Session:
    """A drill on the file `path`; with `session`, the same one again."""
    if session is None:
        session = store.create("drill")
        kind = "system_design"
        topic = "serving_feature_stores_monitoring"
        rounds = tuple(
            PlannedRound(round=n, kind=kind, topic=topic, question=path, minutes=minutes, reason="test") for n in (1, 2)
        )
        plan = LoopPlan(kind="drill", rounds=rounds)
        store.append(
            session,
            "started",
            lambda s: ev.SessionStarted(
                session=s[0], seq=s[1], at=s[2], kind="drill", seed=1, engine="embedded", plan=plan, clock="input"
            ),
        )
    desk = Desk(
        store=store,
        session=session,
        clock=InputClock(),
        emit=seen.append,
        assess=keyword_assess,
        embedded=EmbeddedVoice(),
    )
    return Session(desk)


def open_coding(
    store: Store,
    reference: str,
    coding: CodingKind,
    seen: list[ev.Public],
    session: str | None = None,
    topic: str = "graph_search",
) -> Session:
    """A drill of one coding round on `reference` (`problem:` and an id); with `session`, the same one again."""
    if session is None:
        session = store.create("drill")
        planned = PlannedRound(
            round=1, kind="coding", topic=topic, question=reference, minutes=30, reason="test", coding=coding
        )
        plan = LoopPlan(kind="drill", rounds=(planned,))
        store.append(
            session,
            "started",
            lambda s: ev.SessionStarted(
                session=s[0], seq=s[1], at=s[2], kind="drill", seed=1, engine="embedded", plan=plan, clock="input"
            ),
        )
    return Session(
        Desk(
            store=store,
            session=session,
            clock=InputClock(),
            emit=seen.append,
            assess=keyword_assess,
            embedded=EmbeddedVoice(),
        )
    )


def brief(question: Question, turns: tuple[Turn, ...], move: str, criterion: str | None) -> Brief:
    """What a voice is told for one move."""
    decided = ev.Decided.model_validate(
        {
            "session": "s",
            "seq": 1,
            "at": datetime.datetime.now(datetime.UTC),
            "round": 1,
            "turn": len(turns),
            "move": move,
            "criterion": criterion,
            "why": "w",
        }
    )
    return Brief(question, decided, turns, frozenset({turns[0].text}))
