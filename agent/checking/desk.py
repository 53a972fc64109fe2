"""The embedded assessor over many questions, every text encoded once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from agent.assess.assessor import Assessor
from agent.assess.calibration import yardstick
from agent.assess.encoding import Encoder, Encodings, Floats, Indices, encode_rubric
from agent.assess.parameters import parameters
from agent.grading.scorecard import scorecard
from agent.models import Turn
from rubrics.schema import Question

KEPT = 3000
"""Texts whose states are kept: all sentences of the strong exemplars and a question's own texts fit."""


@dataclass(frozen=True)
class Grade:
    """What an answer gets."""

    level: int | None
    met: tuple[str, ...]
    """Ids of the criteria called met."""


class Remembering:
    """An encoder that does not encode a text again while it remembers it; the longest unused is forgotten first."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: OrderedDict[str, Any] = OrderedDict()

    def token_states(self, texts: Sequence[str]) -> Sequence[Any]:
        """Return what the encoder returns for each text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        found = {text: self._known[text] for text in texts if text in self._known}
        found.update(zip(new, self._encoder.token_states(new) if new else (), strict=True))
        for text, states in found.items():
            self._known[text] = states
            self._known.move_to_end(text)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        return [found[text] for text in texts]


class Desk:
    """Grades texts as answers to one question."""

    def __init__(self, question: Question, encoder: Encoder) -> None:
        """Encode the question's rubric; `encoder` should remember."""
        self.question = question
        self._encoder = encoder
        self._assessor = Assessor(question, encoder=encoder)

    def grade(self, text: str, *, second_angle: bool = False) -> Grade:
        """Grade a text as the whole answer, level L4, by the strict rule of scorecards."""
        turns = (Turn(speaker="candidate", text=text),)
        assessment = self._assessor.assess(turns, second_angle=second_angle)
        card = scorecard(self.question, assessment, turns, grader="check")
        return Grade(card.overall.level, tuple(row.id for row in card.criteria if row.label == "met"))

    def evidence_support(self) -> tuple[Indices, Floats]:
        """Return for each evidence statement its criterion (M,) and the log-odds that it supports each (M, C).

        Stage 1 of the assessor; the statement itself is hidden from the rubric it is compared with, and the criteria
        of the second angle are among the C.
        """
        encodings = Encodings(self._encoder)
        measured = yardstick(encode_rubric(self.question, encodings), encodings)
        return measured.owner, np.asarray(parameters().support.logit(measured.signs), np.float32)
