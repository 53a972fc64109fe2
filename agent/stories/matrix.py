"""Which competencies the stories cover, and at which one the next behavioral round should aim. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent.stories.competencies import ABOUT, BY_QUESTION, Competency
from agent.stories.gaps import gaps
from agent.stories.story import Story


@dataclass(frozen=True)
class Coverage:
    """One row of the matrix."""

    competency: Competency
    whole: tuple[str, ...]
    """Stories in which code sees no gap."""
    lacking: tuple[str, ...]
    """Stories with gaps."""

    @property
    def open(self) -> int:
        """2: no story; 1: only stories with gaps; 0: covered."""
        return 0 if self.whole else 1 if self.lacking else 2


def matrix(stories: Sequence[Story]) -> tuple[Coverage, ...]:
    """Every competency with its stories, in the order of `ABOUT`."""
    lacking = {story.id for story in stories if gaps(story)}
    rows = []
    for competency in ABOUT:
        on = [story.id for story in stories if competency in story.competencies]
        whole = tuple(name for name in on if name not in lacking)
        rows.append(Coverage(competency, whole, tuple(name for name in on if name in lacking)))
    return tuple(rows)


def aim(stories: Sequence[Story], played: Iterable[str]) -> Competency:
    """The competency that the next behavioral round should ask for: the widest gap that was rehearsed least.

    `played` are the questions of earlier behavioral rounds, one entry a round. A competency without a story comes two
    rounds before a covered one, one with only lacking stories one round before it; equal ones come in the order of
    `ABOUT`. A question counts for all that it asks for.
    """
    times = Counter(competency for question in played for competency in BY_QUESTION.get(question, ()))
    rows = matrix(stories)
    return min(rows, key=lambda row: times[row.competency] - row.open).competency
