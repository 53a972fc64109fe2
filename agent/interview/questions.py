"""A question as an interview uses it: with its problem's statement, facts and hints where it is a coding question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rubrics.loader import question as find_question
from rubrics.schema import OpeningFact, Question


@dataclass(frozen=True)
class Loaded:
    """Everything a round needs, so that the log does not depend on files that may change."""

    question: Question
    facts: tuple[OpeningFact, ...]
    hints: tuple[str, ...]
    statement: str = ""
    starter: str = ""

    def spoken(self) -> str:
        """What the candidate is given at the start."""
        return f"{self.question.prompt}\n\n{self.statement}".rstrip()

    def fields(self) -> dict[str, Any]:
        """The fields of a `question_loaded` event."""
        return {
            "question": self.question.model_dump(mode="json", exclude_none=True),
            "facts": tuple({"ask": fact.ask, "fact": fact.fact} for fact in self.facts),
            "hints": self.hints,
            "statement": self.statement,
            "code": self.starter,
        }


def load(id_or_path: str) -> Loaded:
    """A question of the bank by id, or a user's file. Raises RubricError, SandboxError."""
    question = find_question(id_or_path)
    if question.problem is None:
        return Loaded(question, question.opening, question.hints)
    from sandbox.library import load_problem

    problem = load_problem(question.problem)
    facts = (*question.opening, *(OpeningFact(ask=fact.ask, fact=fact.fact) for fact in problem.facts))
    return Loaded(question, facts, question.hints or problem.hints, problem.statement, problem.starter)
