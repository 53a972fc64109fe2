"""The whole bank, or one question, under all rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agent.assess.encoding import Encoder
from agent.assess.tuned import load_tuned
from agent.checking.alike import alike_criteria, alike_prompts
from agent.checking.desk import Desk, Remembering
from agent.checking.rules import (
    exemplar_grades,
    foreign_answers,
    met_by_everything,
    misconceptions_met,
    one_answer_for_two,
    own_evidence,
)
from corpus.encoder import load_encoder
from rubrics.ledger import Failure, Ruling
from rubrics.schema import Question


def check_bank(bank: Mapping[str, Question]) -> list[Ruling]:
    """Every rule over the whole bank. Raises CorpusUnavailable if the encoder is missing."""
    encoder = Remembering(load_tuned())
    found: dict[str, tuple[int, list[Failure]]] = {}
    for question in bank.values():
        for ruling in _question(question, bank, encoder):
            checked, failures = found.get(ruling.rule, (0, []))
            found[ruling.rule] = (checked + ruling.checked, [*failures, *ruling.failures])
    rulings = [Ruling(rule, checked, tuple(failures)) for rule, (checked, failures) in found.items()]
    embed = load_encoder().embed
    return [*rulings, alike_prompts(bank, embed), alike_criteria(bank, embed)]


def check_alone(question: Question) -> list[Failure]:
    """The rules that need no other question. Raises CorpusUnavailable."""
    return [failure for ruling in _alone(Desk(question, Remembering(load_tuned()))) for failure in ruling.failures]


def foreign(question: Question, bank: Mapping[str, Question]) -> list[str]:
    """Ids of questions of other topics, one a topic; which one turns with the question, so that all are used."""
    turn = list(bank).index(question.id)
    topics: dict[str, list[str]] = {}
    for name, other in bank.items():
        if other.topic != question.topic and other.exemplars:
            topics.setdefault(other.topic, []).append(name)
    return [names[turn % len(names)] for names in topics.values()]


def _question(question: Question, bank: Mapping[str, Question], encoder: Encoder) -> list[Ruling]:
    desk = Desk(question, encoder)
    strong = {name: other.exemplars.strong for name, other in bank.items() if other.exemplars}
    away = {name: desk.grade(strong[name]) for name in foreign(question, bank)}
    near = {
        name: desk.grade(strong[name])
        for name, other in bank.items()
        if other.topic == question.topic and name != question.id and name in strong
    }
    return [
        *_alone(desk),
        _ruling("foreign_answer", len(away), list(foreign_answers(question, away))),
        _ruling("one_answer_for_two", len(near), list(one_answer_for_two(question, near))),
        _ruling("met_by_everything", len(question.criteria), list(met_by_everything(question, away))),
    ]


def _alone(desk: Desk) -> list[Ruling]:
    return [
        _ruling("exemplar_grade", 2 if desk.question.exemplars else 0, list(exemplar_grades(desk))),
        _ruling("own_evidence", *own_evidence(desk)),
        _ruling("misconception_met", *misconceptions_met(desk)),
    ]


def _ruling(rule: str, checked: int, failures: Sequence[Failure]) -> Ruling:
    return Ruling(rule, checked, tuple(failures))
