"""The model grader: one structured verdict a criterion, its quotes checked against the transcript. Never a total."""

from __future__ import annotations

import asyncio
import re
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from agent.endpoint import background
from agent.endpoint.chat import Message
from agent.endpoint.structured import ask
from agent.endpoint.usage import Tally
from agent.errors import ModelFailure
from agent.grading.judgements import FORMS, Form, Judgement, Refused
from agent.models import Assessment, CriterionAssessment, Quote, Turn
from agent.prompts import prompt
from agent.prompts.transcript import fenced
from agent.settings import Endpoint
from rubrics.labels import Label
from rubrics.schema import Criterion, Question

AT_ONCE = 4
"""Requests under way at the same time."""
WARM = 0.7
"""Temperature where several samples are taken; one sample is taken at 0."""
RANK: dict[Label, int] = {"missing": 0, "contradicted": 0, "partial": 1, "met": 2}
QUOTES = 2


@dataclass(frozen=True)
class Grading:
    """How a model is asked."""

    form: str = "grader"
    """Name of the prompt and its form: `grader` asks for a label, `grader_parts` for yes or no a part."""
    samples: int = 1
    """How often each criterion is graded; more than half of them must be usable."""


@dataclass(frozen=True)
class _Sample:
    """One usable grading of one criterion."""

    label: Label
    quotes: tuple[Quote, ...]
    reason: str


def grade(
    question: Question,
    criteria: Sequence[Criterion],
    turns: Sequence[Turn],
    embedded: Assessment,
    endpoint: Endpoint,
    cancel: threading.Event,
    how: Grading | None = None,
    tally: Tally | None = None,
) -> Assessment:
    """A second opinion. A criterion whose grading failed is `unscored` with its reason; a failure is never a score.

    Who elicited a point is decided by rule on the transcript and taken over from the embedded assessment.
    """
    rows = background.run(_all(question, criteria, turns, embedded, endpoint, how or Grading(), tally), cancel)
    return Assessment(criteria=tuple(rows), flags=embedded.flags, level_halfwidth=embedded.level_halfwidth)


async def _all(
    question: Question,
    criteria: Sequence[Criterion],
    turns: Sequence[Turn],
    embedded: Assessment,
    endpoint: Endpoint,
    how: Grading,
    tally: Tally | None,
) -> list[CriterionAssessment]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(criterion: Criterion) -> _Sample | str:
        async with gate:
            return await _sample(question, criterion, turns, endpoint, how, tally)

    asked = [criterion for criterion in criteria for _ in range(how.samples)]
    found = await asyncio.gather(*(one(criterion) for criterion in asked))
    return [
        _row(criterion, found[at * how.samples : (at + 1) * how.samples], embedded)
        for at, criterion in enumerate(criteria)
    ]


def _row(criterion: Criterion, found: Sequence[_Sample | str], embedded: Assessment) -> CriterionAssessment:
    """Put the samples of one criterion together: the middle label; probabilities are shares of the samples."""
    good = [sample for sample in found if isinstance(sample, _Sample)]
    if 2 * len(good) <= len(found):
        why = next((sample for sample in found if isinstance(sample, str)), "no sample was usable")
        return CriterionAssessment(
            id=criterion.id, label="unscored", p_partial=0.0, p_met=0.0, p_contradicted=0.0, reason=f"not graded: {why}"
        )
    ranked = sorted(good, key=lambda sample: RANK[sample.label])
    middle = ranked[(len(ranked) - 1) // 2]
    labels = Counter(sample.label for sample in good)
    label = middle.label
    if RANK[label] == 0:  # missing and contradicted count the same: the more frequent of the two
        label = "contradicted" if labels["contradicted"] > labels["missing"] else "missing"
    speaker = next(sample for sample in good if sample.label == label)
    credited = label in ("met", "partial")
    spread = ", ".join(f"{count} {name}" for name, count in labels.most_common())
    return CriterionAssessment(
        id=criterion.id,
        label=label,
        elicited=(embedded.of(criterion.id).elicited or "unprompted") if credited else None,
        p_partial=(labels["partial"] + labels["met"]) / len(good),
        p_met=labels["met"] / len(good),
        p_contradicted=labels["contradicted"] / len(good),
        quotes=speaker.quotes[:QUOTES],
        reason=speaker.reason + (f" (samples: {spread})" if len(found) > 1 else ""),
        samples=tuple(sample.label for sample in good) if len(found) > 1 else (),
    )


async def _sample(
    question: Question,
    criterion: Criterion,
    turns: Sequence[Turn],
    endpoint: Endpoint,
    how: Grading,
    tally: Tally | None,
) -> _Sample | str:
    """One grading, asked once more where it cannot be used; a text says why there is none."""
    form = FORMS[how.form]
    messages = _messages(question, criterion, turns, how.form)
    warmth = WARM if how.samples > 1 else 0.0
    why = ""
    try:
        for _ in range(2):
            judgement = await ask(endpoint, messages, form.schema, temperature=warmth, tally=tally)
            try:
                return _checked(form, judgement, turns)
            except Refused as refused:
                why = str(refused)
            messages = [
                *messages,
                ("assistant", judgement.model_dump_json()),
                ("user", f"Refused: {why}. Judge again; copy quotes exactly from the candidate's lines."),
            ]
    except ModelFailure as failure:
        why = failure.happened
    return why


def _checked(form: Form, judgement: Judgement, turns: Sequence[Turn]) -> _Sample:
    """Take a judgement, its quotes found in the transcript. Raises Refused."""
    label, texts = form.read(judgement)
    quotes = []
    for text in texts if label != "missing" else ():
        quote = find_quote(text, turns)
        if quote is None:
            raise Refused("a quote is not in the candidate's lines")
        quotes.append(quote)
    if label != "missing" and not quotes:
        raise Refused("no quote was given")
    return _Sample(label, tuple(quotes), judgement.reason)


def _messages(question: Question, criterion: Criterion, turns: Sequence[Turn], form: str) -> list[Message]:
    text = prompt(form).fill(
        question=question.prompt,
        name=criterion.name,
        expectation=criterion.expectation,
        evidence="\n".join(f"- {line}" for line in criterion.evidence),
        misconceptions="\n".join(f"- {line}" for line in criterion.misconceptions) or "(none listed)",
        transcript=fenced(turns),
    )
    return [("system", text), ("user", "Judge the criterion now.")]


def find_quote(text: str, turns: Sequence[Turn]) -> Quote | None:
    """Where the candidate said exactly this, or None; only breaks and spaces may differ, as a prompt shows them."""
    words = text.split()
    if not words:
        return None
    wanted = re.compile(r"\s+".join(map(re.escape, words)))
    for number, turn in enumerate(turns, 1):
        if turn.speaker == "candidate" and (found := wanted.search(turn.text)):
            return Quote(turn=number, text=found.group(0), start=found.start(), end=found.end())
    return None
