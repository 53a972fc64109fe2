"""A lesson on one topic: recall prompts first, then the guide's passages in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.errors import BadInput

if TYPE_CHECKING:
    from corpus.library import Library

LEADS: dict[str, str] = {
    "worked_example": "Worked example — {title}: what do you ask and say in the first 30 seconds?",
    "second_angle": "Second angle — {title}: what changes in your answer?",
}
COUNTED: dict[str, str] = {
    "core_knowledge": "Name as many of the {n} core points as you can before you read on.",
    "patterns": "Name as many of the {n} patterns as you can, with their costs.",
    "pitfalls": "Which {n} pitfalls does an interviewer wait for here?",
    "connections": "Where may the interviewer lead over to from here?",
}


def lesson(topic: str, library: Library) -> dict[str, Any]:
    """`{topic, title, recall: [prompts], passages: [...]}`. Raises BadInput for a topic that no guide has."""
    passages = library.topic(topic)
    if not passages:
        known = sorted({name for guide in library.guides() for name in guide.topics})
        raise BadInput("Unknown topic", f"No guide treats {topic[:80]!r}.", f"Topics: {', '.join(known)}.")
    sections: dict[str, list[Any]] = {}
    for passage in passages:
        sections.setdefault(passage.section, []).append(passage)
    recall = [COUNTED[name].format(n=len(rows)) for name, rows in sections.items() if name in COUNTED]
    recall += [LEADS[name].format(title=rows[0].title) for name, rows in sections.items() if name in LEADS]
    rows = [
        {
            "guide": p.guide,
            "section": p.section,
            "title": p.title,
            "text": p.text,
            "line": p.line,
            "end_line": p.end_line,
            "anchor": p.anchor,
        }
        for p in passages
    ]
    return {"topic": topic, "title": passages[0].topic_name, "recall": recall, "passages": rows}
