"""Draft questions from a guide of the library, for a person to finish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from agent.errors import BadInput

if TYPE_CHECKING:
    from agent.drafting.draft import Draft


@dataclass(frozen=True)
class DraftFile:
    """A draft as a question file."""

    id: str
    topic: str
    kind: str
    criteria: int
    todo: tuple[str, ...]
    """What a person should still do to it."""
    text: str
    """YAML that `hotseat questions check` and `hotseat drill --question` take."""


def draft_questions(guide: str) -> list[DraftFile]:
    """One draft for each worked example of the guide, and one for each topic's list of points.

    Raises BadInput where the guide has no structure to make a question of, CorpusError for an unknown guide.
    """
    from agent.api.guides import library
    from agent.drafting.draft import drafts
    from agent.drafting.outline import outline

    info = next((each for each in library().guides() if each.id == guide), None)
    if info is None:
        raise BadInput("Unknown guide", f"There is no guide {guide[:80]!r}.", "`hotseat guides` lists them.")
    made = [draft for topic in info.topics for draft in drafts(outline(library().topic(topic, guide)))]
    if not made:
        raise BadInput(
            "No question can be drafted",
            f"{guide} has no worked example and no list of at least three points.",
            "Give a guide with sections such as core knowledge, worked example, pitfalls.",
        )
    return [
        DraftFile(
            id=draft.question.id,
            topic=draft.question.topic,
            kind=draft.question.kind,
            criteria=len(draft.question.all_criteria()),
            todo=draft.todo,
            text=_file(draft, info.title),
        )
        for draft in made
    ]


def _file(draft: Draft, title: str) -> str:
    head = [f"Drafted from the guide {' '.join(title.split())[:120]!r}. Read it before use; `sources` name its lines."]
    head += [f"To do: {item}." for item in draft.todo]
    body = yaml.safe_dump(
        draft.question.model_dump(mode="json", exclude_defaults=True), sort_keys=False, allow_unicode=True, width=110
    )
    return "".join(f"# {line}\n" for line in head) + body
