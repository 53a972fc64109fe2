"""What can be said of a transcript before any fitted number is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agent.assess.calibration import Yardstick, yardstick
from agent.assess.cohort import Cohort, belonging_inputs, load_cohort, others
from agent.assess.cues import list_shaped
from agent.assess.encoding import (
    WIDTH,
    Encodings,
    Floats,
    Indices,
    Likeness,
    Passage,
    Rubric,
    encode_rubric,
    joined,
    likeness,
)
from agent.assess.guards import SAID_BEFORE, Mask, empty_vectors, nearest, new_share, off_topic, worthless
from agent.assess.reading import Reading, read
from agent.assess.support import support_inputs
from agent.models import Turn
from rubrics.schema import Question


@dataclass(frozen=True)
class Examination:
    """N sentences of the candidate beside C criteria with K texts."""

    rubric: Rubric
    measured: Yardstick
    reading: Reading
    passages: tuple[Passage, ...]
    like: Likeness
    signs: dict[str, Floats]
    """The inputs of stage 1, each (N, C)."""
    mask: Mask
    """Shape (N,): sentences that can support nothing."""
    listed: bool
    """The answer is a list of words."""
    stray: bool
    """Nearly all of it is far from everything that was asked or looked for."""
    belonging: dict[str, Floats]
    """What tells whether the answer is to this question, each a scalar; empty where nothing is left to tell it by."""
    followup_vectors: dict[int, Floats]
    """By transcript line, the mean vector of a follow-up's sentences, shape (384,)."""
    interviewer_signs: tuple[dict[str, Floats], ...]
    """The inputs of stage 1 for the sentences of each follow-up."""

    @property
    def turn_of(self) -> Indices:
        """Shape (N,): the transcript line of each sentence."""
        return np.array([place.turn for place in self.reading.places], np.int64)


class Examiner:
    """Examines transcripts of one question; what was compared once is kept, so a turn costs its new text only."""

    def __init__(self, question: Question, encodings: Encodings, cohort: Cohort | None = None) -> None:
        """Encode the rubric; a cohort has to be of the same encoder, the shipped one if none is given.

        Raises:
            CorpusUnavailable: the shipped cohort's file is missing.
        """
        self._encodings = encodings
        self._cohort = load_cohort() if cohort is None else cohort
        self.rubric = encode_rubric(question, encodings)
        self._others = others(self._cohort, question, self.rubric)
        self._measured = yardstick(self.rubric, encodings)
        self._empty = empty_vectors(encodings)
        self._compared: dict[str, Likeness] = {}

    def examine(self, turns: Sequence[Turn]) -> Examination:
        """Split, encode and compare."""
        reading = read(turns)
        passages, like = self._compare(reading.said)
        mask = worthless(self.rubric, passages, like, self._empty)
        for at, (passage, before) in enumerate(zip(passages, reading.before, strict=True)):
            mask[at] |= bool(before) and new_share(passage.stems, before) < SAID_BEFORE
            mask[at] |= not passage.stems or passage.text in reading.said[:at]
        # What counts for nothing must not lend the rest a better look either.
        kept = np.flatnonzero(~mask)
        listed = list_shaped(reading.whole) or list_shaped(" ".join(reading.said[at] for at in kept))
        stray = off_topic(like) or off_topic(like.rows(kept))
        if listed or stray:
            mask[:] = True
        lines = [self._compare(line.sentences) for line in reading.followups]
        vectors = [np.mean([np.zeros(WIDTH, np.float32), *(p.pooled for p in spoken)], axis=0) for spoken, _ in lines]
        return Examination(
            rubric=self.rubric,
            measured=self._measured,
            reading=reading,
            passages=tuple(passages),
            like=like,
            signs=self._signs(passages, like, mask),
            mask=mask,
            listed=listed,
            stray=stray,
            belonging=self._belonging(passages, like, np.flatnonzero(~mask)),
            followup_vectors={line.turn: vector for line, vector in zip(reading.followups, vectors, strict=True)},
            interviewer_signs=tuple(support_inputs(self.rubric, *line) for line in lines),
        )

    def _belonging(self, passages: Sequence[Passage], like: Likeness, kept: Indices) -> dict[str, Floats]:
        """Compare what counts with other questions."""
        if not len(kept):
            return {}
        vectors = np.stack([passages[at].pooled for at in kept])
        return belonging_inputs(nearest(like)[kept], vectors, self._cohort, self._others)

    def _signs(self, passages: Sequence[Passage], like: Likeness, mask: Mask) -> dict[str, Floats]:
        """Return the inputs of stage 1 as if masked sentences had not been said; theirs are 0."""
        kept = np.flatnonzero(~mask)
        inputs = support_inputs(
            self.rubric, [p for p, masked in zip(passages, mask, strict=True) if not masked], like.rows(kept)
        )
        signs = {}
        for name, value in inputs.items():
            signs[name] = np.zeros((len(passages), value.shape[1]), np.float32)
            signs[name][kept] = value
        return signs

    def _compare(self, texts: Sequence[str]) -> tuple[list[Passage], Likeness]:
        passages = self._encodings.of(texts)
        for text, passage in zip(texts, passages, strict=True):
            if text not in self._compared:
                self._compared[text] = likeness(self.rubric, [passage])
        return passages, joined(self.rubric, [self._compared[text] for text in texts])
