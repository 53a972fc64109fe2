"""Time against the reference, and growth with n: CPU time, read from outside, of calls on inputs staged beforehand.

Each measured call has a fresh input, runs in a process of its own, and its answer is judged like any other. The clock
runs from the moment the input is staged until the process is asked for something else, so that work done after
answering counts. Staging costs the candidate what it costs the reference; what it costs beyond that counts too.
"""

from __future__ import annotations

import statistics
import threading
from dataclasses import dataclass, field

from sandbox.answers import Answers
from sandbox.broker import Caps, Ended, Process
from sandbox.candidate import REASONS, TEXT, arena_size, ask, open_candidate
from sandbox.growth import growth, time_is_too_steep
from sandbox.inside.codec import aligned
from sandbox.launcher import Zygote
from sandbox.problem import GrowthSpec, Performance, Problem
from sandbox.show import escape
from sandbox.suite import AuthorProcess, TestCase
from sandbox.verdict import CaseResult, Growth, GrowthPoint, VerdictCode

ROUNDS = 3
MORE_ROUNDS = 4
LONGEST_S = 10.0
"""CPU seconds of one measured call."""
LARGEST_RATIO = 3
"""How much of `ratio_max` the largest size of the growth may take, which `ratio_max` was not set for."""
STAGE_CAPS = Caps(20.0, 60.0, 65_536)
PING_BYTES = 65_536


@dataclass(frozen=True)
class Cost:
    """Cost of one call."""

    stage_s: float
    call_s: float
    peak_kb: int


@dataclass
class Timing:
    """What the timed phase gave."""

    results: list[CaseResult] = field(default_factory=list)
    ratio: float | None = None
    growth: Growth | None = None


class Refused(Exception):
    """A timed call was not answered rightly."""

    def __init__(self, code: VerdictCode, message: str, ms: float = 0.0) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.ms = ms


class Clockwork:
    """Measures one submission against the problem's reference.

    Args:
        problem: with `performance`.
        source: the submission.
        zygote: forks the processes.
        seed: of the inputs.
        cancel: the caller's.
    """

    def __init__(
        self, problem: Problem, source: str, zygote: Zygote, seed: int, cancel: threading.Event | None = None
    ) -> None:
        self.problem = problem
        self.source = source
        self.reference = problem.reference.read_text(encoding="utf-8")
        self.zygote = zygote
        self.seed = seed
        self.cancel = cancel
        self.author = AuthorProcess(zygote, problem, cancel)
        self.answers = Answers(problem, self.author.complaint, source.count("\n") + 1)

    def close(self) -> None:
        """End the process of the problem's own code."""
        self.author.close()

    def timing(self) -> Timing:
        """The ratio at each size, then the growth.

        Raises:
            Ended: cancelled.
            ProblemError: the problem's own code failed.
        """
        spec = self.problem.spec.performance
        assert spec is not None
        timing = Timing()
        timing.results.append(self._guard("time against the reference", lambda: self._ratio(spec, timing)))
        growth_spec = spec.growth
        if growth_spec is not None and timing.results[-1].verdict == "AC":
            timing.results.append(self._guard("growth with n", lambda: self._growth(growth_spec, timing)))
        elif growth_spec is not None and timing.results[-1].verdict == "TLE":
            # The evidence is worth showing where the time is too long.
            self._guard("growth with n", lambda: self._growth(growth_spec, timing))
        return timing

    def _guard(self, name: str, measure: object) -> CaseResult:
        try:
            assert callable(measure)
            code, message, ms = measure()
        except Refused as refused:
            code, message, ms = refused.code, refused.message, refused.ms
        return CaseResult(name=name, verdict=code, ms=round(ms, 3), message=message)

    def _ratio(self, spec: Performance, timing: Timing) -> tuple[VerdictCode, str, float]:
        worst = (0.0, spec.sizes[0], 0.0)
        for n in spec.sizes:
            ratios: list[float] = []
            ms = 0.0
            for index in range(ROUNDS + MORE_ROUNDS):
                if index == ROUNDS and statistics.median(ratios) <= spec.ratio_max:
                    break
                case = self.author.sized(n, self.seed + 1000 * n + index)
                theirs = self._reference_cost(case)
                cap = min(LONGEST_S, 0.2 + 3 * spec.ratio_max * theirs.call_s)
                try:
                    mine = self._candidate_cost(case, cap)
                except Refused as refused:
                    if refused.code != "TLE":
                        raise
                    times = cap / max(theirs.call_s, 1e-5)
                    timing.ratio = round(times, 2)
                    text = f"stopped at {times:.0f} times the reference's CPU time at n = {n}"
                    raise Refused("TLE", f"{text}; the task allows {spec.ratio_max:g}", refused.ms) from None
                cost_s = mine.call_s + max(0.0, mine.stage_s - 1.5 * theirs.stage_s - 0.002)
                ratios.append(cost_s / max(theirs.call_s, 1e-5))
                ms += cost_s * 1000
            worst = max(worst, (statistics.median(ratios), n, ms / len(ratios)))
        ratio, n, ms = worst
        timing.ratio = round(ratio, 2)
        message = f"{ratio:.1f} times the reference's CPU time at n = {n}; the task allows {spec.ratio_max:g}"
        return ("TLE" if ratio > spec.ratio_max else "AC"), message, ms

    def _growth(self, spec: GrowthSpec, timing: Timing) -> tuple[VerdictCode, str, float]:
        best: dict[int, GrowthPoint] = {}
        for attempt in range(2):
            for n in spec.sizes:
                for repetition in range(2):
                    case = self.author.sized(n, self.seed + 7 * n + 10 * attempt + repetition)
                    try:
                        cost = self._candidate_cost(case, LONGEST_S)
                    except Refused as refused:
                        # Too slow at this size: the smaller ones are the evidence, with this as a lower bound.
                        if refused.code != "TLE" or len(best) < 2:
                            raise
                        cost = Cost(0.0, refused.ms / 1000, best[max(best)].peak_kb)
                    point = GrowthPoint(n=n, cpu_ms=round(cost.call_s * 1000, 3), peak_kb=cost.peak_kb)
                    if n not in best or point.cpu_ms < best[n].cpu_ms:
                        best[n] = point
                    if cost.call_s > 1.0:
                        break
                if best[n].cpu_ms >= LONGEST_S * 1000:
                    break
            timing.growth = growth(spec, [best[n] for n in sorted(best)])
            if timing.growth.ok:
                break
        assert timing.growth is not None
        found = timing.growth
        if found.ok:
            self._check_largest(spec, max(found.points, key=lambda point: point.n))
        ms = max(point.cpu_ms for point in found.points)
        code: VerdictCode = "AC" if found.ok else "TLE" if time_is_too_steep(spec, found) else "MLE"
        return code, found.text, ms

    def _check_largest(self, spec: GrowthSpec, point: GrowthPoint) -> None:
        """The slope alone can be flattened by work that the small sizes do not need; the time at the largest cannot.

        Raises:
            Refused: it is far beyond the ratio that is allowed.
        """
        performance = self.problem.spec.performance
        assert performance is not None
        allowed = LARGEST_RATIO * performance.ratio_max
        case = self.author.sized(point.n, self.seed + 7 * point.n)
        theirs_s = min(self._reference_cost(case).call_s for _ in range(2))
        ratio = point.cpu_ms / 1000 / max(theirs_s, 1e-5)
        if ratio > allowed:
            text = f"{ratio:.0f} times the reference's CPU time at n = {point.n}; the task allows {allowed:g} there"
            raise Refused("TLE", text, point.cpu_ms)

    def _reference_cost(self, case: TestCase) -> Cost:
        with open_candidate(
            self.problem,
            self.reference,
            self.zygote,
            cpu_s=2 * LONGEST_S,
            arena=arena_size(self.problem, [case]),
            cancel=self.cancel,
        ) as process:
            try:
                return self._cost(process, case, LONGEST_S, judged=False)
            except Ended as ended:
                if ended.reason == "cancelled":
                    raise
                raise Refused("IE", f"the reference: {ended.detail}", ended.ms) from None

    def _candidate_cost(self, case: TestCase, cap_s: float) -> Cost:
        with open_candidate(
            self.problem,
            self.source,
            self.zygote,
            cpu_s=2 * LONGEST_S,
            arena=arena_size(self.problem, [case]),
            cancel=self.cancel,
        ) as process:
            try:
                return self._cost(process, case, cap_s, judged=True)
            except Ended as ended:
                if ended.reason == "cancelled":
                    raise
                raise Refused(REASONS[ended.reason], escape(ended.detail, TEXT), ended.ms) from None

    def _cost(self, process: Process, case: TestCase, cap_s: float, *, judged: bool) -> Cost:
        stage_s = ask(process, "stage", case, STAGE_CAPS).cpu_s
        resident, peak = process.resident_kb(), process.peak_kb()
        process.sample()
        start = process.cpu()
        wall = max(self.problem.limits.wall_s, 3 * cap_s)
        offset = aligned(len(case.input_body)) if process.arena is not None else 0
        reply = process.request(
            b'{"op":"run","offset":%d' % offset, (), Caps(cap_s, wall, self.problem.limits.result_kb * 1024)
        )
        process.request(b'{"op":"ping"', (), Caps(cap_s, wall, PING_BYTES))
        call_s = process.cpu() - start
        highest = process.peak_kb()
        # A peak from before the call says nothing of the call, and could be made on purpose: then what was seen counts.
        used = (highest if highest > peak else process.sampled_kb) - resident
        cost = Cost(stage_s, max(call_s, reply.cpu_s), max(0, used))
        if judged:
            result = self.answers.judge(case, reply, process.arena)
            if result.verdict != "AC":
                raise Refused(result.verdict, f"at n = {case.name}: {result.message}", reply.cpu_s * 1000)
        return cost
