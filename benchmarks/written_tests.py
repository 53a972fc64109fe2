"""Rounds in which tests are written, on every problem that can be one: `python -m benchmarks.written_tests [ID...]`.

Each problem's own small cases, with the reference's answers as claims, are judged as a candidate's tests would be.
There must be no false alarm and no case that does not count; the wrong samples that are caught say what is in reach.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from sandbox.broker import Reply
from sandbox.catalogue import catalogue, rounds_of
from sandbox.inside.codec import Raised
from sandbox.library import load_problem
from sandbox.pool import open_sandbox
from sandbox.problem import Problem
from sandbox.suite import TestCase, suite_of
from sandbox.testing import TestsVerdict, judge_written
from sandbox.written import WrittenCase

GROUPS = ("visible", "hidden", "adversarial", "randomized")
SMALL = 20_000
"""Bytes of an input that could be written by hand."""


def claimed(case: TestCase) -> WrittenCase:
    """A case of the problem's own as a candidate would have written it."""
    node, body = case.raw
    answer = {"raised": node["x"]} if isinstance(case.expected, Raised) else {"value": node}
    return WrittenCase(replace(case, group="visible"), Reply(answer, body, 0.0, 0.0))


def measure(problem: Problem) -> TestsVerdict:
    """The verdict on the problem's own small cases."""
    suite = suite_of(problem, open_sandbox().author_zygote, problem.spec.seed, GROUPS, None)
    small = [case for case in suite.cases if len(case.input) + len(case.input_body) < SMALL]
    return judge_written(problem, [claimed(case) for case in small])


def main(names: list[str]) -> int:
    """Print a line a problem and the sums; 1 where a right case is a false alarm or does not count."""
    cases = alarms = void = caught = wrong = 0
    for spec in catalogue():
        if "tests" not in rounds_of(spec) or (names and spec.id not in names):
            continue
        found = measure(load_problem(spec.id))
        cases, alarms, void = cases + len(found.cases), alarms + found.false_alarms, void + found.void
        caught, wrong = caught + len(found.caught), wrong + len(found.caught) + len(found.missed)
        print(f"{spec.id}: {len(found.caught)} caught, missed: {', '.join(found.missed) or 'none'}", flush=True)
    print(f"{cases} cases: {alarms} false alarms, {void} void; {caught} of {wrong} wrong programs caught")
    return int(alarms + void > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
