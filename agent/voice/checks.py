"""What an interviewer may not say. The same checks guard both voices; a model's text is checked before it counts."""

from __future__ import annotations

import re

from agent.voice.brief import Brief

MAX_WORDS = 60
MAX_QUESTIONS = 1

_PRAISE = re.compile(
    r"\b(great|excellent|good (answer|point|job|start|question|thinking|idea)|nice|well done|perfect|impressive|"
    r"exactly right|awesome|fantastic|that'?s (right|correct|good|great)|correct|you('| a)re right|solid|"
    r"strong answer|love (that|it))\b|(?:^|[.!?]\s+)exactly\s*[.,!]",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"\b(that'?s|that is|you('| a)re|this is|not quite|your answer is) ?"
    r"(wrong|incorrect|mistaken|missing|weak|incomplete)\b|"
    r"\b(not quite( right)?|you (missed|forgot|failed to)|score|grade|rubric|criteri(on|a))\b",
    re.IGNORECASE,
)


def _norm(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def faults(text: str, brief: Brief) -> list[str]:
    """Everything that is wrong with a reply; empty: it may be said."""
    from rubrics.leaks import leaks

    found = []
    if len(text.split()) > MAX_WORDS:
        found.append(f"more than {MAX_WORDS} words")
    if text.count("?") > MAX_QUESTIONS:
        found.append("more than one question")
    for pattern, name in ((_PRAISE, "praise"), (_VERDICT, "a verdict")):
        spoken = pattern.search(text)
        if spoken and _norm(spoken.group(0)) not in _norm(brief.question.prompt):
            found.append(f"{name} ({spoken.group(0)!r})")
    if _norm(text) in {_norm(said) for said in brief.said}:
        found.append("said before")
    told = [brief.facts[index].fact for index in brief.decided.facts if index is not None]
    heard = [*(turn.text for turn in brief.turns), *told]
    for criterion in brief.question.all_criteria():
        if leaked := leaks(text, brief.question, criterion, heard):
            found.append(f"gives away {criterion.id} ({leaked[0].found!r})")
            break
    return found
