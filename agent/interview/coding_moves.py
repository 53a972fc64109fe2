"""The moves that only a coding round has: before the code, while it is written, and what a verdict asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from agent import events as ev
from agent.coding import CostClaim
from agent.dialogue import Turn
from agent.interview.cost import claim, stated_cost
from agent.interview.intents import Intent, read_intent
from agent.interview.move import LAST_FOLLOW_UP, NextMove
from agent.interview.state import RoundState
from rubrics.labels import Elicited

MAX_SUBMITS = 3
ASKS_FOR_INPUT = 2
"""How often an input is asked for before the patch is mended without one."""
WORDS_OF_A_PLAN = 25
"""From so many words on, what was said before the code counts as a plan."""
_BY_VERDICT = frozenset({"WA", "TLE", "MLE", "RE", "CE", "OLE"})
_WRONG = frozenset({"WA", "RE"})
"""Verdicts that an example shows."""
_GROWTH = tuple(f"growth_{how}" for how in ("steeper", "flatter", "agrees", "unstated"))
"""Phrases that tell what was measured."""

CODING_PHRASES: frozenset[str] = frozenset(
    {f"not_accepted_{code.lower()}" for code in _BY_VERDICT}
    | set(_GROWTH)
    | {"approach", "cost_first", "start_coding", "back_to_code", "not_accepted", "not_accepted_visible"}
    | {"tests_plan", "start_tests", "tests_unusable", "tests_more", "tests_done"}
    | {"bug_need_input", "bug_passes", "bug_fault", "bug_mend", "bug_mend_unfound"}
)
"""Said in our words only: they hold verdicts and measurements."""


def coding_move(
    now: RoundState, intent: Intent, facts: Sequence[int | None], *, passed: bool, submitted: bool, tried: bool = False
) -> NextMove | None:
    """The move that the coding part asks for; None where the round goes on like any other."""
    if submitted:
        return _after_tests(now) if now.coding == "tests" else _after_program(now)
    if tried:
        return _after_input(now)
    if now.wants == "code":
        return None if passed else _while_coding(intent, facts)
    if now.verdicts or any(decision.then == "code" for decision in now.decisions):
        return None
    if intent.mostly_questions and not passed:
        return NextMove("clarify", "the candidate asked clarifying questions", facts=tuple(facts))
    return _looking(now, passed) if now.coding == "bug" else _before_code(now, passed)


def asked_first(now: RoundState) -> frozenset[str]:
    """Criteria to aim at first: once code was accepted whose growth nobody measured, edge cases and trade-offs."""
    accepted = now.coding == "solve" and now.verdicts and now.verdicts[-1].verdict == "AC"
    if not accepted or now.question is None or now.verdicts[-1].growth:
        return frozenset()
    return frozenset(c.id for c in now.question.criteria if c.role == "tradeoff" or c.dimension == "verification")


def said_by_candidate(now: RoundState) -> list[str]:
    """The candidate's turns."""
    return [turn.text for turn in now.turns if turn.speaker == "candidate"]


def cost_claim(now: RoundState) -> CostClaim:
    """What was said of the cost beside the newest measurement of accepted code."""
    growth = next((v.growth for v in reversed(now.verdicts) if v.growth and v.verdict == "AC"), None)
    found = claim(said_by_candidate(now), growth, each=now.entry == "class", approach=_approach(now))
    return found.model_copy(update={"foreseen": _foreseen(now, growth)})


def _foreseen(now: RoundState, growth: Mapping[str, Any] | None) -> Elicited | None:
    """How a cost was drawn out that was said before the measurement was told, and is not contradicted by it."""

    def until(*phrases: str) -> CostClaim:
        """What was claimed before one of these was said."""
        end = next((one.turn for one in now.decisions if one.phrase in phrases), len(now.turns))
        said = [turn.text for turn in now.turns[:end] if turn.speaker == "candidate"]
        return claim(said, growth, each=now.entry == "class", approach=_approach(now))

    told = until(*_GROWTH)
    if told.stated is None or told.agrees is False:
        return None
    asked = until(*_GROWTH, "cost_first")
    return "probed" if asked.stated is None or asked.agrees is False else "unprompted"


def _approach(now: RoundState) -> int:
    """How many of the candidate's turns came before the code."""
    return sum(turn.speaker == "candidate" for turn in before_code(now))


def before_code(now: RoundState) -> Sequence[Turn]:
    """The turns up to the first time that code was wanted."""
    return now.turns[: next((one.turn for one in now.decisions if one.then == "code"), len(now.turns))]


def planned(now: RoundState) -> bool:
    """Whether an approach was said before the code: so many words that ask for nothing."""
    said = [turn.text for turn in before_code(now) if turn.speaker == "candidate"]
    plans = [text for text in said if not read_intent(text).mostly_questions]
    return sum(len(text.split()) for text in plans) >= WORDS_OF_A_PLAN


def facts_told(now: RoundState) -> int:
    """Facts that were told before the code because they were asked for."""
    end = len(before_code(now))
    told = (one.facts for one in now.decisions if one.turn <= end)
    return len({fact for facts in told for fact in facts if fact is not None})


def _before_code(now: RoundState, passed: bool) -> NextMove:
    asked = any(decision.move == "probe" for decision in now.decisions)
    tests = now.coding == "tests"
    if not asked and not passed and len(now.turns[-1].text.split()) < WORDS_OF_A_PLAN:
        why = "the plan comes before the tests" if tests else "the approach and its complexity come before the code"
        return NextMove("probe", why, phrase="tests_plan" if tests else "approach")
    no_cost = now.coding == "solve" and stated_cost(said_by_candidate(now), each=now.entry == "class") is None
    if no_cost and not passed and not any(decision.phrase == "cost_first" for decision in now.decisions):
        return NextMove("probe", "the approach was stated without its cost", phrase="cost_first")
    why = "the plan was stated; the tests are next" if tests else "the approach was stated; the code is next"
    return NextMove("probe", why, phrase="start_tests" if tests else "start_coding", then="code")


def _while_coding(intent: Intent, facts: Sequence[int | None]) -> NextMove:
    if intent.questions:
        return NextMove("clarify", "the candidate asked while coding", facts=tuple(facts), then="code")
    return NextMove(
        "redirect", "the candidate talked while coding; the code is next", phrase="back_to_code", then="code"
    )


def _looking(now: RoundState, passed: bool) -> NextMove:
    """The candidate spoke while the bug is looked for."""
    if now.bug_found:
        return NextMove("probe", "an input and the fault were named; the mend is next", phrase="bug_mend", then="code")
    asked = sum(decision.phrase == "bug_need_input" for decision in now.decisions)
    if passed or asked >= ASKS_FOR_INPUT:
        return NextMove("probe", "no failing input was named; the mend is next", phrase="bug_mend_unfound", then="code")
    return NextMove("probe", "an input on which the patch fails is wanted first", phrase="bug_need_input")


def _after_input(now: RoundState) -> NextMove:
    tried = now.tried[-1]
    if tried.verdict == "AC":
        return NextMove("redirect", "the patch is right on that input", phrase="bug_passes")
    message = str(tried.cases[0].get("message") or tried.verdict)
    note = f"On that input: {message.rstrip('.')[:300]}."
    return NextMove("probe", "an input was named on which the patch fails", phrase="bug_fault", note=note)


def _after_tests(now: RoundState) -> NextMove | None:
    verdict = now.verdicts[-1]
    last = len(now.verdicts) >= MAX_SUBMITS or verdict.verdict == "AC"
    if verdict.tests is None:
        why, message = f"the tests were judged {verdict.verdict}", str(verdict.cases[0].get("message") or "")[:300]
        note = f"The file gives no cases: {message.rstrip('.')}."
        return None if last else NextMove("redirect", why, phrase="tests_unusable", note=note, then="code")
    note = verdict.tests.in_words()
    if not last:
        return NextMove("redirect", "the tests let wrong programs pass", phrase="tests_more", note=note, then="code")
    return NextMove("probe", "the tests were judged", phrase="tests_done", note=note) if _time_left(now) else None


def _after_program(now: RoundState) -> NextMove | None:
    verdict = now.verdicts[-1]
    if verdict.verdict == "AC" or verdict.verdict == "IE" or len(now.verdicts) >= MAX_SUBMITS:
        return _about_growth(now)
    why = f"the submission was judged {verdict.verdict}"
    if verdict.verdict in _WRONG and (shown := _visible_failures(verdict)):
        return NextMove(
            "redirect", f"{why}, on a visible example", phrase="not_accepted_visible", note=shown, then="code"
        )
    phrase = f"not_accepted_{verdict.verdict.lower()}" if verdict.verdict in _BY_VERDICT else "not_accepted"
    return NextMove("redirect", why, phrase=phrase, note=_evidence(verdict), then="code")


def _visible_failures(verdict: ev.VerdictGiven) -> str:
    """How many of the examples that the candidate can see fail, in words; "": none does."""
    shown = [case.get("verdict") for case in verdict.cases if case.get("visible")]
    failed = sum(one in _WRONG for one in shown)
    if not failed:
        return ""
    of = "the visible example" if len(shown) == 1 else f"{failed} of the {len(shown)} visible examples"
    return f"{of[:1].upper()}{of[1:]} fail{'s' * (failed == 1)} already."


def _evidence(verdict: ev.VerdictGiven) -> str:
    evidence = claim([], verdict.growth).evidence
    return f"{evidence[:1].upper()}{evidence[1:]}. " if evidence else ""


def _about_growth(now: RoundState) -> NextMove | None:
    """The first question on accepted code: where its measured growth comes from, beside what was said of it."""
    found = cost_claim(now)
    if now.coding != "solve" or not found.evidence or now.verdicts[-1].verdict != "AC" or not _time_left(now):
        return None
    if found.stated_exponent is None or found.measured_exponent is None:
        return NextMove("probe", "no cost was stated; one was measured", phrase="growth_unstated", note=found.evidence)
    if found.agrees:
        how, why = "agrees", "the stated cost is what was measured"
    else:
        steeper = found.measured_exponent > found.stated_exponent
        how, why = ("steeper" if steeper else "flatter"), "the stated cost is not what was measured"
    return NextMove("probe", why, phrase=f"growth_{how}", note=found.evidence, said=found.stated or "")


def _time_left(now: RoundState) -> bool:
    return now.seconds < LAST_FOLLOW_UP * now.minutes * 60
