"""A wrong sample as a colleague's patch: which one, and its text without what would tell the fault."""

from __future__ import annotations

import ast
import random

from sandbox.errors import ProblemError
from sandbox.judge import judge
from sandbox.problem import Problem


def patch_of(problem: Problem, seed: int, *, unsafe: bool = False) -> tuple[str, str]:
    """The name of a wrong sample and its text as it is shown: no comment, no docstring. The same seed, the same one.

    It is one that the visible cases let pass, where there is one: the statement's examples shall not give it away.

    Raises:
        ProblemError: the problem has no wrong sample.
        IsolationError: no isolation holds here and `unsafe` was not asked for.
    """
    wrong = [sample for sample in problem.samples if sample.verdict == "wa"]
    if not wrong:
        raise ProblemError("No patch to look at", f"{problem.id} has no wrong sample.", "Choose another problem.")
    random.Random(f"{problem.id}:{seed}").shuffle(wrong)
    texts = {sample.path.stem: bare(sample.path.read_text(encoding="utf-8")) for sample in wrong}
    for name, text in texts.items():
        if judge(problem, text, only_visible=True, unsafe=unsafe).verdict == "AC":
            return name, text
    return next(iter(texts.items()))


def bare(source: str) -> str:
    """Python text without comments and docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and type(first.value.value) is str:
                node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree) + "\n"
