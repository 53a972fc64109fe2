"""The embedded assessor: a transcript and a question in, an `Assessment` out. No model endpoint, no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from agent.assess.calibration import calibration_inputs
from agent.assess.cues import IGNORANCE
from agent.assess.dialogue import Asked, aimed, dialogue_inputs, elicited
from agent.assess.encoding import Encoder, Encodings, Floats
from agent.assess.examination import Examination, Examiner
from agent.assess.guards import nearest
from agent.assess.numbers import Finding, check, stated
from agent.assess.parameters import Logistic, Parameters, parameters, probability
from agent.assess.text import words
from agent.assess.verdict import FLOOR, grounded, verdict_inputs
from agent.models import Assessment, CriterionAssessment, Flag, Quote, Turn
from rubrics.labels import Label
from rubrics.schema import Question

QUOTES = 2
"""Sentences quoted for a criterion at most."""
CONTRADICTED = 0.5
"""Probability from which a criterion that is not met is called contradicted."""
RIGHT_NUMBER = 1.5
"""Log-odds that the right final number adds (no graded question has checked numbers: not fitted)."""
FEW_WORDS = 5
"""Fewer are no answer; nor are four times as many that say "I don't know"."""
POOR = 0.2
"""Mean expected label (0 to 1) of an answer with hardly anything in it."""
RESTATED, NEAR_PROMPT = 0.6, 0.29
"""Greatest and mean cosine to the prompt from which a poor answer restates it."""
BELONGS = 0.5
"""Probability that an answer is to this question under which it is said to be to another one."""
ELSEWHERE = "The answer as a whole is nearer to other questions than to this one."
STRAY = 0.28
"""Mean cosine of the sentences to the nearest text under which a rather poor answer is off the topic."""
ABOUT = -2.0
"""Support from which a sentence with a number is about the criterion, if it supports no other more."""
SECOND = 2.0
"""A second sentence is quoted if its support is not less by more than this."""


class Assessor:
    """Assesses dialogues on one question; a further turn costs its new text only."""

    def __init__(self, question: Question, *, encoder: Encoder | None = None) -> None:
        """Encode the question's rubric.

        Raises:
            CorpusUnavailable: the encoder's files are missing (only where no encoder is given).
        """
        self.question = question
        self._encodings = Encodings(encoder if encoder is not None else _default_encoder())
        self._examiners: dict[bool, Examiner] = {}
        self._examiner(False)

    def prepare(self) -> None:
        """Encode the second angle's rubric, too, before the first answer to it waits for that (about a second)."""
        if self.question.second_angle is not None:
            self._examiner(True)

    def assess(self, turns: Sequence[Turn], *, second_angle: bool | None = None) -> Assessment:
        """Judge the whole dialogue so far.

        The question's criteria are judged, and those of the second angle where it was put: where `second_angle` says
        so, or, left at None, where a line of the interviewer has this move.
        """
        put = any(turn.move == "second_angle" for turn in turns) if second_angle is None else second_angle
        return judge(self._examiner(put and self.question.second_angle is not None).examine(turns), parameters())

    def _examiner(self, second_angle: bool) -> Examiner:
        """Return what compares with exactly the criteria that are judged; the contrast between them matters."""
        if second_angle not in self._examiners:
            question = self.question if second_angle else self.question.model_copy(update={"second_angle": None})
            self._examiners[second_angle] = Examiner(question, self._encodings)
        return self._examiners[second_angle]


def assess(
    question: Question, turns: Sequence[Turn], *, encoder: Encoder | None = None, second_angle: bool | None = None
) -> Assessment:
    """Judge a dialogue once; see `Assessor`. Deterministic: the same question and turns give the same assessment."""
    return Assessor(question, encoder=encoder).assess(turns, second_angle=second_angle)


def judge(seen: Examination, fitted: Parameters) -> Assessment:
    """Turn an examination into an assessment with fitted parameters."""
    count = len(seen.rubric.criteria)
    logits = fitted.support.logit(seen.signs) if len(seen.passages) else np.zeros((0, count), np.float32)
    inputs = answer_inputs(seen, fitted.support, logits)
    partial, met = fitted.partial.logit(inputs), fitted.met.logit(inputs)
    contradicted = fitted.contradicted.logit(inputs)
    support = grounded(logits, seen.mask)
    asked = followups(seen, fitted.support)
    before = _met_before(seen, fitted, logits, asked)
    if asked:
        inputs = talk_inputs(seen, asked, support, partial, met, contradicted)
        partial, met = fitted.dialogue_partial.logit(inputs), fitted.dialogue_met.logit(inputs)
    numbers = [_number(seen, support, at) for at in range(count)]
    shift = np.array([RIGHT_NUMBER if number == "right" else 0.0 for number in numbers], np.float32)
    belongs = float(probability(fitted.belongs.logit(seen.belonging))) if seen.belonging else 1.0
    p_partial = belongs * probability(partial + shift)
    p_met = np.minimum(belongs * probability(met + shift), p_partial)
    p_wrong = belongs * probability(contradicted)
    rows = [
        _row(
            seen,
            at,
            (float(p_partial[at]), float(p_met[at]), float(p_wrong[at])),
            number,
            support,
            asked,
            before[at],
            fitted.label_cuts,
        )
        for at, number in enumerate(numbers)
    ]
    if belongs < BELONGS:
        rows = [row.model_copy(update={"reason": f"{row.reason} {ELSEWHERE}"}) for row in rows]
    share = float((p_partial + p_met).mean()) / 2
    found = flags(seen, share, belongs)
    return Assessment(criteria=tuple(rows), flags=found, level_halfwidth=fitted.level_halfwidth)


def answer_inputs(seen: Examination, support: Logistic, logits: Floats) -> dict[str, Floats]:
    """Return the inputs of stage 2, each (C,)."""
    inputs = verdict_inputs(seen.rubric, seen.like, seen.signs, logits, seen.mask)
    return {**inputs, **calibration_inputs(seen.measured, support)}


def talk_inputs(
    seen: Examination, asked: Sequence[Asked], support: Floats, partial: Floats, met: Floats, contradicted: Floats
) -> dict[str, Floats]:
    """Return the inputs of a dialogue, each (C,): the answer's log-odds and what the follow-ups changed."""
    outcome = {"partial": partial, "met": met, "contradicted": contradicted}
    return {**outcome, **dialogue_inputs(seen, asked, support)}


def followups(seen: Examination, support: Logistic) -> list[Asked]:
    """Return the follow-ups that were answered, with what the interviewer's own words would support.

    One that was passed on takes nothing from what was said before it.
    """
    answered = {reply.turn for reply in seen.reading.replies}
    position = {criterion.id: at for at, criterion in enumerate(seen.rubric.criteria)}
    lines = []
    for line, signs in zip(seen.reading.followups, seen.interviewer_signs, strict=True):
        if line.turn not in answered:
            continue
        own = support.logit(signs).max(axis=0, initial=FLOOR)
        lines.append(Asked(line.turn, line.move, position.get(line.criterion or ""), own))
    return lines


def flags(seen: Examination, share: float, belongs: float) -> tuple[Flag, ...]:
    """Return what is wrong with the answer as a whole.

    `share` is the mean expected label, 0 to 1, `belongs` the probability that the answer is to this question.
    """
    reading = seen.reading
    found: list[Flag] = []
    if seen.listed:
        found.append("keyword_list")
    if reading.instructs:
        found.append("instructs_grader")
    if reading.foreign:
        found.append("other_language")
    count = len(words(reading.whole))
    if count < FEW_WORDS or (count < 4 * FEW_WORDS and IGNORANCE.search(reading.whole)):
        found.append("non_answer")
    elif not found and seen.like.asked.size:
        asked = seen.like.asked
        if share < POOR and asked.max() > RESTATED and asked.mean() > NEAR_PROMPT:
            found.append("restates_question")
        elif seen.stray or belongs < BELONGS or (share < 1.5 * POOR and nearest(seen.like).mean() < STRAY):
            found.append("off_topic")
    return tuple(found)


def _number(seen: Examination, support: Floats, at: int) -> Finding:
    """Return what the answer says of a criterion's checked numbers: one wrong is wrong, all right is right."""
    criterion = seen.rubric.criteria[at]
    if not criterion.numeric or not seen.passages:
        return "unsaid"
    about = [
        not masked and row.argmax() == at and row[at] > ABOUT for row, masked in zip(support, seen.mask, strict=True)
    ]
    given = [reading for _, readings in stated(seen.rubric.prompt_text) for reading in readings]
    found = {
        check(numeric, seen.reading.said, about, [*given, *(other.value for other in criterion.numeric)])
        for numeric in criterion.numeric
    }
    return "wrong" if "wrong" in found else "right" if found == {"right"} else "unsaid"


def _met_before(seen: Examination, fitted: Parameters, logits: Floats, asked: Sequence[Asked]) -> list[float]:
    """Return for each criterion P(met) by what was said before the first follow-up on it; 0 where there was none."""
    first = [min((line.turn for line in aimed(asked, at)), default=0) for at in range(len(seen.rubric.criteria))]
    chances: dict[int, Floats] = {}
    for turn in {turn for turn in first if turn}:
        then = replace(seen, mask=seen.mask | (seen.turn_of > turn))
        if len(seen.passages) and not then.mask.all():
            chances[turn] = probability(fitted.met.logit(answer_inputs(then, fitted.support, logits)))
    return [float(chances[turn][at]) if turn in chances else 0.0 for at, turn in enumerate(first)]


def _row(
    seen: Examination,
    at: int,
    chances: tuple[float, float, float],
    number: Finding,
    support: Floats,
    asked: Sequence[Asked],
    met_before: float,
    cuts: tuple[float, float],
) -> CriterionAssessment:
    criterion = seen.rubric.criteria[at]
    p_partial, p_met, p_wrong = chances
    if number == "wrong":
        p_partial, p_met, p_wrong = min(p_partial, 0.1), min(p_met, 0.05), max(p_wrong, 0.95)
    expected = p_partial + p_met
    label: Label = "met" if expected >= cuts[1] else "partial" if expected >= cuts[0] else "missing"
    if number == "wrong" or (p_wrong >= CONTRADICTED and label != "met"):
        label = "contradicted"
    established = label in {"met", "partial"}
    wrong = _nearest_misconception(seen, at) if label == "contradicted" else None
    return CriterionAssessment(
        id=criterion.id,
        label=label,
        elicited=elicited(asked, at, met_before) if established else None,
        p_partial=p_partial,
        p_met=p_met,
        p_contradicted=p_wrong,
        quotes=_quotes(seen, support[:, at], wrong) if label != "missing" else (),
        reason=_reason(seen, at, label, number, wrong is not None, asked),
        misconception=wrong[0] if wrong else None,
    )


def _quotes(seen: Examination, support: Floats, wrong: tuple[str, int] | None) -> tuple[Quote, ...]:
    """Return the sentences that support a criterion most, in order of the transcript; of an error, where it is said."""
    if not seen.passages:
        return ()
    chosen = [wrong[1]] if wrong else [at for at in np.argsort(-support, kind="stable")[:QUOTES] if support[at] > FLOOR]
    if not wrong and len(chosen) > 1 and support[chosen[1]] < support[chosen[0]] - SECOND:
        chosen = chosen[:1]
    return tuple(_quote(seen, int(at)) for at in sorted(chosen))


def _quote(seen: Examination, at: int) -> Quote:
    place = seen.reading.places[at]
    return Quote(turn=place.turn, text=seen.reading.verbatim[at], start=place.start, end=place.end)


def _nearest_misconception(seen: Examination, at: int) -> tuple[str, int] | None:
    """Return the misconception that a sentence comes nearest to, and that sentence."""
    rows = seen.rubric.texts_of(at, "misconception")
    free = np.flatnonzero(~seen.mask)
    if not len(rows) or not len(free):
        return None
    near = (seen.like.cosine + seen.like.forward)[np.ix_(free, rows)]
    sentence, text = np.unravel_index(int(near.argmax()), near.shape)
    return seen.rubric.criteria[at].misconceptions[int(text)], int(free[sentence])


def _reason(seen: Examination, at: int, label: Label, number: Finding, known: bool, asked: Sequence[Asked]) -> str:
    reason = {
        "met": "The quoted words establish it.",
        "partial": "The quoted words establish a part of it.",
        "missing": "Nothing that was said establishes it.",
        "contradicted": "The quoted words come near a known error." if known else "What was said of it seems wrong.",
        "unscored": "",
    }[label]
    if number == "wrong":
        reason = "The number given as the result is not the right one."
    elif label == "missing" and aimed(asked, at):
        reason = "It was asked for, and the reply does not establish it in the candidate's own words."
    if seen.reading.cut:
        reason += " The answer was too long to be read to its end."
    return reason


def _default_encoder() -> Encoder:
    from agent.assess.tuned import load_tuned

    return load_tuned()
