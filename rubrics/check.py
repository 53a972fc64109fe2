"""Holds a question to what our own bank asks for, beyond what the schema does.

Pure: guides, problems and the other questions come in as sets of names. What needs a model (do the exemplars get the
grade they claim, does another question ask the same) is checked in `agent/checking/`.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from rubrics.leaks import leaks, secret_texts
from rubrics.schema import BANK_TOPICS, Criterion, Numeric, Question
from rubrics.words import content_words, likeness, numbers, stems

LEAST_PROBES = 2
HINTS = 3
ALIKE = 0.6
"""Jaccard index of content words from which two evidence statements count as one."""
TELLING_NAME = 0.5
"""Share of the expectation's content words in the name from which the name gives the expectation away."""
LEAST_TELLING_WORDS = 3
LEAST_CITED = 0.5
"""Share of the criteria that cite the guide, which does not treat everything that a question asks for."""
LEAST_ROLES = ("opening", "pillar", "tradeoff")
"""Roles that a design answer cannot lack."""
WITHOUT_OPENING = ("behavioral",)
"""Kinds whose questions hold no fact that a candidate could ask for."""
UNITS = (
    1.0,
    60.0,
    100.0,
    3600.0,
    *(1e3**power for power in (1, 2, 3, 4, 5)),
    *(1024.0**power for power in (1, 2, 3, 4)),
)
"""Factors by which a form may differ from the value: it may be written in another unit."""
POWERS_OF_TEN = tuple(10.0**power for power in range(31))
"""The same for a form in scientific notation."""

_LINES = re.compile(r"[^#:\s]+:\d+(?:-\d+)?\Z")
_IDENTIFIER = re.compile(r"[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)+\Z")
_FRACTION = re.compile(r"\s*([-+]?\d+(?:\.\d+)?)\s*/\s*(\d+(?:\.\d+)?)\s*\Z")
_PLAIN_NUMBER = re.compile(
    r"\s*([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][-+]?\d+)?)\s*(%|percent|per cent)?\s*\Z"
)


@dataclass(frozen=True)
class Finding:
    """One thing to mend, or to look at."""

    level: Literal["error", "warning"]
    where: str
    """The key, for example `criteria[queue_order].probes[0]`."""
    what: str
    todo: str
    ours: bool = False
    """Only our own bank has to heed it: a user's file may leave out what is missing, and name topics of its own."""


def check_question(
    question: Question,
    anchors: Mapping[str, AbstractSet[str]] | None,
    problems: AbstractSet[str] | None,
    ids: AbstractSet[str],
) -> list[Finding]:
    """Everything the bank would not take, in the order of the file.

    Args:
        question: a question that the schema has taken.
        anchors: the guide's anchors by topic; None leaves `sources` unchecked beyond their form.
        problems: the ids of the coding problems; None leaves `problem` unchecked beyond its presence.
        ids: the ids of all questions of the bank, for pivots that name one.
    """
    findings = [*_question(question, problems), *_pivots(question, ids)]
    for where, criterion in _placed(question):
        findings += _complete(where, criterion, with_role=where.startswith("criteria"))
        findings += _sources(where, criterion, anchors)
        findings += _names_and_probes(where, question, criterion)
        findings += _evidence(where, criterion)
        findings += _numerics(where, criterion)
    return findings


def _placed(question: Question) -> Iterator[tuple[str, Criterion]]:
    for criterion in question.criteria:
        yield f"criteria[{criterion.id}]", criterion
    for criterion in question.second_angle.criteria if question.second_angle else ():
        yield f"second_angle.criteria[{criterion.id}]", criterion


def _question(question: Question, problems: AbstractSet[str] | None) -> Iterator[Finding]:
    if question.topic not in BANK_TOPICS:
        yield _gap("topic", f"{question.topic!r} is no topic of the bank.", f"Use one of {', '.join(BANK_TOPICS)}.")
    for key, value in (
        ("difficulty", question.difficulty),
        ("minutes", question.minutes),
        ("second_angle", question.second_angle),
        ("pivots", question.pivots),
        ("exemplars", question.exemplars),
    ):
        if not value:
            yield _gap(key, "it is missing; the bank asks for it.", f"Write {key}.")
    if not question.opening and question.kind not in WITHOUT_OPENING:
        yield _gap("opening", "it is missing; the bank asks for it.", "Write what a good candidate asks first.")
    if not question.further_reading:
        yield _slack("further_reading", "there is none.", "Name something to read on.")
    if len(question.hints) != HINTS:
        yield _gap("hints", f"there are {len(question.hints)} of {HINTS} hints.", "Write a ladder of three.")
    if question.kind == "coding":
        if question.problem is None:
            yield _gap("problem", "a coding question names its problem.", "Write the id of a problem.")
        elif problems is not None and question.problem not in problems:
            yield _error("problem", f"there is no problem {question.problem!r}.", "`hotseat problems` lists them.")
    elif question.problem is not None:
        yield _error("problem", f"a {question.kind} question has no problem.", "Take the key away.")
    if not any(criterion.weight == 3 for criterion in question.criteria):
        yield _warning("criteria", "no criterion has weight 3.", "Say what an answer cannot go without.")
    roles = {criterion.role for criterion in question.criteria}
    for role in LEAST_ROLES if question.kind == "system_design" else ():
        if role not in roles:
            yield _slack("criteria", f"no criterion has the role {role}.", "A design answer has one.")
    cited = [bool(criterion.sources) for criterion in question.all_criteria()]
    if sum(cited) < LEAST_CITED * len(cited):
        yield _slack(
            "criteria",
            f"{sum(cited)} of {len(cited)} criteria have sources.",
            "Cite the parts of the guide that treat them.",
        )
    if question.exemplars and likeness(question.exemplars.strong, question.exemplars.borderline) > ALIKE:
        yield _warning("exemplars", "the two exemplars use nearly the same words.", "Write the borderline one anew.")


def _pivots(question: Question, ids: AbstractSet[str]) -> Iterator[Finding]:
    for number, pivot in enumerate(question.pivots):
        where = f"pivots[{number}]"
        if pivot.topic not in BANK_TOPICS:
            yield _gap(f"{where}.topic", f"{pivot.topic!r} is no topic of the bank.", "Name one that exists.")
        elif pivot.topic == question.topic:
            yield _error(f"{where}.topic", "a pivot leads over to another topic.", "Name another topic.")
        if _IDENTIFIER.match(pivot.question) and pivot.question not in ids:
            yield _error(f"{where}.question", f"there is no question {pivot.question!r}.", "Name one, or ask in words.")


def _complete(where: str, criterion: Criterion, *, with_role: bool) -> Iterator[Finding]:
    if criterion.dimension is None:
        yield _gap(f"{where}.dimension", "it is missing.", "Say what the packet groups it by.")
    if with_role and criterion.role is None:
        yield _gap(f"{where}.role", "it is missing.", "Write opening, pillar, tradeoff or close.")
    if len(criterion.probes) < LEAST_PROBES:
        yield _gap(f"{where}.probes", f"there are {len(criterion.probes)}.", f"Write at least {LEAST_PROBES}.")
    if not criterion.misconceptions:
        yield _slack(f"{where}.misconceptions", "there is none.", "Write what people get wrong here, if anything.")


def _sources(where: str, criterion: Criterion, anchors: Mapping[str, AbstractSet[str]] | None) -> Iterator[Finding]:
    for number, source in enumerate(criterion.sources):
        key = f"{where}.sources[{number}]"
        topic, mark, anchor = source.partition("#")
        if _LINES.match(source):  # A guide that a user brought: `guide:line-line`, which only its owner can follow.
            continue
        if not (topic and mark and anchor):
            yield _error(key, f"{source!r} is not written topic#anchor.", "Write topic#anchor.")
        elif anchors is not None and topic not in anchors:
            yield _gap(key, f"the guide has no topic {topic!r}.", "Name a topic of the guide.")
        elif anchors is not None and anchor not in anchors[topic]:
            yield _error(key, f"the guide's {topic} has no anchor {anchor!r}.", "Name an anchor that exists.")


def _names_and_probes(where: str, question: Question, criterion: Criterion) -> Iterator[Finding]:
    public = stems([question.prompt])
    in_name = stems([criterion.name]) - public
    expected = stems([criterion.expectation]) - public
    shared = in_name & expected
    if len(shared) >= LEAST_TELLING_WORDS and len(shared) >= TELLING_NAME * len(expected):
        yield _warning(
            f"{where}.name", "it says most of the expectation.", "Name the matter, not the answer: it may be spoken."
        )
    secret = {value for _, text in secret_texts(criterion) for value, _, _ in numbers(text)}
    told = {value for value, _, _ in numbers(criterion.name)} - {value for value, _, _ in numbers(question.prompt)}
    if told & secret:
        yield _error(f"{where}.name", "it holds a number of the answer.", "Take the number out of the name.")
    for number, probe in enumerate(criterion.probes):
        if probe.count("?") > 1:
            yield _error(f"{where}.probes[{number}]", "it asks more than one question.", "Ask one.")
        for leak in leaks(probe, question, criterion):
            yield _error(
                f"{where}.probes[{number}]",
                f"the {leak.kind} {leak.found!r} gives {leak.source} away.",
                "Ask for it in other words.",
            )


def _evidence(where: str, criterion: Criterion) -> Iterator[Finding]:
    for (left, one), (right, other) in itertools.combinations(enumerate(criterion.evidence), 2):
        if likeness(one, other) >= ALIKE:
            yield _warning(
                f"{where}.evidence[{right}]", f"it says the same as evidence[{left}].", "Say it in quite another way."
            )
    for number, one in enumerate(criterion.evidence):
        for wrong, misconception in enumerate(criterion.misconceptions):
            if content_words(one) and likeness(one, misconception) == 1.0:
                yield _warning(
                    f"{where}.evidence[{number}]",
                    f"it has the same words as misconceptions[{wrong}].",
                    "Right and wrong should not differ by a `not` alone.",
                )


def _numerics(where: str, criterion: Criterion) -> Iterator[Finding]:
    for number, declared in enumerate(criterion.numeric):
        key = f"{where}.numeric[{number}]"
        if not (math.isfinite(declared.value) and math.isfinite(declared.tolerance)):
            yield _error(key, "value and tolerance have to be finite.", "Write ordinary numbers.")
            continue
        if declared.value and declared.tolerance > abs(declared.value) / 2:
            yield _warning(f"{key}.tolerance", "it is more than half of the value.", "Write a smaller one.")
        for place, form in enumerate(declared.forms):
            value = form_value(form)
            units = POWERS_OF_TEN if "e" in form.lower() else UNITS
            if value is not None and not _agrees(value, declared, units):
                yield _error(
                    f"{key}.forms[{place}]",
                    f"{form!r} is {value:.6g}, and the value is {declared.value:.6g} +- {declared.tolerance:.6g}.",
                    "Mend the one that is wrong.",
                )


def _agrees(value: float, declared: Numeric, units: tuple[float, ...]) -> bool:
    slack = declared.tolerance + 1e-9 * abs(declared.value)
    scaled = [written for unit in units for written in (value * unit, value / unit)]
    return any(abs(written - declared.value) <= slack for written in scaled)


def form_value(form: str) -> float | None:
    """The number that a form such as `1/3`, `33 %`, `1,000` or `2.5e-3` writes; None for a form in words or symbols."""
    if fraction := _FRACTION.match(form):
        below = float(fraction[2])
        return float(fraction[1]) / below if below else None
    plain = _PLAIN_NUMBER.match(form)
    if not plain or not any(letter.isdigit() for letter in plain[1]):
        return None
    return float(plain[1].replace(",", "")) / (100.0 if plain[2] else 1.0)


def _gap(where: str, what: str, todo: str) -> Finding:
    return Finding("error", where, what, todo, ours=True)


def _slack(where: str, what: str, todo: str) -> Finding:
    return Finding("warning", where, what, todo, ours=True)


def _error(where: str, what: str, todo: str) -> Finding:
    return Finding("error", where, what, todo)


def _warning(where: str, what: str, todo: str) -> Finding:
    return Finding("warning", where, what, todo)
