"""Judging a submission.

The judge holds the expected answers, the comparison, the limits and the clocks. The candidate's process gets inputs
and gives plain data back. What it prints, its exit status and its own idea of time count for nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sandbox.broker import Ended
from sandbox.correctness import run_cases
from sandbox.errors import ProblemError, SandboxError
from sandbox.inside.author import GROUPS
from sandbox.launcher import Zygote
from sandbox.library import load_problem
from sandbox.pool import open_sandbox
from sandbox.problem import Problem, VisibleCase
from sandbox.render import expected_text, input_text
from sandbox.sampling import check_draws
from sandbox.show import escape
from sandbox.suite import TestCase, own_cases, suite_of
from sandbox.timing import Clockwork, Timing
from sandbox.verdict import CaseResult, Verdict, worst

LARGEST_SOURCE = 256 * 1024
STDOUT_CAP = 20_000


class Cancelled(SandboxError):
    """The caller gave up; there is no verdict."""

    exit_status = 2


def judge(
    problem: Problem | str | Path,
    source: str,
    *,
    only_visible: bool = False,
    extra_cases: Sequence[Sequence[Any]] = (),
    written: Sequence[TestCase] = (),
    unsafe: bool = False,
    on_case: Callable[[CaseResult], None] | None = None,
    cancel: threading.Event | None = None,
    seed: int | None = None,
) -> Verdict:
    """Judge `source` as a submission to `problem`.

    Args:
        problem: a loaded problem, an id or a folder.
        source: the candidate's Python text.
        only_visible: run the visible cases only, without time against the reference.
        extra_cases: arguments of cases of the candidate's own, one sequence of positional arguments each (for a class
            problem: the constructor's arguments, then the list of calls); the reference gives their answers. They are
            run first and are visible.
        written: the same, made beforehand from what the candidate typed (`sandbox.written.typed_cases`).
        unsafe: run even where no isolation holds; the verdict then says that it cannot be trusted.
        on_case: called with each result as it comes, from this thread.
        cancel: set it from another thread to give up.
        seed: for the random cases; the problem's own by default, so that a verdict can be repeated.

    Raises:
        ProblemError: the problem, or the submission as a text, cannot be used.
        IsolationError: no isolation holds here and `unsafe` was not asked for.
        Cancelled: `cancel` was set.
    """
    if not isinstance(problem, Problem):
        problem = load_problem(problem)
    _check_source(source)
    sandbox = open_sandbox(unsafe=unsafe)
    seed = problem.spec.seed if seed is None else seed
    tell = on_case or (lambda result: None)
    try:
        suite = suite_of(problem, sandbox.author_zygote, seed, ("visible",) if only_visible else GROUPS, cancel)
        own = (*written, *(own_cases(problem, sandbox.author_zygote, extra_cases, cancel) if extra_cases else ()))
        zygote, report = sandbox.confirmed()
        run = run_cases(problem, source, zygote, (*own, *suite.cases), on_case=tell, cancel=cancel)
        results = list(run.results)
        timing = Timing()
        if not only_visible and run.accepted and problem.spec.statistics is not None:
            results += check_draws(problem, source, zygote, on_case=tell, cancel=cancel)
        if not only_visible and all(result.verdict == "AC" for result in results):
            timing = _timed(problem, source, zygote, seed, tell, cancel)
            results += timing.results
    except Ended as ended:
        if ended.reason == "cancelled":
            raise Cancelled("Stopped", "The judging was cancelled.", "Submit again when ready.") from None
        raise
    return Verdict(
        problem=problem.id,
        verdict=worst(result.verdict for result in results),
        cases=tuple(results),
        isolation=report.isolation(),
        passed=sum(result.verdict == "AC" for result in results),
        total=max(len(own) + len(suite.cases), len(results)),
        growth=timing.growth,
        ratio=timing.ratio,
        stdout=escape(run.stdout, STDOUT_CAP, lines=True) if run.stdout else None,
    )


def _timed(
    problem: Problem,
    source: str,
    zygote: Zygote,
    seed: int,
    tell: Callable[[CaseResult], None],
    cancel: threading.Event | None,
) -> Timing:
    if problem.spec.performance is None:
        return Timing()
    clockwork = Clockwork(problem, source, zygote, seed, cancel)
    try:
        timing = clockwork.timing()
    finally:
        clockwork.close()
    for result in timing.results:
        tell(result)
    return timing


def visible_cases(problem: Problem, *, unsafe: bool = False) -> list[VisibleCase]:
    """The cases that the candidate may see, as texts.

    Raises:
        ProblemError: the problem's own code failed.
        IsolationError: no isolation holds here and `unsafe` was not asked for.
    """
    sandbox = open_sandbox(unsafe=unsafe)
    suite = suite_of(problem, sandbox.author_zygote, problem.spec.seed, ("visible",), None)
    return [
        VisibleCase(
            name=escape(case.name, 80),
            input=input_text(problem, case),
            expected=expected_text(problem, case),
        )
        for case in suite.cases
    ]


def _check_source(source: str) -> None:
    if len(source) > LARGEST_SOURCE:
        raise ProblemError(
            "The submission is too long", f"It has {len(source)} characters.", f"At most {LARGEST_SOURCE} are taken."
        )
    if "\0" in source:
        raise ProblemError("The submission is not text", "It has a null character.", "Submit Python text.")
