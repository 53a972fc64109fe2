"""The rounds of a screen, an onsite or a drill: which question, for how long, and why. The same seed, the same plan."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeVar

from agent.coding import CodingKind
from agent.errors import BadInput
from agent.models import LoopPlan, PlannedRound, Profile
from agent.planning.apportion import apportion
from agent.planning.need import Measured, topic_label, topic_need
from agent.planning.priors import RoundPrior, priors
from agent.planning.study import refuse_unknown_subtopics
from rubrics.labels import TargetLevel
from rubrics.schema import Kind

_Item = TypeVar("_Item")
AIMED = "it asks for what your story bank lacks"


@dataclass(frozen=True)
class QuestionRow:
    """What the planner has to know of a question."""

    id: str
    topic: str
    kind: Kind
    minutes: int | None = None
    difficulty: int | None = None
    """1 to 3."""
    problem: str | None = None
    """The coding problem it is on."""
    coding: CodingKind | None = None
    reference: str = ""
    """How a session finds it, where that is not the id."""


def loop_plan(
    kind: Literal["onsite", "screen"],
    profile: Profile,
    bank: Iterable[QuestionRow],
    seed: int,
    *,
    asked: Iterable[str] = (),
    measured: Measured | None = None,
    preferred: Iterable[str] = (),
) -> LoopPlan:
    """A round for every kind that `priors.yaml` lists for the loop, and in an onsite one more of a needy kind.

    In each round a topic is drawn by need times importance (more for chosen and focus topics, less for one that the
    loop has already), then a question of it by difficulty and target level. A question in `asked` comes back only when
    every question of its kind was asked, one in `preferred` (it aims at a gap of the candidate's stories) is drawn more
    often within its topic. With `profile.loop_minutes` the rounds share these minutes in proportion.

    Raises:
        BadInput: the bank has too few questions of a kind, or a chosen subtopic is unknown.
    """
    refuse_unknown_subtopics(profile.focus_subtopics, "focus_subtopics:")
    rows = tuple(sorted(bank, key=lambda row: row.id))
    slots = [*priors().loops[kind], *(_extra_round(profile, rows, measured) if kind == "onsite" else ())]
    minutes = [slot.minutes for slot in slots]
    if profile.loop_minutes is not None:
        minutes = apportion(profile.loop_minutes, [Fraction(one) for one in minutes])
    draw = _Draw(profile, rows, random.Random(f"{kind}:{seed}"), frozenset(asked), measured, frozenset(preferred))
    rounds = []
    for number, (slot, given) in enumerate(zip(slots, minutes, strict=True), 1):
        row, why = draw.question(slot.kind)
        length = slot.reason if given == slot.minutes else f"{given} of {profile.loop_minutes} minutes are its share"
        rounds.append(_round(number, row, row.reference or row.id, given, f"{length}; {why}."))
    return LoopPlan(kind=kind, rounds=tuple(rounds))


def topic_drill(
    topic: str,
    bank: Iterable[QuestionRow],
    seed: int,
    *,
    asked: Iterable[str] = (),
    minutes: int | None = None,
    profile: Profile | None = None,
    preferred: Iterable[str] = (),
) -> LoopPlan:
    """One round on a topic: a question that was not asked before while there is one. `minutes` overrides its length.

    Where the bank has questions to talk about, a coding problem comes up as often as `priors.yaml` says.

    Raises:
        BadInput: the bank has no question on the topic.
    """
    rows = sorted(bank, key=lambda row: row.id)
    pool = [row for row in rows if row.topic == topic]
    if not pool:
        raise BadInput(
            "No such drill",
            f"There is no question on the topic {topic[:80]!r}.",
            f"The topics are {', '.join(sorted({row.topic for row in rows}))}.",
        )
    pool, novelty = _fresh(pool, frozenset(asked))
    level = (profile or Profile()).target_level
    code = [row for row in pool if row.kind == "coding"]
    share = float(priors().draw.coding_in_topic) * (len(pool) - len(code)) / max(1, len(code))
    factor = share if len(code) < len(pool) else 1.0
    aimed, more = frozenset(preferred), float(priors().draw.preferred)
    row = _weighted(
        random.Random(f"drill:{seed}"),
        pool,
        lambda one: (
            _difficulty_weight(one, level)
            * (factor if one.kind == "coding" else 1.0)
            * (more if one.id in aimed else 1.0)
        ),
    )
    why = f"you asked for the topic {_plain(topic)}; {novelty}{f'; {AIMED}' if row.id in aimed else ''}"
    return _drill(row, row.reference or row.id, minutes, why)


def question_drill(row: QuestionRow, question: str, minutes: int | None = None) -> LoopPlan:
    """One round on one question; `question` is how the session finds it again: an id, or the path of a file."""
    return _drill(row, question, minutes, f"you asked for the question {row.id}")


def _drill(row: QuestionRow, question: str, minutes: int | None, why: str) -> LoopPlan:
    length = minutes or row.minutes or priors().drill_minutes[row.kind]
    return LoopPlan(kind="drill", rounds=(_round(1, row, question, length, f"{why}."),))


def _round(number: int, row: QuestionRow, question: str, minutes: int, reason: str) -> PlannedRound:
    return PlannedRound(
        round=number,
        kind=row.kind,
        topic=row.topic,
        question=question,
        minutes=minutes,
        reason=reason,
        coding=row.coding,
    )


@dataclass
class _Draw:
    """Draws the questions of one loop; remembers what it has drawn."""

    profile: Profile
    rows: Sequence[QuestionRow]
    rng: random.Random
    asked: frozenset[str]
    measured: Measured | None
    preferred: frozenset[str] = frozenset()
    drawn: tuple[QuestionRow, ...] = ()

    def question(self, kind: Kind) -> tuple[QuestionRow, str]:
        drawn = {row.id for row in self.drawn}
        pool = [row for row in self.rows if row.kind == kind and row.id not in drawn]
        if not pool:
            raise BadInput(
                "This loop cannot be planned",
                f"The bank has too few questions of the kind {kind}.",
                "Add questions of that kind, or drill a topic instead.",
            )
        pool, novelty = _fresh(pool, self.asked)
        topic = _weighted(self.rng, sorted({row.topic for row in pool}), lambda one: self._topic_weight(one, kind))
        row = _weighted(self.rng, [row for row in pool if row.topic == topic], self._question_weight)
        self.drawn += (row,)
        aimed = f"; {AIMED}" if row.id in self.preferred else ""
        return row, f"{_plain(topic)} was drawn: {self._why(topic)}; {novelty}{aimed}"

    def _question_weight(self, row: QuestionRow) -> float:
        factor = float(priors().draw.preferred) if row.id in self.preferred else 1.0
        return _difficulty_weight(row, self.profile.target_level) * factor

    def _topic_weight(self, topic: str, kind: Kind) -> float:
        table = priors()
        if topic not in table.topics:
            return 1.0
        weight = topic_need(self.profile, topic, self.measured).value * table.topics[topic].importance
        if topic in self.profile.focus_subtopics:
            weight *= table.draw.chosen
        elif topic_label(self.profile, topic, self.measured)[0] == "focus":
            weight *= table.draw.focus
        if any(row.topic == topic for row in self.drawn):
            weight *= table.draw.repeated
        if kind == "coding" and table.topics[topic].category == "coding":
            weight *= table.draw.coding_topic
        return float(weight)

    def _why(self, topic: str) -> str:
        if topic not in priors().topics:
            return "the planner knows nothing about it"
        label, why = topic_label(self.profile, topic, self.measured)
        return f"{label}, {why}"


def _extra_round(profile: Profile, rows: Sequence[QuestionRow], measured: Measured | None) -> list[RoundPrior]:
    """One more round of the kind with the neediest topic (then the neediest on average), where it is needy enough."""
    table = priors()
    needs: dict[Kind, tuple[Fraction, Fraction]] = {}
    for slot in table.loops["onsite"]:
        pool = [row for row in rows if row.kind == slot.kind]
        known = {row.topic for row in pool if row.topic in table.topics}
        if known and len(pool) > 1:
            values = [topic_need(profile, topic, measured).value for topic in known]
            needs[slot.kind] = (max(values), sum(values, Fraction(0)) / len(values))
    kind = max(needs, key=lambda one: needs[one], default=None)
    if kind is None or needs[kind][0] < table.extra_round.need:
        return []
    reason = f"one more round of the kind that is needed most (need {float(needs[kind][0]):.2f})"
    return [RoundPrior(kind=kind, minutes=table.extra_round.minutes, reason=reason)]


def _fresh(pool: list[QuestionRow], asked: frozenset[str]) -> tuple[list[QuestionRow], str]:
    fresh = [row for row in pool if row.id not in asked and f"problem:{row.problem}" not in asked]
    if fresh:
        return fresh, "its question was not asked before"
    return pool, "every question of this sort was asked before, so one comes back"


def _difficulty_weight(row: QuestionRow, level: TargetLevel) -> float:
    return float(priors().difficulty_by_target[level].get(row.difficulty or 2, Fraction(1)))


def _weighted(rng: random.Random, items: Sequence[_Item], weight: Callable[[_Item], float]) -> _Item:
    return rng.choices(items, [weight(item) for item in items])[0]


def _plain(name: str) -> str:
    return name.replace("_", " ")
