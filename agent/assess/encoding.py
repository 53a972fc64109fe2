"""Rubric texts and sentences as token states, and how alike they are (late interaction)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from agent.assess.text import FUNCTION_WORDS, Range, clauses, legible, stem, stems, words
from rubrics.schema import Criterion, Kind, Question

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]

WIDTH = 384
"""Numbers in a vector of the encoder."""


class Encoder(Protocol):
    """What turns texts into token states; `corpus.encoder.MiniLM` is one."""

    def token_states(self, texts: Sequence[str]) -> Sequence[Any]:
        """Return for each text its `tokens`, `states` (t, 384), `offsets` and `pooled` (384,)."""
        ...


@dataclass(frozen=True)
class Passage:
    """One encoded sentence (or rubric text)."""

    text: str
    states: Floats
    """Shape (t, 384), rows of length 1."""
    heads: tuple[str, ...]
    """The t stems that the tokens belong to; empty for function words and punctuation."""
    pooled: Floats
    """Shape (384,)."""
    clause_vectors: Floats
    """Shape (number of clauses, 384): means of the clauses' token states, length 1."""
    stems: frozenset[str]


@dataclass(frozen=True)
class Rubric:
    """A question's texts, encoded once. K texts with Q tokens for C criteria."""

    kind: Kind
    criteria: tuple[Criterion, ...]
    owner: Indices
    """Shape (K,): which criterion a text belongs to."""
    role: npt.NDArray[np.str_]
    """Shape (K,): `expectation`, `evidence` or `misconception`."""
    pooled: Floats
    """Shape (K, 384)."""
    states: Floats
    """Shape (Q, 384)."""
    weights: Floats
    """Shape (Q,): inverse document frequency of each token's word over the criteria; 0 for function words."""
    bounds: Indices
    """Shape (K,): where each text's tokens begin."""
    stems: tuple[frozenset[str], ...]
    """The K sets of stems."""
    idf: dict[str, float]
    prompt: Floats
    """Shape (P, 384): the sentences of the prompts."""
    prompt_text: str
    prompt_stems: frozenset[str]
    unknown_idf: float
    """Weight of a word that no criterion has."""

    def texts_of(self, criterion: int, role: str) -> Indices:
        """Return the rows of one criterion's texts of one role."""
        return np.flatnonzero((self.owner == criterion) & (self.role == role))


def encode_rubric(question: Question, encodings: Encodings) -> Rubric:
    """Encode the expectation, evidence and misconceptions of all criteria, and the prompts."""
    criteria = question.all_criteria()
    rows: list[tuple[int, str, str]] = []
    for at, criterion in enumerate(criteria):
        rows.append((at, "expectation", criterion.expectation))
        rows.extend((at, "evidence", text) for text in criterion.evidence)
        rows.extend((at, "misconception", text) for text in criterion.misconceptions)
    prompts = [question.prompt] + ([question.second_angle.prompt] if question.second_angle else [])
    passages = encodings.of([legible(text) for text in (*(text for _, _, text in rows), *prompts)])
    texts, asked = passages[: len(rows)], passages[len(rows) :]
    idf, unknown = _inverse_frequency(
        [[*stems(c.expectation), *(s for e in c.evidence for s in stems(e))] for c in criteria]
    )
    weights = [[idf.get(head, unknown) if head else 0.0 for head in passage.heads] for passage in texts]
    return Rubric(
        kind=question.kind,
        criteria=criteria,
        owner=np.array([at for at, _, _ in rows]),
        role=np.array([role for _, role, _ in rows]),
        pooled=np.stack([passage.pooled for passage in texts]),
        states=np.concatenate([passage.states for passage in texts]),
        weights=np.array([w for row in weights for w in (row if any(row) else [1.0] * len(row))], np.float32),
        bounds=np.cumsum([0, *(len(passage.heads) for passage in texts[:-1])]),
        stems=tuple(passage.stems for passage in texts),
        idf=idf,
        prompt=np.concatenate([passage.clause_vectors for passage in asked]),
        prompt_text="\n".join(prompts),
        prompt_stems=frozenset().union(*(passage.stems for passage in asked)),
        unknown_idf=unknown,
    )


class Encodings:
    """Encodes legible texts, each once; clauses are pooled from the states of the same forward pass."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Passage] = {}

    def of(self, texts: Sequence[str]) -> list[Passage]:
        """Return the passages of the texts, in their order."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            found = self._encoder.token_states(new)
            self._known.update((text, _passage(text, states)) for text, states in zip(new, found, strict=True))
        return [self._known[text] for text in texts]


def _passage(text: str, encoded: Any) -> Passage:
    kept = [at for at, (start, end) in enumerate(encoded.offsets) if end > start]
    offsets: list[Range] = [encoded.offsets[at] for at in kept]
    states = np.asarray(encoded.states, np.float32)[kept]
    if not kept:
        # Nothing that the tokenizer knows (white space, an emoji): one token that resembles nothing.
        states, offsets = np.zeros((1, WIDTH), np.float32), [(0, len(text))]
    parts = []
    for start, end in clauses(text, 0, len(text)):
        inside = [at for at, (a, _) in enumerate(offsets) if start <= a < end]
        if inside:
            parts.append(_unit(states[inside].mean(axis=0)))
    pooled = np.asarray(encoded.pooled, np.float32)
    return Passage(
        text=text,
        states=states,
        heads=_heads(text, offsets),
        pooled=pooled,
        clause_vectors=np.stack(parts) if parts else pooled[None, :],
        stems=frozenset(stems(text)),
    )


def _heads(text: str, offsets: Sequence[Range]) -> tuple[str, ...]:
    """Return for each token the stem of the whole word it is a piece of, empty where that says nothing."""
    heads: list[str] = []
    for start, end in offsets:
        left, right = start, end
        if text[start:end].isalnum():
            while left > 0 and text[left - 1].isalnum() and start - left < 40:
                left -= 1
            while right < len(text) and text[right].isalnum() and right - end < 40:
                right += 1
        found = words(text[left:right])
        heads.append(stem(found[0]) if found and found[0] not in FUNCTION_WORDS else "")
    return tuple(heads)


def _inverse_frequency(documents: Sequence[Sequence[str]]) -> tuple[dict[str, float], float]:
    count: dict[str, int] = {}
    for document in documents:
        for word in set(document):
            count[word] = count.get(word, 0) + 1
    most = np.log(1.0 + len(documents))
    return {word: float(np.log((1.0 + len(documents)) / n)) for word, n in count.items()}, float(most)


@dataclass(frozen=True)
class Likeness:
    """How alike N sentences and the K texts of a rubric are. Q tokens in all texts."""

    cosine: Floats
    """Shape (N, K)."""
    clause: Floats
    """Shape (N, K): the best clause's cosine."""
    best_token: Floats
    """Shape (N, Q): for each token of the rubric, the best cosine to a token of the sentence."""
    forward: Floats
    """Shape (N, K): weighted mean of `best_token` over a text's tokens: how far the sentence covers the text."""
    backward: Floats
    """Shape (N, K): the same from the sentence's tokens to the text: how far the text covers the sentence."""
    overlap: Floats
    """Shape (N, K): share of the text's weighted stems that stand in the sentence."""
    asked: Floats
    """Shape (N,): greatest cosine to the prompt."""

    def rows(self, chosen: Indices) -> Likeness:
        """Return the comparison of some of the sentences."""
        return Likeness(*(getattr(self, field.name)[chosen] for field in fields(Likeness)))


def likeness(rubric: Rubric, passages: Sequence[Passage]) -> Likeness:
    """Compare sentences with a rubric; N of 0 gives empty arrays."""
    if not passages:
        return joined(rubric, [])
    best, backward, clause = [], [], []
    for passage in passages:
        near = passage.states @ rubric.states.T
        best.append(near.max(axis=0))
        weight = np.array(
            [rubric.idf.get(head, rubric.unknown_idf) if head else 0.0 for head in passage.heads], np.float32
        )
        if not weight.any():
            weight = np.ones_like(weight)
        backward.append(weight @ np.maximum.reduceat(near, rubric.bounds, axis=1) / weight.sum())
        clause.append((passage.clause_vectors @ rubric.pooled.T).max(axis=0))
    vectors = np.stack([passage.pooled for passage in passages])
    best_token = np.stack(best)
    return Likeness(
        cosine=vectors @ rubric.pooled.T,
        clause=np.stack(clause),
        best_token=best_token,
        forward=covered(rubric, best_token),
        backward=np.stack(backward),
        overlap=np.array([[_shared(rubric, own, p.stems) for own in rubric.stems] for p in passages], np.float32),
        asked=(vectors @ rubric.prompt.T).max(axis=1),
    )


def joined(rubric: Rubric, parts: Sequence[Likeness]) -> Likeness:
    """Return the rows of several comparisons with one rubric below each other."""
    if not parts:
        empty = np.zeros((0, len(rubric.owner)), np.float32)
        tokens = np.zeros((0, len(rubric.weights)), np.float32)
        return Likeness(empty, empty, tokens, empty, empty, empty, np.zeros(0, np.float32))
    return Likeness(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Likeness)))


def covered(rubric: Rubric, best_token: Floats) -> Floats:
    """Return the weighted mean over each text's tokens: shape (N, Q) to (N, K)."""
    total = np.add.reduceat(rubric.weights, rubric.bounds)
    return np.asarray(np.add.reduceat(best_token * rubric.weights, rubric.bounds, axis=1) / total, np.float32)


def _shared(rubric: Rubric, text: frozenset[str], sentence: frozenset[str]) -> float:
    weight = sum(rubric.idf.get(word, rubric.unknown_idf) for word in text)
    return sum(rubric.idf.get(word, rubric.unknown_idf) for word in text & sentence) / weight if weight else 0.0


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float32)
