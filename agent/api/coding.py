"""Judging code outside an interview."""

from __future__ import annotations

from typing import Any


def judge(problem: str, source: str, *, unsafe: bool = False) -> dict[str, Any]:
    """The verdict on a submission as plain data. Raises SandboxError (unknown problem, no isolation)."""
    from sandbox.pool import prewarm

    if not unsafe:
        prewarm()  # The sandbox starts while the rest is imported.
    from sandbox import judge as judging
    from sandbox.library import load_problem

    return judging.judge(load_problem(problem), source, unsafe=unsafe).model_dump(mode="json")
