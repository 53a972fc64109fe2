"""A wrong sample as a colleague's patch: which one, and its text without what would tell the fault."""

from __future__ import annotations

import ast
import random

from sandbox.errors import ProblemError
from sandbox.problem import Problem


def patch_of(problem: Problem, seed: int) -> tuple[str, str]:
    """The name of a wrong sample and its text as it is shown: no comment, no docstring. The same seed, the same one.

    Raises:
        ProblemError: the problem has no wrong sample.
    """
    wrong = [sample for sample in problem.samples if sample.verdict == "wa"]
    if not wrong:
        raise ProblemError("No patch to look at", f"{problem.id} has no wrong sample.", "Choose another problem.")
    chosen = random.Random(f"{problem.id}:{seed}").choice(wrong)
    return chosen.path.stem, bare(chosen.path.read_text(encoding="utf-8"))


def bare(source: str) -> str:
    """Python text without comments and docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and type(first.value.value) is str:
                node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree) + "\n"
