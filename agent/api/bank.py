"""The question bank and the problems, as front ends list them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any


def questions() -> list[dict[str, Any]]:
    """One row a question of the bank; nothing in it gives an answer away."""
    from rubrics.loader import bank

    return [
        {
            "id": question.id,
            "topic": question.topic,
            "kind": question.kind,
            "difficulty": question.difficulty,
            "minutes": question.minutes,
            "prompt": question.prompt,
            "criteria": len(question.criteria),
            "problem": question.problem,
        }
        for question in bank().values()
    ]


def check_questions(files: Sequence[Path] = ()) -> list[dict[str, Any]]:
    """Findings on the given files, or on the whole bank, that need no grader: `level` is refused, error or warning.

    A file that cannot be read or is no question is `refused`. A user's file need not have what our bank must have, so
    its gaps are left out.
    """
    from corpus.guide import anchors, builtin_topics
    from rubrics.check import check_question
    from rubrics.errors import RubricError
    from rubrics.loader import bank, load_question
    from rubrics.pitfalls import check_pitfalls
    from rubrics.tables import pitfalls
    from sandbox.library import problem_ids

    known = {topic: anchors(topic) for topic in builtin_topics()}
    ids, problems = set(bank()), set(problem_ids())
    found: list[dict[str, Any]] = []
    for path in files:
        try:
            question = load_question(path)
        except RubricError as error:
            found.append(_row(str(path), "refused", str(path), error.happened, error.todo))
            continue
        found.extend(
            _row(str(path), f.level, f.where, f.what, f.todo)
            for f in check_question(question, known, problems, ids)
            if not f.ours
        )
    if files:
        return found
    for name in sorted(ids):
        findings = check_question(bank()[name], known, problems, ids)
        found.extend(_row(name, f.level, f.where, f.what, f.todo) for f in findings)
    table = check_pitfalls(known, pitfalls(), bank())
    return found + [_row("", f.level, f.where, f.what, f.todo) for f in table]


def check_grading(files: Sequence[Path] = ()) -> list[dict[str, Any]]:
    """Findings on how the embedded assessor grades the texts of the given files, or of the whole bank (a minute).

    What it cannot do yet is excepted by name for our bank; on a user's file everything is a warning. Files that
    `check_questions` refuses are left out. Raises CorpusUnavailable if the encoder is missing.
    """
    from agent.checking.bank import check_alone, check_bank
    from rubrics.errors import RubricError
    from rubrics.ledger import settle
    from rubrics.loader import bank, load_question
    from rubrics.tables import exceptions

    found: list[dict[str, Any]] = []
    for path in files:
        try:
            question = load_question(path)
        except RubricError:
            continue
        found.extend(_row(str(path), "warning", f.name, f.what, f.todo) for f in check_alone(question))
    if files:
        return found
    return [_row("", f.level, f.where, f.what, f.todo) for f in settle(check_bank(bank()), exceptions())]


def _row(question: str, level: str, where: str, what: str, todo: str) -> dict[str, Any]:
    return {"question": question, "level": level, "where": where, "what": what, "todo": todo}


def problems() -> list[dict[str, Any]]:
    """One row a problem, with the kinds of coding round that it can be."""
    from sandbox.catalogue import catalogue, rounds_of

    return [
        {
            "id": spec.id,
            "title": spec.title,
            "difficulty": spec.difficulty,
            "minutes": spec.minutes,
            "topics": list(spec.topics),
            "rounds": list(rounds_of(spec)),
        }
        for spec in catalogue()
    ]


def problem(id_or_folder: str) -> dict[str, Any]:
    """Statement, signature and starter of a problem. Raises SandboxError for an unknown one."""
    from sandbox.library import load_problem

    p = load_problem(id_or_folder)
    return {
        "id": p.id,
        "title": p.title,
        "difficulty": p.difficulty,
        "minutes": p.spec.minutes,
        "topics": list(p.topics),
        "statement": p.statement,
        "signature": p.signature,
        "starter": p.starter,
    }


def check_problems(ids: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Every sample of the problems beside the verdict that its file name promises."""
    from sandbox.check import check_problem
    from sandbox.library import load_problem, problem_ids

    rows: list[dict[str, Any]] = []
    for name in ids or problem_ids():
        rows.extend(row.model_dump(mode="json") for row in check_problem(load_problem(name)))
    return rows
