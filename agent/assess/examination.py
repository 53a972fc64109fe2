"""What can be said of a transcript before any fitted number is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agent.assess.cues import list_shaped
from agent.assess.encoding import (
    Encoder,
    Floats,
    Indices,
    Likeness,
    Passage,
    Rubric,
    encode,
    encode_rubric,
    joined,
    likeness,
)
from agent.assess.guards import SAID_BEFORE, Mask, empty_vectors, new_share, to_the_grader, worthless
from agent.assess.reading import Reading, read
from agent.assess.support import support_inputs
from agent.models import Turn
from rubrics.schema import Question


@dataclass(frozen=True)
class Examination:
    """N sentences of the candidate beside C criteria with K texts."""

    rubric: Rubric
    reading: Reading
    passages: tuple[Passage, ...]
    like: Likeness
    signs: dict[str, Floats]
    """The inputs of stage 1, each (N, C)."""
    mask: Mask
    """Shape (N,): sentences that can support nothing."""
    interviewer_signs: tuple[dict[str, Floats], ...]
    """The inputs of stage 1 for the sentences of each follow-up."""

    @property
    def turn_of(self) -> Indices:
        """Shape (N,): the transcript line of each sentence."""
        return np.array([place.turn for place in self.reading.places], np.int64)


class Examiner:
    """Examines transcripts of one question; what was encoded once is kept, so a turn costs its new text only."""

    def __init__(self, question: Question, encoder: Encoder) -> None:
        self._encoder = encoder
        self.rubric = encode_rubric(question, encoder)
        self._empty = empty_vectors(encoder)
        self._known: dict[str, tuple[Passage, Likeness]] = {}

    def examine(self, turns: Sequence[Turn]) -> Examination:
        """Split, encode and compare."""
        reading = read(turns)
        passages, like = self._compared(reading.said)
        mask = worthless(self.rubric, passages, like, self._empty)
        for at, (passage, before) in enumerate(zip(passages, reading.before, strict=True)):
            mask[at] |= bool(before) and new_share(passage.stems, before) < SAID_BEFORE
        mask |= to_the_grader(reading.said, reading.paragraphs)
        if list_shaped(reading.whole):
            mask[:] = True
        lines = [self._compared(line.sentences) for line in reading.followups]
        return Examination(
            rubric=self.rubric,
            reading=reading,
            passages=tuple(passages),
            like=like,
            signs=support_inputs(self.rubric, passages, like),
            mask=mask,
            interviewer_signs=tuple(support_inputs(self.rubric, *line) for line in lines),
        )

    def _compared(self, texts: Sequence[str]) -> tuple[list[Passage], Likeness]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        for text, passage in zip(new, encode(new, self._encoder) if new else [], strict=True):
            self._known[text] = (passage, likeness(self.rubric, [passage]))
        rows = [self._known[text] for text in texts]
        return [passage for passage, _ in rows], joined(self.rubric, [like for _, like in rows])
