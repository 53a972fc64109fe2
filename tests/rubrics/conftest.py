from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rubrics.schema import Question

CRITERION: dict[str, Any] = {
    "id": "queue_order",
    "name": "Order of the visits",
    "weight": 3,
    "expectation": "Uses a deque and marks a cell when it is pushed, which gives shortest paths in O(V+E).",
    "evidence": (
        "I put the start in a deque and mark it at once.",
        "Each cell enters the queue a single time, so 40320 states are fine.",
        "Dijkstra is not needed, all edges cost the same.",
    ),
    "misconceptions": ("Depth first finds the shortest way as well.",),
    "dimension": "technical_depth",
    "role": "pillar",
    "probes": ("In which order do you visit the neighbours?", "What do you remember about places you have been to?"),
    "terms": ("deque", "breadth first"),
    "sources": ("graph_search#patterns",),
}

QUESTION: dict[str, Any] = {
    "id": "grid_robot",
    "topic": "graph_search",
    "kind": "coding",
    "prompt": "A robot stands on a grid with walls. How many steps does it need to reach the exit?",
    "criteria": (CRITERION,),
    "difficulty": 1,
    "minutes": 35,
    "further_reading": ("Cormen et al., chapter on elementary graph algorithms",),
    "opening": ({"ask": "How large is the grid?", "fact": "At most a thousand by a thousand."},),
    "hints": ("Draw a small one.", "Which places are one step away?", "And two steps away?"),
    "second_angle": {
        "prompt": "Now some doors need keys.",
        "criteria": (
            {**CRITERION, "id": "state", "name": "What a state is"},
            {**CRITERION, "id": "bound", "name": "How many there are"},
        ),
    },
    "pivots": ({"topic": "lru_cache_pins", "question": "How would you keep the last results?"},),
    "exemplars": {
        "strong": "I search level by level from the start and stop at the exit.",
        "borderline": "Some recursion over four directions would probably do.",
    },
    "problem": "grid_robot",
}


@pytest.fixture
def make_question() -> Callable[..., Question]:
    """A question that the bank would take; keywords replace keys of the question, `criterion` of its criterion."""

    def make(criterion: dict[str, Any] | None = None, **keys: Any) -> Question:
        data = {**QUESTION, "criteria": ({**CRITERION, **(criterion or {})},), **keys}
        return Question.model_validate(data, strict=True)

    return make
