"""What a coding round's program proves, beside the talk: the judge's verdict is evidence like words are.

The program is a row of its own. A criterion that asks something of the program is met by one that was accepted; what
asks for words is left to the talk. The rule is data (`coded.yaml`) and stands in words in docs/coding.md. Pure.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from agent.coding import CodingResult, CostClaim
from agent.models import CriterionScore, Overall, Scorecard
from rubrics.labels import Elicited, Label, TargetLevel
from rubrics.schema import Criterion, Question
from rubrics.scoring import CUTS, earned, overall

Rests = Literal["whole", "part", "cost", "asked", "words"]
"""What a criterion asks for: the program, the program and words, the cost that was stated, questions, words alone."""
JUDGED = ", with the judge's verdict"
"""What the grader's name ends with where the program counts."""
_GRADED: dict[Label, int] = {"missing": 0, "unscored": 0, "contradicted": 0, "partial": 1, "met": 2}


@cache
def rule() -> dict[str, Any]:
    """The rows of `coded.yaml`."""
    data: dict[str, Any] = yaml.safe_load((files("agent.grading") / "coded.yaml").read_text(encoding="utf-8"))
    return data


def with_program(
    card: Scorecard, question: Question, done: CodingResult | None, target: TargetLevel, halfwidth: float
) -> Scorecard:
    """The scorecard of a coding round with what its program proves; others come back as they are.

    Args:
        card: the talk's scorecard, by any grader.
        question: as it was put; it says what each criterion asks for.
        done: what the round left behind; None: it was no coding round.
        target: the level that is interviewed for.
        halfwidth: half the width, in levels, of the grader's interval.
    """
    if done is None:
        return card
    program = _program(done)
    criteria = {criterion.id: criterion for criterion in question.all_criteria()}
    talk = [_beside(row, rests_on(question, criteria[row.id]), done, program) for row in card.criteria]
    rows = (*talk, program)
    total = overall(rows, target, halfwidth)
    made = Overall(
        score=None if total.score is None else round(total.score, 1),
        level=total.level,
        level_unprompted=total.level_unprompted,
        low=total.low,
        high=total.high,
    )
    provenance = card.provenance.model_copy(update={"grader": card.provenance.grader + JUDGED})
    held = _held(made, card, done, program, target)
    return card.model_copy(update={"criteria": rows, "overall": held, "provenance": provenance})


def rests_on(question: Question, criterion: Criterion) -> Rests:
    """What a criterion of a coding question asks for. A user's own question on a problem asks for words alone."""
    table = rule()
    if question.id in table["bank"] or not question.id.startswith("coding."):
        named: dict[Rests, list[str]] = table["bank"].get(question.id, {})
        return next((how for how, ids in named.items() if criterion.id in ids), "words")
    kind, _, number = criterion.id.partition("_")
    if kind in table["asked"]:
        return "asked"
    lines = table["lines"]
    if number.isdigit() and kind in lines["kinds"]:
        if re.search(lines["said"], criterion.expectation, re.IGNORECASE):
            return "cost" if kind in table["cost"] else "words"
        return "part" if re.search(lines["also"], criterion.expectation, re.IGNORECASE) else "whole"
    return "whole" if kind in table["whole"] else "cost" if kind in table["cost"] else "words"


def _program(done: CodingResult) -> CriterionScore:
    label, why = _judged(done)
    row = CriterionScore(**rule()["program"][done.kind], label=label, elicited=None, confidence=1.0, reason=why)
    return row if label in ("missing", "unscored") else row.model_copy(update={"elicited": _drawn_out(done)})


def _judged(done: CodingResult) -> tuple[Label, str]:
    """The label of what was handed in, and the verdict that it rests on."""
    if done.kind == "bug" and done.bug is not None:
        parts = done.bug.found + done.bug.mended
        found = "an input was named on which the patch fails" if done.bug.found else "no failing input was named"
        return _by_parts(parts), f"By the judge: {found}; the patch was {'' if done.bug.mended else 'not '}mended."
    if done.unjudged:
        return "unscored", "It was handed in, and the judge could not judge it. That counts against nobody."
    if done.kind == "tests":
        return _tests(done)
    if done.submits_before_ac is None:
        return "missing", f"Last verdict: {done.verdict}." if done.verdict else "No program was handed in."
    return "met", _accepted(done)


def _by_parts(parts: int) -> Label:
    return "met" if parts == 2 else "partial" if parts else "missing"


def _tests(done: CodingResult) -> tuple[Label, str]:
    if done.tests is None:
        return "missing", "No tests that can be used were handed in."
    share = done.tests.caught / max(1, done.tests.of)
    label: Label = "missing" if share < rule()["tests"]["partial"] else "partial"
    if share >= rule()["tests"]["met"] and not done.tests.false_alarms:
        label = "met"
    return label, f"By the judge: {done.tests.in_words()}"


def _accepted(done: CodingResult) -> str:
    failed, hints = done.submits_before_ac or 0, done.hints_before_ac or 0
    tries = "at the first submit" if not failed else f"after {failed} failed submit{'s' * (failed > 1)}"
    helped = "no hint" if not hints else f"{hints} hint{'s' * (hints > 1)}"
    return f"Verdict AC {tries}, with {helped}."


def _drawn_out(done: CodingResult) -> Elicited:
    """Who is behind a program that works: hints before failed submits, failed submits before nothing."""
    passed = done.submits_before_ac is not None and done.kind != "tests"
    hints = done.hints_before_ac if passed else done.hints
    failed = done.submits_before_ac if passed else max(0, done.submits - 1)
    return "hinted" if hints else "probed" if failed else "unprompted"


def _beside(row: CriterionScore, rests: Rests, done: CodingResult, program: CriterionScore) -> CriterionScore:
    """A row of the talk with what the program, the measurement and the answered questions add to it."""
    if done.kind != "solve":
        return row
    match rests:
        case "asked":
            table = rule()["questions"]
            label: Label = "met" if done.facts_told >= table["met"] else "partial"
            count = f"{done.facts_told} question{'s' * (done.facts_told > 1)}"
            why = f"{count} asked before the code got an answer that the statement leaves open."
            return _better(row, label, "unprompted", why) if done.facts_told >= table["partial"] else row
        case "cost":
            return _cost(row, done.cost, program)
        case "whole" | "part" if program.label == "met":
            part, half = rests == "part", "; that is half of this point"
            why = f"{program.reason} What this asks of the program is right in it{half if part else ''}."
            if part:  # Half of it was done; an error in the words stays one.
                return (
                    row
                    if row.label == "contradicted"
                    else _better(row, "partial", program.elicited or "unprompted", why)
                )
            if row.label == "partial":  # Named in part, and done: whole, as it was drawn out.
                return _better(row, "met", row.elicited or "unprompted", f"Named in part. {why}")
            # An error that was said and not made leaves half.
            label = "partial" if row.label == "contradicted" else "met"
            return _better(row, label, program.elicited or "unprompted", why)
        case _:
            return row


def _cost(row: CriterionScore, cost: CostClaim | None, program: CriterionScore) -> CriterionScore:
    """Whole where the measurement agrees with what was said before it; half where nothing was measured."""
    if cost is None or cost.foreseen is None or program.label != "met":
        return row
    if cost.agrees:
        return _better(row, "met", cost.foreseen, f"Said {cost.stated}, and the measurement agrees: {cost.evidence}.")
    why = f"Said {cost.stated}; the program keeps to the limits in time, and its growth was not measured."
    return row if row.label == "contradicted" else _better(row, "partial", cost.foreseen, why)


def _better(row: CriterionScore, label: Label, elicited: Elicited, why: str) -> CriterionScore:
    """The row with this label, where that is worth more than what was said. Words that count are kept as they are."""
    raised = row.model_copy(update={"label": label, "elicited": elicited, "confidence": 1.0, "reason": why})
    return raised if (earned(raised), _GRADED[label]) > (earned(row), _GRADED[row.label]) else row


def _held(made: Overall, card: Scorecard, done: CodingResult, program: CriterionScore, target: TargetLevel) -> Overall:
    """The levels between the ends that the program sets."""
    if made.level is None or made.level_unprompted is None or made.low is None or made.high is None:
        return made
    if program.label == "missing":
        most = rule()["at_most"]
        names = ("level", "level_unprompted", "low", "high")
        return made.model_copy(update={name: min(getattr(made, name), most) for name in names})
    if not _at_the_bar(card, done, program):
        return made
    least = rule()["at_least"]
    own = (
        max(made.level_unprompted, least) if done.cost and done.cost.foreseen == "unprompted" else made.level_unprompted
    )
    return made.model_copy(
        update={
            "score": max(made.score or 0.0, round(100 * CUTS[target][least - 2], 1)),
            "level": max(made.level, least),
            "level_unprompted": own,
            "high": max(made.high, least),
        }
    )


def _at_the_bar(card: Scorecard, done: CodingResult, program: CriterionScore) -> bool:
    """Accepted at once and alone, approach and cost said before, and the talk is one."""
    alone = done.kind == "solve" and program.label == "met" and program.elicited == "unprompted"
    said = done.planned and done.cost is not None and done.cost.foreseen is not None
    return alone and said and not card.flags
