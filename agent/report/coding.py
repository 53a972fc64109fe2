"""What a coding round left behind, from its state."""

from __future__ import annotations

from agent.coding import CodingResult, FoundBug, fault_in_words
from agent.interview.coding_moves import cost_claim, facts_told, planned
from agent.interview.state import RoundState


def coding_result(now: RoundState, *, over: bool | None = None) -> CodingResult | None:
    """The result of a coding round; None for others.

    What would help somebody who can still submit (the fault, the programs that tests let pass) is told when the round
    is over: when it was scored, or where `over` says so.
    """
    if now.question is None or now.question.problem is None:
        return None
    told = now.scored is not None if over is None else over
    last = now.verdicts[-1] if now.verdicts else None
    kind = now.coding or "solve"
    first = next((at for at, verdict in enumerate(now.verdicts) if verdict.verdict == "AC"), None)
    judged = [verdict.verdict != "IE" for verdict in now.verdicts]
    return CodingResult(
        problem=now.question.problem,
        code=now.code,
        verdict=last.verdict if last else None,
        isolation=str(last.isolation.get("name", "")) if last else None,
        cases=last.cases if last else (),
        submits=len(now.verdicts),
        runs=now.runs,
        hints=now.hints_given,
        kind=kind,
        submits_before_ac=None if first is None else sum(judged[:first]),
        hints_before_ac=None if first is None else (*now.hints_at, now.hints_given)[min(first, len(now.hints_at))],
        planned=planned(now),
        facts_told=facts_told(now),
        unjudged=now.handed_in > 0 and not any(judged),
        own_cases=last.tests.cases if last and last.tests else len(now.own_cases),
        cost=cost_claim(now) if kind == "solve" else None,
        tests=last.tests if last else None,
        missed=tuple(fault_in_words(name) for name in last.missed) if last and told else (),
        bug=_bug(now, told) if kind == "bug" else None,
    )


def _bug(now: RoundState, told: bool) -> FoundBug:
    failing = next((tried for tried in now.tried if tried.verdict != "AC"), None)
    return FoundBug(
        found=failing is not None,
        input=str(failing.cases[0].get("input") or "") if failing else None,
        tries=len(now.tried),
        mended=any(verdict.verdict == "AC" for verdict in now.verdicts),
        fault=fault_in_words(now.sample) if told else "",
    )
