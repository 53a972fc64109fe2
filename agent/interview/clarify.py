"""Clarifying questions: which of the question's facts a candidate asks for. Facts are told only when asked.

Each question is compared with each fact by ten signs (cosines, late interaction, shared words, and how far the fact is
ahead of the next); a logistic regression makes a probability of them (`benchmarks/fit_clarify.py`).
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.embedder import TokenStates
from rubrics.schema import OpeningFact

Array = NDArray[np.float64]

TOLD = 0.5
"""Probability from which a fact counts as asked for."""

_STOP = frozenset(
    "a an the is are was were be been do does did can could should would may might will shall have has had i we you "
    "they it this that these those there here of in on at to for from by with and or not no if so as about any some "
    "what which who whom whose where when why how me my our your their its us assume assuming expect kind much "
    "many".split()
)


class Encoder(Protocol):
    """What turns texts into vectors."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (n, d)."""

    def token_states(self, texts: Sequence[str]) -> list[TokenStates]:
        """The states of each text's tokens."""


def content_words(text: str) -> frozenset[str]:
    """Words that carry meaning, lower-cased, with a plural s taken off."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return frozenset(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words) - _STOP


def facts_asked_for(questions: Sequence[str], facts: Sequence[OpeningFact], encoder: Encoder) -> tuple[int | None, ...]:
    """For each question the index of the fact it asks for, or None where no fact answers it."""
    if not facts or not questions:
        return tuple(None for _ in questions)
    chosen: list[int | None] = []
    for signs in likeness(questions, facts, encoder):
        chances = probability(signs)
        best = int(chances.argmax())
        chosen.append(best if chances[best] >= TOLD else None)
    return tuple(chosen)


def probability(signs: Array) -> Array:
    """Shape (F, 10) to (F,): how probably each fact is asked for."""
    mean, scale, weights, bias = _fitted()
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip((signs - mean) / scale @ weights + bias, -30, 30))))


def likeness(questions: Sequence[str], facts: Sequence[OpeningFact], encoder: Encoder) -> list[Array]:
    """For each question its signs towards each fact, shape (F, 10)."""
    asks = [fact.ask for fact in facts]
    told = [fact.fact for fact in facts]
    both = [f"{fact.ask} {fact.fact}" for fact in facts]
    count, n = len(facts), len(questions)
    vectors = np.asarray(encoder.embed([*questions, *asks, *told, *both]), np.float64)
    states = [_tokens(found) for found in encoder.token_states([*questions, *asks, *both])]
    rows = []
    for at, question in enumerate(questions):
        mine = content_words(question)
        cosines = vectors[n:] @ vectors[at]
        asked, fact, joint = cosines[:count], cosines[count : 2 * count], cosines[2 * count :]
        words = np.array([len(mine & content_words(t)) / max(1, min(len(mine), len(content_words(t)))) for t in asks])
        in_fact = np.array([len(mine & content_words(t)) / max(1, len(mine)) for t in told])
        there = np.array([_covered(states[at], states[n + i]) for i in range(count)])
        back = np.array([_covered(states[n + i], states[at]) for i in range(count)])
        over = np.array([_covered(states[at], states[n + count + i]) for i in range(count)])
        total = asked + 0.5 * fact + joint + there + back + over
        ahead = np.array([total[i] - max(np.delete(total, i), default=0.0) for i in range(count)])
        rows.append(np.stack([asked, fact, joint, words, in_fact, there, back, over, total, ahead], axis=1))
    return rows


def _tokens(found: TokenStates) -> tuple[Array, Array]:
    """Unit states of the content tokens, and which tokens these are."""
    states = np.asarray(found.states, np.float64)
    states /= np.linalg.norm(states, axis=1, keepdims=True) + 1e-9
    weight = np.array([float(token.isalnum() and token.lower() not in _STOP) for token in map(str, found.tokens)])
    return states, weight


def _covered(left: tuple[Array, Array], right: tuple[Array, Array]) -> float:
    """Mean over the left's content tokens of the best cosine to one of the right's."""
    (states, weight), (others, kept) = left, right
    if not weight.any() or not kept.any():
        return 0.0
    best = (states @ others[kept > 0].T).max(axis=1)
    return float(best @ weight / weight.sum())


@functools.cache
def _fitted() -> tuple[Array, Array, Array, float]:
    stored = json.loads((files("agent.interview") / "clarify.json").read_text(encoding="utf-8"))
    return np.array(stored["mean"]), np.array(stored["scale"]), np.array(stored["weights"]), float(stored["bias"])
