"""A question as an interview uses it: with its problem's statement, facts and hints where it is a coding question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.coding import CodingKind
from rubrics.loader import question as find_question
from rubrics.schema import OpeningFact, Question

if TYPE_CHECKING:
    from sandbox.problem import Problem

PROBLEM = "problem:"
"""What a planned round's question begins with where it is made from a coding problem."""


@dataclass(frozen=True)
class Loaded:
    """Everything a round needs, so that the log does not depend on files that may change."""

    question: Question
    facts: tuple[OpeningFact, ...]
    hints: tuple[str, ...]
    statement: str = ""
    starter: str = ""
    coding: CodingKind | None = None
    entry: str = ""
    sample: str = ""

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
            "coding": self.coding,
            "entry": self.entry,
            "sample": self.sample,
        }


def load(
    reference: str, coding: CodingKind | None = None, seed: int = 0, *, unsafe: bool = False, topic: str = ""
) -> Loaded:
    """A question of the bank by id, a user's file, or one made from a problem (`problem:` and its id or folder).

    Args:
        reference: as a plan names it.
        coding: the kind of coding round; None: solve it.
        seed: chooses the patch in which a bug is to be found.
        unsafe: programs may be looked at without isolation.
        topic: the one on which a problem was drawn; it is what the round counts for, if the problem is on it.

    Raises RubricError, SandboxError.
    """
    if reference.startswith(PROBLEM):
        from sandbox.library import load_problem

        return of_problem(load_problem(reference.removeprefix(PROBLEM)), coding or "solve", seed, unsafe, topic)
    question = find_question(reference)
    if question.problem is None:
        return Loaded(question, question.opening, question.hints)
    from sandbox.library import load_problem

    problem = load_problem(question.problem)
    facts = (*question.opening, *_facts(problem))
    hints = question.hints or problem.hints
    return Loaded(question, facts, hints, problem.statement, problem.starter, "solve", problem.spec.entry.kind)


def of_problem(problem: Problem, coding: CodingKind, seed: int, unsafe: bool, topic: str = "") -> Loaded:
    """The round that a problem makes; arguments as for `load`. Raises SandboxError."""
    from agent.interview.talk import criteria_of, starter, table, task
    from agent.planning.problems import booked_on
    from sandbox.patch import patch_of

    sample, patch = patch_of(problem, seed, unsafe=unsafe) if coding == "bug" else ("", "")
    question = Question(
        id=question_id(problem.id, coding),
        topic=topic if topic in problem.topics else booked_on(problem.topics),
        kind="coding",
        prompt=table()["prompts"][coding],
        criteria=criteria_of(problem, coding, sample),
        version=problem.spec.version,
        difficulty=problem.difficulty,
        minutes=problem.spec.minutes,
        problem=problem.id if _is_ours(problem) else str(problem.folder),
    )
    first = {"solve": problem.starter, "tests": starter(problem), "bug": patch}[coding]
    entry = problem.spec.entry.kind
    hints = problem.hints if coding == "solve" else tuple(table()["hints"][coding])
    return Loaded(question, _facts(problem), hints, task(problem, coding, patch), first, coding, entry, sample)


def question_id(problem: str, coding: CodingKind) -> str:
    """The id of the question that a problem makes."""
    return f"coding.{problem}" if coding == "solve" else f"coding.{problem}.{coding}"


def _facts(problem: Problem) -> tuple[OpeningFact, ...]:
    return tuple(OpeningFact(ask=fact.ask, fact=fact.fact) for fact in problem.facts)


def _is_ours(problem: Problem) -> bool:
    from sandbox.library import problem_ids

    return problem.id in problem_ids()
