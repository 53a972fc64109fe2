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
    """Findings on the given files, or on the whole bank. A file that cannot be read is a finding of its own.

    A user's file need not have what our bank must have, so its gaps are left out.
    """
    from corpus.guide import anchors, builtin_topics
    from rubrics.check import check_question
    from rubrics.errors import RubricError
    from rubrics.loader import bank, load_question
    from sandbox.library import problem_ids

    known = {topic: anchors(topic) for topic in builtin_topics()}
    ids, problems = set(bank()), set(problem_ids())
    findings: list[dict[str, Any]] = []
    named: list[tuple[str, Path | None]] = [(str(path), path) for path in files]
    for name, path in named or [(key, None) for key in sorted(ids)]:
        try:
            question = load_question(path) if path else bank()[name]
        except RubricError as error:
            findings.append(
                {"question": name, "level": "error", "where": name, "what": error.happened, "todo": error.todo}
            )
            continue
        found = check_question(question, known, problems, ids)
        findings.extend(
            {"question": name, "level": f.level, "where": f.where, "what": f.what, "todo": f.todo} for f in found
        )
    return findings


def problems() -> list[dict[str, Any]]:
    """One row a problem."""
    from sandbox.library import load_problem, problem_ids

    return [
        {"id": p.id, "title": p.title, "difficulty": p.difficulty, "minutes": p.spec.minutes, "topics": list(p.topics)}
        for p in map(load_problem, problem_ids())
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
