"""The graph of one turn: LangGraph wires the steps, `where` (a pure function of the log) routes between them.

The graph holds no state of its own: a killed turn is run again, and each step that is in the log already is skipped.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypedDict

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime

from agent.interview import steps
from agent.interview.desk import Desk
from agent.interview.state import Node, where


class TurnState(TypedDict):
    """All that the graph carries: which session."""

    session: str


STEPS: dict[Node, Callable[[Desk], None]] = {
    "open_round": steps.open_round,
    "judge": steps.judge,
    "hint": steps.hint,
    "decide": steps.decide,
    "speak": steps.speak,
    "score": steps.score,
    "settle": steps.settle,
    "finish": steps.finish,
}


def _route(state: TurnState, runtime: Runtime[Desk]) -> Node:
    return where(runtime.context.state)


def _node(step: Callable[[Desk], None]) -> Callable[[TurnState, Runtime[Desk]], dict[str, Any]]:
    def run(state: TurnState, runtime: Runtime[Desk]) -> dict[str, Any]:
        step(runtime.context)
        return {}

    return run


@cache
def turn_graph() -> Any:
    """The compiled graph."""
    graph: Any = StateGraph(TurnState, context_schema=Desk)
    targets: dict[Any, str] = {name: name for name in STEPS} | {"stop": END}
    for name, step in STEPS.items():
        graph.add_node(name, _node(step))
        graph.add_conditional_edges(name, _route, targets)
    graph.add_conditional_edges(START, _route, targets)
    return graph.compile()


def run_turn(desk: Desk) -> None:
    """Run until the session waits for the candidate or is over."""
    turn_graph().invoke({"session": desk.session}, context=desk)
