"""The moves that only a coding round has: the approach before the code, talk while coding, what a verdict asks for."""

from __future__ import annotations

from collections.abc import Sequence

from agent.interview.intents import Intent
from agent.interview.move import NextMove
from agent.interview.state import RoundState

MAX_SUBMITS = 3


def coding_move(
    now: RoundState, intent: Intent, facts: Sequence[int | None], *, passed: bool, submitted: bool
) -> NextMove | None:
    """The move that the coding part asks for; None where the round goes on like any other."""
    if submitted:
        verdict = now.verdicts[-1]
        if verdict.verdict == "AC" or len(now.verdicts) >= MAX_SUBMITS or verdict.verdict == "IE":
            return None
        return NextMove("redirect", f"the submission was judged {verdict.verdict}", phrase="not_accepted", then="code")
    if now.wants == "code":
        if passed:
            return None
        if intent.questions:
            return NextMove("clarify", "the candidate asked while coding", facts=tuple(facts), then="code")
        return NextMove(
            "redirect", "the candidate talked while coding; the code is next", phrase="back_to_code", then="code"
        )
    before_code = not now.verdicts and not any(decision.then == "code" for decision in now.decisions)
    if not before_code:
        return None
    if intent.mostly_questions and not passed:
        return NextMove("clarify", "the candidate asked clarifying questions", facts=tuple(facts))
    asked = any(decision.move == "probe" for decision in now.decisions)
    if not asked and not passed and len(now.turns[-1].text.split()) < 25:
        return NextMove("probe", "the approach and its complexity come before the code", phrase="approach")
    return NextMove("probe", "the approach was stated; the code is next", phrase="start_coding", then="code")
