"""How near an answer is to its own question, and whether it is nearer to another one of the bank.

That an answer's sentences resemble a rubric says little by itself: whoever speaks of serving models resembles every
rubric on serving. Other questions are the yardstick, as a cohort of other speakers is where voices are verified
(T-norm: Auckenthaler, Carey and Lloyd-Thomas, Digital Signal Processing 10, 2000).
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from agent.assess.encoding import Encodings, Floats, Indices, Rubric
from agent.assess.parameters import COHORT, parameters
from agent.assess.text import legible
from corpus.errors import CorpusUnavailable
from rubrics.schema import Question

COPY = 0.1
"""A question of the cohort that a rubric's evidence is nearer to, by this cosine, than to its own texts is a copy.

Of the bank's questions and of 35 others none is nearer than by .04; an unchanged copy is nearer by .4 or so.
"""
_STEPS = 127


@dataclass(frozen=True)
class Cohort:
    """Texts of J questions: their prompts, and what their criteria expect and take for evidence."""

    questions: tuple[str, ...]
    """The J ids."""
    starts: Indices
    """Shape (J,): where each question's texts begin."""
    vectors: Floats
    """Shape (T, 384)."""

    def nearness(self, vectors: Floats) -> Floats:
        """Return for each question the mean over N sentences of the greatest cosine to one of its texts: shape (J,).

        `vectors` has shape (N, 384) with N of 1 at least.
        """
        near = np.maximum.reduceat(vectors @ self.vectors.T, self.starts, axis=1)
        return np.asarray(near.mean(axis=0), np.float32)


def encode_cohort(bank: Mapping[str, Question], encodings: Encodings) -> Cohort:
    """Encode the texts of a bank's questions, without those of second angles."""
    texts = [_texts(question) for question in bank.values()]
    passages = encodings.of([legible(text) for some in texts for text in some])
    return Cohort(
        questions=tuple(bank),
        starts=np.cumsum([0, *(len(some) for some in texts[:-1])]),
        vectors=np.stack([passage.pooled for passage in passages]),
    )


def others(cohort: Cohort, question: Question, rubric: Rubric) -> Indices:
    """Return the places in the cohort of the questions that are not this one, nor a copy of it under another name."""
    rows = np.flatnonzero(rubric.role == "evidence")
    near = rubric.pooled[rows] @ rubric.pooled.T
    near[np.arange(len(rows)), rows] = -1.0
    asked = (rubric.pooled[rows] @ rubric.prompt.T).max(axis=1)
    own = np.maximum(near.max(axis=1), asked).mean()
    different = np.array([name != question.id for name in cohort.questions], bool)
    return np.flatnonzero(different & (cohort.nearness(rubric.pooled[rows]) < own + COPY))


def belonging_inputs(near: Floats, vectors: Floats, cohort: Cohort, among: Indices) -> dict[str, Floats]:
    """Return what tells whether an answer is to its question, each a scalar array.

    Args:
        near: shape (N,), each sentence's greatest cosine to a text of its question; N of 1 at least.
        vectors: shape (N, 384), the sentences.
        cohort: other questions.
        among: which of them to compare with; where there are none, the answer is compared with nothing.
    """
    own = near.mean()
    best = cohort.nearness(vectors)[among].max() if len(among) else 0.0
    return {"nearness": np.asarray(own, np.float32), "nearer_than_others": np.asarray(own - best, np.float32)}


def save_cohort(cohort: Cohort, path: Path) -> str:
    """Write the cohort, a byte a number, and return the file's sha256."""
    scale = float(np.abs(cohort.vectors).max()) / _STEPS
    np.savez_compressed(
        path,
        questions=np.array(cohort.questions),
        starts=cohort.starts,
        vectors=np.round(cohort.vectors / scale).astype(np.int8),
        scale=np.float32(scale),
    )
    return _sha256(path)


def read_cohort(path: Path, sha256: str) -> Cohort:
    """Read what `save_cohort` wrote.

    Raises:
        CorpusUnavailable: the file is missing or is another one.
    """
    found = _sha256(path) if path.is_file() else "no file"
    if found != sha256:
        raise CorpusUnavailable(
            "The assessor's file of other questions is damaged",
            f"{path.name} should have the sha256 {sha256[:16]}..., found: {found[:16]}.",
            "Install Hotseat again, for example by removing .venv and running `make run`.",
        )
    with np.load(path, allow_pickle=False) as stored:
        return Cohort(
            questions=tuple(str(name) for name in stored["questions"]),
            starts=stored["starts"].astype(np.int64),
            vectors=stored["vectors"].astype(np.float32) * stored["scale"],
        )


@functools.cache
def load_cohort() -> Cohort:
    """Return the bank's texts as the shipped encoder sees them. Raises CorpusUnavailable, see `read_cohort`."""
    return read_cohort(COHORT, parameters().provenance.cohort)


def _texts(question: Question) -> Sequence[str]:
    return [question.prompt, *(text for c in question.criteria for text in (c.expectation, *c.evidence))]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
