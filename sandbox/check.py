"""Checking a problem: its samples get the verdicts in their names, and the folder has what FORMAT.md asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from sandbox.errors import ProblemError
from sandbox.judge import judge, visible_cases
from sandbox.library import load_problem
from sandbox.problem import Problem
from sandbox.verdict import Verdict


class SampleResult(BaseModel):
    """One finding; a sample's verdict, or a demand on the folder (`expected` and `got` are then words)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    expected: str
    got: str
    ok: bool
    detail: str = ""
    """The first case that was not accepted and why; ratio and growth where they were measured."""
    seconds: float = 0.0


def check_problem(
    problem: Problem | str | Path,
    *,
    unsafe: bool = False,
    on_result: Callable[[SampleResult], None] | None = None,
) -> list[SampleResult]:
    """Check a problem: the demands on its folder first, then every sample.

    Args:
        problem: a loaded problem, an id or a folder.
        unsafe: judge even where no isolation holds.
        on_result: called with each finding as it comes.

    Raises:
        ProblemError: the folder cannot be loaded, or its own code fails.
        IsolationError: no isolation holds here and `unsafe` was not asked for.
    """
    if not isinstance(problem, Problem):
        problem = load_problem(problem)
    results: list[SampleResult] = []

    def add(result: SampleResult) -> None:
        results.append(result)
        if on_result is not None:
            on_result(result)

    for name, complaint in _demands(problem).items():
        add(SampleResult(name=name, expected="holds", got=complaint or "holds", ok=not complaint))
    shown = visible_cases(problem, unsafe=unsafe)
    add(_demand("visible cases", 2 <= len(shown) <= 6, f"{len(shown)}, wanted 2 to 5"))
    starter = judge(problem, problem.starter, unsafe=unsafe)
    add(_demand("the starter is not accepted", starter.verdict != "AC", "it is accepted"))
    add(_sample("reference", "AC", judge(problem, problem.reference.read_text(encoding="utf-8"), unsafe=unsafe)))
    for sample in problem.samples:
        verdict = judge(problem, sample.path.read_text(encoding="utf-8"), unsafe=unsafe)
        add(_sample(sample.path.name, sample.verdict.upper(), verdict))
    return results


def _demand(name: str, holds: bool, otherwise: str) -> SampleResult:
    return SampleResult(name=name, expected="holds", got="holds" if holds else otherwise, ok=holds)


def _sample(name: str, expected: str, verdict: Verdict) -> SampleResult:
    first = next((case for case in verdict.cases if case.verdict == verdict.verdict != "AC"), None)
    parts = [f"{verdict.passed}/{verdict.total}"]
    if first is not None:
        parts.append(f"{first.name}: {first.message}")
    if verdict.ratio is not None:
        parts.append(f"ratio {verdict.ratio:g}")
    if verdict.growth is not None:
        parts.append(verdict.growth.text)
    return SampleResult(
        name=name,
        expected=expected,
        got=verdict.verdict,
        ok=verdict.verdict == expected,
        detail="; ".join(parts),
        seconds=round(sum(case.ms for case in verdict.cases) / 1000, 3),
    )


def _demands(problem: Problem) -> dict[str, str]:
    """What FORMAT.md asks of the folder: name of the demand to what is amiss, "" where it holds."""
    verdicts = [sample.verdict for sample in problem.samples]
    text = problem.statement
    asks = problem.spec.performance is not None and problem.spec.performance.growth is not None
    return {
        "two accepted samples": "" if verdicts.count("ac") >= 2 else f"{verdicts.count('ac')} named ac_*",
        "four wrong samples": "" if verdicts.count("wa") >= 4 else f"{verdicts.count('wa')} named wa_*",
        "a slow sample": "" if not asks or "tle" in verdicts else "none named tle_*, though growth is asked for",
        "the statement's title": ""
        if text.startswith(f"# {problem.title}\n")
        else f"its first line must be `# {problem.title}`",
        "the statement's signature": ""
        if "```python" in text and problem.spec.entry.name in text
        else f"it has no Python block with `{problem.spec.entry.name}`",
        "the statement's examples": "" if re.search(r"^## Examples?\b", text, re.M) else "it has no `## Examples`",
        "the statement's limits": "" if re.search(r"limit|at most|up to", text, re.I) else "it states no limits",
        "the starter's name": ""
        if re.search(rf"^(def|class) {problem.spec.entry.name}\b", problem.starter, re.M)
        else f"starter.py does not define {problem.spec.entry.name}",
        "statistics": _statistics(problem),
    }


def _statistics(problem: Problem) -> str:
    has = re.search(r"^def statistics\(", problem.text("cases.py") or "", re.M) is not None
    if has and problem.spec.statistics is None:
        return "cases.py has statistics(), but problem.yaml has no key `statistics`"
    return ""


__all__ = ["ProblemError", "SampleResult", "check_problem"]
