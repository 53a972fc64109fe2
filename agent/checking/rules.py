"""The rules, one function each: a question's own texts in, what fails out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from agent.checking.desk import Desk, Grade
from rubrics.ledger import Failure
from rubrics.schema import Criterion, Question

WANTED = {"strong": (4,), "borderline": (2, 3)}
"""Levels that an exemplar may get."""
AT_THE_BAR = 3
COMMON = 0.5
"""Share of the foreign answers from which a criterion counts as met by everything."""


def exemplar_grades(desk: Desk) -> Iterator[Failure]:
    """The strong exemplar is above the bar, the borderline one at it or just below."""
    question = desk.question
    for name, levels in WANTED.items() if question.exemplars else ():
        level = desk.grade(getattr(question.exemplars, name)).level
        if level not in levels:
            yield Failure(
                f"{question.id}.{name}",
                f"the {name} exemplar gets level {level}, not {' or '.join(map(str, levels))}.",
                "See what `hotseat score` says of it; mend the exemplar or the evidence.",
            )


def own_evidence(desk: Desk) -> tuple[int, list[Failure]]:
    """Each evidence statement supports its own criterion more than any other of the question; (checked, failures)."""
    owner, support = desk.evidence_support()
    criteria = desk.question.all_criteria()
    statements = [(criterion, number) for criterion in criteria for number in range(len(criterion.evidence))]
    failures = [
        Failure(
            f"{desk.question.id}.{criterion.id}.evidence[{number}]",
            f"it supports {criteria[int(row.argmax())].id} more than its own criterion.",
            "Sharpen it: say what only this criterion asks for.",
        )
        for (criterion, number), at, row in zip(statements, owner, support, strict=True)
        if row.argmax() != at
    ]
    return len(statements), failures


def misconceptions_met(desk: Desk) -> tuple[int, list[Failure]]:
    """No misconception, given as the answer, meets a criterion; (checked, failures)."""
    checked, failures = 0, []
    for criterion, second in placed(desk.question):
        for number, text in enumerate(criterion.misconceptions):
            checked += 1
            if met := desk.grade(text, second_angle=second).met:
                failures.append(
                    Failure(
                        f"{desk.question.id}.{criterion.id}.misconceptions[{number}]",
                        f"given as an answer it meets {', '.join(met)}.",
                        "Say the error itself, and nothing that is right.",
                    )
                )
    return checked, failures


def placed(question: Question) -> list[tuple[Criterion, bool]]:
    """All criteria, each with whether it belongs to the second angle."""
    second = question.second_angle.criteria if question.second_angle else ()
    return [*((criterion, False) for criterion in question.criteria), *((criterion, True) for criterion in second)]


def foreign_answers(question: Question, grades: Mapping[str, Grade]) -> Iterator[Failure]:
    """A strong answer to a question of another topic meets nothing here; `grades` by that question's id."""
    for other, grade in grades.items():
        if grade.met:
            yield Failure(
                f"{question.id} < {other}",
                f"the strong answer to {other} meets {', '.join(grade.met)}.",
                "Say in expectation and evidence what belongs to this question alone.",
            )


def one_answer_for_two(question: Question, grades: Mapping[str, Grade]) -> Iterator[Failure]:
    """A strong answer to another question of the same topic stays below the bar here: they may share points only."""
    for other, grade in grades.items():
        if (grade.level or 0) >= AT_THE_BAR:
            yield Failure(
                f"{question.id} < {other}",
                f"the strong answer to {other} gets level {grade.level}: one answer serves both.",
                "Change the scenario or the criteria of one of the two.",
            )


def met_by_everything(question: Question, grades: Mapping[str, Grade]) -> Iterator[Failure]:
    """A criterion that most strong answers to other topics' questions meet asks for nothing."""
    for criterion in question.criteria:
        share = sum(criterion.id in grade.met for grade in grades.values()) / len(grades) if grades else 0.0
        if share > COMMON:
            yield Failure(
                f"{question.id}.{criterion.id}",
                f"{share:.0%} of strong answers to other topics meet it.",
                "Ask for something that has to be said of this question.",
            )
