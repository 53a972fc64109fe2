"""From a topic's outline to draft questions that the schema takes. Pure; a person finishes them.

Nothing here is written by a model: every statement of a draft is the guide's own, and each criterion cites its lines.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.drafting.outline import Outline, Piece
from agent.drafting.wording import capital, evidence, identifier, lower, short, whole
from rubrics.schema import BANK_TOPICS, Criterion, Dimension, Kind, OpeningFact, Pivot, Question, Role, SecondAngle
from rubrics.words import stems

LEAST_POINTS = 3
"""Fewer points make no question."""
MOST_CRITERIA = 9
MOST_ASKS = 4
LEAST_SHARED = 2
"""Words that a pitfall shares with the point it is about."""
LEFT_OPEN = "The guide does not say. The interviewer's answer: that is your call, state an assumption and go on."
MINUTES: dict[Kind, int] = {
    "system_design": 40,
    "ml_concepts": 30,
    "experimentation": 35,
    "behavioral": 20,
    "statistics": 30,
    "coding": 40,
}

_ABOUT_ITSELF = re.compile(r"(?:this framing|here,? the|the core|the same|same\b|the interviewer)", re.IGNORECASE)

_BEHAVIORAL = re.compile(r"\b(?:behaviou?ral|leadership|star|story|stories|conflict|proudest)\b", re.IGNORECASE)
_EXPERIMENT = re.compile(r"\b(?:experiment\w*|a/b|causal)\b", re.IGNORECASE)
_STATISTICS = re.compile(r"\b(?:probability|statistic\w*|sampling|random walk\w*)\b", re.IGNORECASE)
_DESIGN = re.compile(r"\b(?:design|system|serving|pipeline|architecture|platform)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Draft:
    """A question that the schema takes, and what a person should still do to it."""

    question: Question
    todo: tuple[str, ...]


def drafts(of: Outline) -> list[Draft]:
    """The drafts that a topic gives: its worked example, and a talk through its points."""
    made = [_from_example(of) if of.example else None, _from_points(of) if len(of.points) >= LEAST_POINTS else None]
    return [draft for draft in made if draft is not None]


def kind_of(of: Outline) -> Kind:
    """Which kind of round the topic belongs to, by the words of its name, then of its worked example."""
    for text in (of.name, of.example):
        for kind, pattern in _KINDS:
            if pattern.search(text):
                return kind
    return "ml_concepts"


_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("behavioral", _BEHAVIORAL),
    ("experimentation", _EXPERIMENT),
    ("statistics", _STATISTICS),
    ("system_design", _DESIGN),
)


PROBES: dict[str, tuple[str, str]] = {
    "opening": ("What would you want to know first?", "Which of your assumptions matters most, and why?"),
    "tradeoff": ("What do you give up with that choice?", "When would you decide the other way?"),
    "close": ("What would you do with more time?", "How would you know that it works?"),
}
"""Of the roles that every answer has; a point of its own is asked for by its name."""


class _Builder:
    """Criteria of one question: names and ids stay apart, a pitfall and a supporting statement are used once."""

    def __init__(self, of: Outline) -> None:
        self._of = of
        self._ids: set[str] = set()
        self._pitfalls = list(of.pitfalls)

    def criteria(self, points: Sequence[_Point], more: Sequence[Piece]) -> tuple[Criterion, ...]:
        """One criterion a point; each further statement goes to the point that it shares most words with."""
        given: dict[int, list[Piece]] = {at: [] for at in range(len(points))}
        wrong = self._placed(points)
        for piece in more:
            # Long points share words with everything, so what they share is set against their length.
            share = [
                0.0
                if point.role in PROBES or _shared(point.piece, piece) < 2
                else _shared(point.piece, piece) / math.sqrt(len(stems([point.piece.text])))
                for point in points
            ]
            if max(share, default=0.0) > 0:
                given[share.index(max(share))].append(piece)
        return tuple(self._criterion(point, given[at], wrong.get(at, ())) for at, point in enumerate(points))

    def _criterion(self, point: _Point, more: Sequence[Piece], pitfalls: Sequence[Piece]) -> Criterion:
        statements, lines = evidence(point.piece, [*point.own, *more])
        named = (
            f"Say more about this: {lower(point.name)}.",
            f"How would you decide on this, and why: {lower(point.name)}?",
        )
        return Criterion(
            id=self._id(point.name),
            name=capital(point.name),
            weight=point.weight,
            role=point.role,
            dimension=_dimension(point, kind_of(self._of)),
            expectation=whole(point.piece),
            evidence=statements,
            misconceptions=tuple(capital(pitfall.head)[:1990] for pitfall in pitfalls),
            probes=PROBES.get(point.role or "", named),
            sources=tuple(f"{self._of.guide}:{line}" for line in lines),
        )

    def _id(self, name: str) -> str:
        base = identifier(name) or "point"
        number, found = 2, base
        while found in self._ids:
            found, number = f"{base[:70]}_{number}", number + 1
        self._ids.add(found)
        return found

    def _placed(self, points: Sequence[_Point]) -> dict[int, list[Piece]]:
        """The pitfalls not used yet, each at the point that it shares most words with, if it shares some."""
        found: dict[int, list[Piece]] = {}
        for pitfall in self._pitfalls:
            shared = [0 if point.role in ("opening", "close") else _shared(point.piece, pitfall) for point in points]
            if max(shared, default=0) >= LEAST_SHARED:
                found.setdefault(shared.index(max(shared)), []).append(pitfall)
        self._pitfalls = [p for p in self._pitfalls if not any(p in placed for placed in found.values())]
        return found


@dataclass(frozen=True)
class _Point:
    """What becomes a criterion."""

    piece: Piece
    name: str
    weight: int
    role: Role | None = None
    own: tuple[Piece, ...] = ()
    """Statements that are part of it."""


def _dimension(point: _Point, kind: Kind) -> Dimension:
    if kind == "behavioral":
        return "ownership" if point.role in (None, "pillar") else "communication"
    by_role: dict[Role, Dimension] = {"opening": "problem_framing", "tradeoff": "judgement", "close": "verification"}
    return by_role.get(point.role, "technical_depth") if point.role else "technical_depth"


def _shared(left: Piece, right: Piece) -> int:
    return len(stems([left.text, left.head]) & stems([right.text]))


def _joined(pieces: Sequence[Piece], lead: str = "", between: str = " ") -> Piece:
    text = lead + between.join(piece.text for piece in pieces)
    return Piece(text[:1900], pieces[0].line, pieces[-1].end_line)


def _from_example(of: Outline) -> Draft | None:
    points = []
    if of.asks:
        asked = _joined(of.asks, "Settles before anything else: ", "; ")
        points.append(_Point(asked, "What to settle first", 2, "opening", of.asks))
    main = of.pillars or of.rest
    for pillar in main[: MOST_CRITERIA - 3]:
        points.append(_Point(pillar, short(pillar.head or pillar.text), 3, "pillar"))
    if of.tradeoff:
        points.append(_Point(_joined(of.tradeoff), "An explicit trade-off", 2, "tradeoff", of.tradeoff))
    if of.close:
        points.append(_Point(_joined(of.close), "What comes next", 1, "close", of.close))
    if len(points) < LEAST_POINTS:
        return None
    title = of.example.strip(' "“”.')
    build = _Builder(of)
    criteria = build.criteria(points, [*(of.rest if of.pillars else ()), *of.points])
    return _draft(of, title, f"{capital(title)}.", criteria, _opening(of), _second_angle(of, build))


def _from_points(of: Outline) -> Draft | None:
    named = ([point for point in of.points if point.head] or list(of.points))[:MOST_CRITERIA]
    points = [
        _Point(point, short(point.head or point.text), 3 if at < 3 else 2, None) for at, point in enumerate(named)
    ]
    if len(points) < LEAST_POINTS or kind_of(of) == "behavioral":
        return None
    prompt = (
        f"You are asked about this area: {of.name}. Talk me through what matters in it: the main ideas, when each "
        f"applies, what it costs, and what goes wrong in practice."
    )
    return _draft(of, f"{of.name} points", prompt, _Builder(of).criteria(points, ()), (), None)


def _draft(
    of: Outline,
    title: str,
    prompt: str,
    criteria: tuple[Criterion, ...],
    opening: tuple[OpeningFact, ...],
    angle: SecondAngle | None,
) -> Draft:
    kind = kind_of(of)
    if kind == "system_design" and criteria[0].role is None:
        kind = "ml_concepts"
    question = Question(
        id=identifier(f"draft {of.topic} {title}"),
        topic=of.topic,
        kind=kind,
        prompt=prompt,
        minutes=MINUTES[kind],
        difficulty=2,
        opening=opening,
        criteria=criteria,
        second_angle=angle,
        pivots=tuple(_pivots(of)),
        further_reading=tuple(piece.text[:1990] for piece in of.reading),
    )
    return Draft(question, tuple(_todo(question)))


def _opening(of: Outline) -> tuple[OpeningFact, ...]:
    stated = " ".join(piece.text for piece in of.assumptions)
    fact = f"Assume: {stated}" if stated else LEFT_OPEN
    return tuple(OpeningFact(ask=_question(ask.text), fact=fact) for ask in of.asks[:MOST_ASKS])


def _question(text: str) -> str:
    if re.match(r"(?:what|which|who|how|is|are|does|do|can|may)\b", text, re.IGNORECASE):
        return f"{capital(text)}?"
    if found := re.match(r"(?:whether|if)\s+(.*)", text, re.IGNORECASE):
        return f"Can you say whether {found.group(1)}?"
    return f"What about this: {text}?"


def _second_angle(of: Outline, build: _Builder) -> SecondAngle | None:
    pieces = [
        piece for piece in of.angle_points if len(piece.text.split()) >= 5 and not _ABOUT_ITSELF.match(piece.text)
    ]
    if not of.angle or len(pieces) < 2:
        return None
    points = [_Point(piece, short(piece.head or piece.text), 2) for piece in pieces[:4]]
    prompt = f"Now look at it from another side. {capital(of.angle).rstrip('.?')}: what changes?"
    return SecondAngle(prompt=prompt, criteria=build.criteria(points, pieces[4:]))


def _pivots(of: Outline) -> Iterator[Pivot]:
    """Only to topics that are ours: a pivot names a topic."""
    for piece in of.pivots:
        words = stems([piece.text])
        near = [(len(words & stems([topic.replace("_", " ")])), topic) for topic in BANK_TOPICS if topic != of.topic]
        shared, topic = max(near)
        if shared:
            yield Pivot(topic=topic, question=f"How does this connect to {lower(piece.text)}?")


def _todo(question: Question) -> Iterator[str]:
    if any(fact.fact == LEFT_OPEN for fact in question.opening):
        yield "opening: write the facts that the interviewer tells"
    if any(criterion.misconceptions for criterion in question.all_criteria()):
        yield "misconceptions: they are the guide's names of pitfalls; write them as a candidate would say them"
    if not all(criterion.misconceptions for criterion in question.criteria):
        yield "misconceptions: some criteria have none"
    yield "evidence: it is the guide's wording; add statements in other words"
    yield "probes: ask for the point without giving it away"
    yield "hints: write a ladder of three"
    yield "exemplars: write a strong and a borderline answer; `hotseat questions check` grades them"
