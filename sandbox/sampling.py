"""Statistical checks of samplers: the draws come from the candidate, the bound from the problem's own process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from sandbox.broker import Ended
from sandbox.candidate import REASONS, TEXT, call_caps, call_header, open_candidate, raised_of
from sandbox.inside.codec import Decoder, Malformed
from sandbox.launcher import Zygote
from sandbox.problem import Problem
from sandbox.show import escape
from sandbox.suite import AuthorProcess
from sandbox.verdict import CaseResult, VerdictCode


def check_draws(
    problem: Problem,
    source: str,
    zygote: Zygote,
    *,
    on_case: Callable[[CaseResult], None] | None = None,
    cancel: threading.Event | None = None,
) -> list[CaseResult]:
    """Run every statistical check of the problem; the level is shared equally among them.

    Raises:
        Ended: cancelled.
        ProblemError: the problem's own code failed.
    """
    assert problem.spec.statistics is not None
    author = AuthorProcess(zygote, problem, cancel)
    results: list[CaseResult] = []
    try:
        cases = author.statistics()
        level = problem.spec.statistics.false_alarm / max(1, len(cases))
        for index, case in enumerate(cases):
            code, message, ms = "AC", "", 0.0
            # A new process for each: the draws of one check tell nothing about another's.
            with open_candidate(problem, source, zygote, cpu_s=problem.limits.cpu_s, cancel=cancel) as process:
                try:
                    body: Sequence[bytes] = [case.input_body] if case.input_body else []
                    reply = process.request(call_header("call", case), body, call_caps(problem))
                    ms = round(reply.cpu_s * 1000, 3)
                    code, message = _judge(author, index, reply.header, reply.body, level, raised_of(reply) is not None)
                except Ended as ended:
                    if ended.reason == "cancelled":
                        raise
                    code, message, ms = REASONS[ended.reason], escape(ended.detail, TEXT), ended.ms
            result = CaseResult(name=escape(case.name, 80), verdict=code, ms=ms, message=message)
            results.append(result)
            if on_case is not None:
                on_case(result)
    finally:
        author.close()
    return results


def _judge(
    author: AuthorProcess, index: int, header: dict[str, object], body: bytes, level: float, raised: bool
) -> tuple[VerdictCode, str]:
    if raised:
        return "RE", "an exception was raised while drawing"
    if "unsupported" in header:
        return "RE", "the draws cannot be taken"
    try:
        Decoder(body).value(header.get("value"))
    except Malformed:
        return "RE", "the process sent something else than an answer"
    p, outside = author.test(index, header.get("value"), body)
    if outside:
        return "WA", f"not a draw of this distribution: {escape(outside, 200)}"
    if p < level:
        return "WA", f"the draws do not follow the distribution (a right sampler is this far off with p < {p:.1g})"
    return "AC", ""
