"""What a session's model costs: recorded step by step, shown as it grows, and stopped at the budget."""

from __future__ import annotations

from typing import Literal, TypedDict

from agent import events as ev
from agent.endpoint.usage import Usage
from agent.interview.desk import Desk
from agent.models import LoopPlan

TOKENS_A_REPLY = 1_500
"""About what one spoken turn takes: question, transcript, passages, and the reply."""
TOKENS_A_CRITERION = 1_800
"""About what grading one criterion takes."""
REPLIES_A_ROUND, CRITERIA_A_ROUND = 7, 9


class Spent(TypedDict, total=False):
    """Fields of `awaiting`."""

    tokens: int
    cost: float


def expected_tokens(plan: LoopPlan, samples: int) -> int:
    """About how many tokens a session takes, told before it begins."""
    a_round = REPLIES_A_ROUND * TOKENS_A_REPLY + CRITERIA_A_ROUND * samples * TOKENS_A_CRITERION
    return a_round * len(plan.rounds)


def announce(desk: Desk) -> None:
    """Say before the first question which model hears the session, and about what that takes."""
    if desk.endpoint is None:
        return
    tokens = expected_tokens(desk.state.plan, desk.samples)
    # Three of four tokens are what the model is sent; the rest is what it says.
    cost = desk.prices.cost(Usage(tokens * 3 // 4, tokens // 4))
    price = f", about {cost:.2f} at your prices" if cost is not None else ""
    limit = f"; your budget is {desk.budget:,}" if desk.budget is not None else ""
    told = f"What you say goes to {desk.endpoint.host} ({desk.endpoint.model}): about {tokens:,} tokens{price}{limit}."
    desk.record(
        "expected",
        ev.Notice,
        title="A model listens",
        happened=told,
        todo="`--engine embedded` does without it.",
    )


def record_usage(desk: Desk, what: Literal["voice", "grading"]) -> None:
    """Write down what the last step used, if it used anything."""
    used = desk.tally.take()
    if used.total:
        # No step of its own: a death before this line costs the count of one call, never a word.
        desk.record(
            f"used:{what}:{desk.state.inputs}:{desk.state.last}",
            ev.ModelUsed,
            what=what,
            prompt=used.prompt,
            completion=used.completion,
            estimated=used.estimated,
        )


def within_budget(desk: Desk) -> bool:
    """Whether the session's model may be asked. Says once that the budget is used up."""
    if desk.budget is None or desk.state.used.total < desk.budget:
        return True
    if "over-budget" not in desk.keys:
        told = f"The model used {desk.state.used.total:,} tokens; the budget is {desk.budget:,}."
        todo = "The interview goes on with the embedded voice. Raise the setting budget for the next session."
        desk.record("over-budget", ev.Notice, title="The budget is used up", happened=told, todo=todo)
    return False


def spent(desk: Desk) -> Spent:
    """What the model used so far, for the front ends; nothing without a model."""
    if desk.endpoint is None:
        return {}
    found: Spent = {"tokens": desk.state.used.total}
    cost = desk.prices.cost(desk.state.used)
    if cost is not None:
        found["cost"] = round(cost, 4)
    return found
