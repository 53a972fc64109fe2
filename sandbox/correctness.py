"""Running the cases of a problem on a submission, each answer judged before the next is asked for."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.answers import Answers
from sandbox.broker import Ended, Process, Reply
from sandbox.candidate import REASONS, TEXT, LoadError, arena_size, ask, call_caps, open_candidate
from sandbox.errors import ProblemError
from sandbox.inside.codec import Malformed, aligned
from sandbox.launcher import Zygote
from sandbox.problem import Problem
from sandbox.show import escape
from sandbox.suite import AuthorProcess, TestCase
from sandbox.verdict import CaseResult

DEATHS = 2
"""After so many cases that ended their process the rest is not run."""
NEAR_MISSES = 2
"""How often a case is run again, in a new process, that was answered only a little after its limit."""
SMALL = 4096
"""Bytes of an input that may share a request with others."""
BATCH = 25
"""A batch costs one round trip, and must stay within the limits of one case; else its cases are run one by one."""


@dataclass
class Run:
    """What running the cases gave."""

    results: list[CaseResult] = field(default_factory=list)
    stdout: str = ""
    """Printed before the first hidden case was sent: later output could carry hidden inputs."""

    @property
    def accepted(self) -> bool:
        """True if every case was."""
        return all(result.verdict == "AC" for result in self.results)


def run_cases(
    problem: Problem,
    source: str,
    zygote: Zygote,
    cases: Sequence[TestCase],
    *,
    on_case: Callable[[CaseResult], None] | None = None,
    cancel: threading.Event | None = None,
) -> Run:
    """Run `cases` one by one.

    Raises:
        Ended: cancelled.
    """
    run = Run()
    runner = Runner(problem, source, zygote, cases, cancel)
    try:
        for result in runner.results_of(cases):
            run.results.append(result)
            if on_case is not None:
                on_case(result)
        if problem.spec.repeatable and run.accepted and len(run.results) == len(cases):
            run.results.append(runner.repeated(cases))
            if on_case is not None:
                on_case(run.results[-1])
    except LoadError as error:
        run.results.append(error.result)
        if on_case is not None:
            on_case(error.result)
    finally:
        run.stdout = runner.close()
    return run


class Runner:
    """Runs cases in a process, and in a new one where the last has ended.

    Args:
        problem: the problem.
        source: the submission.
        zygote: forks the processes.
        cases: all that there will be.
        cancel: the caller's.
    """

    def __init__(
        self,
        problem: Problem,
        source: str,
        zygote: Zygote,
        cases: Sequence[TestCase],
        cancel: threading.Event | None,
    ) -> None:
        self.problem = problem
        self.source = source
        self.zygote = zygote
        self.cancel = cancel
        self.life_cpu_s = problem.limits.cpu_s * len(cases)
        self.arena = arena_size(problem, cases)
        self.process: Process | None = None
        self.author: AuthorProcess | None = None
        self.answers = Answers(problem, self._complain, source.count("\n") + 1)
        self.digests: dict[str, bytes] = {}
        self.deaths = 0
        self.printed = bytearray()
        self.frozen = False

    def close(self) -> str:
        """End the processes; gives what was printed during the visible cases."""
        self.freeze_output()
        self._end()
        if self.author is not None:
            self.author.close()
        return self.printed.decode("utf-8", "backslashreplace")

    def freeze_output(self) -> None:
        """Keep what has been printed and nothing that comes later."""
        if not self.frozen:
            self._keep_output()
            self.frozen = True

    def _keep_output(self) -> None:
        if self.process is not None and not self.frozen:
            self.printed += self.process.output
            self.process.output.clear()

    def _end(self) -> None:
        if self.process is not None:
            self._keep_output()
            self.process.close()
            self.process = None

    def results_of(self, cases: Sequence[TestCase]) -> Iterator[CaseResult]:
        """Run cases in order, small hidden ones several at a time, until `DEATHS` have ended their process.

        Raises:
            LoadError: the submission does not load.
            Ended: cancelled.
        """
        for group in _groups(cases):
            if not group[0].visible:
                self.freeze_output()
            replies = self._batch(group) if len(group) > 1 else None
            for index, case in enumerate(group):
                if replies is None:
                    yield self.result(case)
                else:
                    yield self._judge(case, replies[index])
                if self.deaths >= DEATHS:
                    return

    def _batch(self, cases: Sequence[TestCase]) -> list[Reply] | None:
        """The replies to several cases of one request; None where they have to be asked for one by one."""
        calls, start = [], 0
        for case in cases:
            calls.append(b'{"span":[%d,%d],"input":%s}' % (start, len(case.input_body), case.input))
            start += len(case.input_body)
        watch = b"true" if self.problem.spec.mutation == "forbidden" else b"false"
        header = b'{"op":"batch","watch":%s,"calls":[%s]' % (watch, b",".join(calls))
        try:
            reply = self._process().request(header, [case.input_body for case in cases], call_caps(self.problem))
        except Ended as ended:
            if ended.reason == "cancelled":
                raise
            self._end()
            return None
        if reply.late:
            self._end()
            return None
        try:
            return _split(reply, len(cases))
        except Malformed:
            self._end()
            return None

    def _judge(self, case: TestCase, reply: Reply) -> CaseResult:
        try:
            result = self.answers.judge(case, reply, self.process.arena if self.process is not None else None)
        except Ended as ended:
            return self._ended(case, ended, reply.cpu_s * 1000)
        if result.verdict == "AC" and self.problem.spec.repeatable:
            # Only of what was found to be plain data; it is asked for again if everything is accepted.
            self.digests[case.name] = self._digest(case, reply)
        return result

    def _ended(self, case: TestCase, ended: Ended, ms: float) -> CaseResult:
        self.deaths += 1
        self._end()
        return self.answers.result(case, REASONS[ended.reason], ms / 1000, escape(ended.detail, TEXT))

    def result(self, case: TestCase) -> CaseResult:
        """Run one case; again where it missed the time limit by little, because other work of the machine costs it.

        Raises:
            LoadError: the submission does not load.
            Ended: cancelled.
        """
        limit_s, cpu_s = self.problem.limits.cpu_s, 0.0
        for _ in range(1 + NEAR_MISSES):
            try:
                reply = self._ask(case)
            except Ended as ended:
                if ended.reason == "cancelled":
                    raise
                return self._ended(case, ended, ended.ms)
            result = self._judge(case, reply)
            if not reply.late or result.verdict == "MLE":
                return result
            cpu_s = reply.cpu_s
            self._end()
        return self._ended(case, Ended("cpu", f"more than {limit_s:g} s of CPU time"), cpu_s * 1000)

    def _process(self) -> Process:
        if self.process is None:
            self.process = open_candidate(
                self.problem,
                self.source,
                self.zygote,
                cpu_s=self.life_cpu_s,
                arena=self.arena,
                cancel=self.cancel,
            )
        return self.process

    def _ask(self, case: TestCase) -> Reply:
        watch = self.problem.spec.mutation == "forbidden"
        return ask(self._process(), "call", case, call_caps(self.problem), watch=watch)

    def _digest(self, case: TestCase, reply: Reply) -> bytes:
        text = json.dumps([reply.header.get("value"), reply.header.get("raised")])
        digest = hashlib.sha256(text.encode() + reply.body)
        # Arrays that came back in shared memory; a text that looks like one costs no more than time.
        if '{"r":' in text and self.process is not None and self.process.arena is not None:
            start = aligned(len(case.input_body))
            digest.update(self.process.arena[start : start + len(case.raw[1])])
        return digest.digest()

    def _complain(self, case: TestCase, node: Any, body: bytes) -> str | None:
        if self.author is None:
            self.author = AuthorProcess(self.zygote, self.problem, self.cancel)
        try:
            return self.author.complaint(case, node, body)
        except ProblemError:
            # Its process may be gone; the next case gets a new one.
            self.author.close()
            self.author = None
            raise

    def repeated(self, cases: Sequence[TestCase]) -> CaseResult:
        """The cases again in a new process and in the reverse order: each answer must be the same bytes."""
        self.freeze_output()
        self._end()
        cpu_s = 0.0
        for case in reversed(cases):
            try:
                reply = self._ask(case)
                same = self._digest(case, reply) == self.digests[case.name]
                cpu_s += reply.cpu_s
            except RecursionError:
                same = False
            except Ended as ended:
                if ended.reason == "cancelled":
                    raise
                same = False
            if not same:
                message = f"case {escape(case.name, 80)} has another answer in a second process"
                return CaseResult(name="same answers again", verdict="WA", ms=round(cpu_s * 1000, 3), message=message)
        return CaseResult(name="same answers again", verdict="AC", ms=round(cpu_s * 1000, 3))


def _groups(cases: Sequence[TestCase]) -> Iterator[list[TestCase]]:
    """Neighbouring small hidden cases together, every other case alone."""
    group: list[TestCase] = []
    for case in cases:
        small = not case.visible and len(case.input) + len(case.input_body) <= SMALL
        if group and (not small or len(group) == BATCH):
            yield group
            group = []
        if small:
            group.append(case)
        else:
            yield [case]
    if group:
        yield group


def _split(reply: Reply, count: int) -> list[Reply]:
    """The replies inside the reply to a batch.

    Raises:
        Malformed: it is none.
    """
    results = reply.header.get("results")
    if type(results) is not list or len(results) != count:
        raise Malformed("not as many answers as calls")
    replies = []
    for result in results:
        span = result.pop("span", None) if type(result) is dict else None
        if type(span) is not list or [type(part) for part in span] != [int, int]:
            raise Malformed("an answer without a span")
        start, length = span
        if start < 0 or length < 0 or start + length > len(reply.body):
            raise Malformed("a span beyond the frame")
        body = reply.body[start : start + length]
        replies.append(Reply(result, body, reply.cpu_s / count, reply.wall_s / count))
    return replies
