"""Ranking: BM25, sentence vectors and token states, fused, with a little help from the topic.

Every passage gets its true BM25 score and its true cosine; the tokens of the best hundred by these are compared.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.embedder import TokenStates, Vectors
from corpus.passage import OVERVIEW, Passage
from corpus.tokens import TokenIndex
from corpus.words import stems

K1 = 1.2
B = 0.75
"""BM25's saturation and length normalisation (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework")."""
HALF = 20.0
"""A BM25 score that counts half: b / (b + HALF) has the scale of a cosine without looking at the other scores."""
SMOOTHING = 0.2
"""Weight of the mean of a topic's best passages in each of its passages' scores."""
TOPIC_BEST = 5
CANDIDATES = 100
"""Passages whose tokens are compared with the query's, best first by keyword and sentence."""

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its score."""

    text: str
    topic: str
    section: str
    guide: str
    line: int
    end_line: int
    score: float
    """b / (b + 20) + cosine + MaxSim, and .2 times the mean of the topic's best five of that sum; 0 to about 3.6."""
    title: str = ""
    topic_name: str = ""
    anchor: str = ""
    id: str = ""

    def as_json(self) -> dict[str, Any]:
        """The fields that the command's contract names."""
        return {
            name: getattr(self, name) for name in ("text", "topic", "section", "guide", "line", "end_line", "score")
        }


class Ranker:
    """Ranks a fixed set of passages; word statistics are those of the set. May be used from several threads."""

    def __init__(self, passages: Sequence[Passage], vectors: Vectors, tokens: TokenIndex) -> None:
        """Take n passages, their vectors of shape (n, d), each row of length 1, and their tokens."""
        self._passages = tuple(passages)
        self._vectors = vectors
        self._tokens = tokens
        self._topics: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row, passage in enumerate(self._passages):
            if passage.topic != OVERVIEW:
                self._topics[passage.guide, passage.topic].append(row)
        self._bm25 = _bm25([stems(passage.searched) for passage in self._passages]) if self._passages else None

    def search(self, query: str, states: TokenStates, k: int, topic: str | None = None) -> list[Hit]:
        """Return the k best passages (of the topic, where one is named) for the query and its states, best first."""
        if not self._passages:
            return []
        scores = self.scores(query, states)
        rows = [row for row, passage in enumerate(self._passages) if topic is None or passage.topic == topic]
        best = sorted(rows, key=lambda row: (-float(scores[row]), row))[: max(0, k)]
        return [_hit(self._passages[row], float(scores[row])) for row in best]

    def scores(self, query: str, states: TokenStates) -> Scores:
        """Return the n fused scores."""
        words = stems(query)
        keyword = np.zeros(len(self._passages), np.float32)
        if self._bm25 is not None and words:
            keyword = np.asarray(self._bm25.get_scores(words), np.float32)
        fused = np.asarray(keyword / (keyword + HALF) + self._vectors @ states.pooled, np.float32)
        fused += self._likeness(fused, states)
        smoothed = fused.copy()
        for rows in self._topics.values():
            best = np.sort(fused[rows])[-TOPIC_BEST:]
            smoothed[rows] += SMOOTHING * best.mean()
        return smoothed

    def _likeness(self, fused: Scores, states: TokenStates) -> Scores:
        """Return the MaxSim of the candidates, and the least of these for all other passages."""
        rows = np.argsort(-fused, kind="stable")[:CANDIDATES]
        query = states.states if len(states.states) else states.pooled[None]
        found = self._tokens.likeness(query, rows.tolist())
        likeness = np.full(len(fused), found.min(), np.float32)
        likeness[rows] = found
        return likeness


def _bm25(documents: list[list[str]]) -> Any:
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    model = bm25s.BM25(k1=K1, b=B, method="lucene")
    # A document of no words would leave bm25s without a vocabulary where all are such.
    model.index([words or ["\x00"] for words in documents], show_progress=False)
    return model


def _hit(passage: Passage, score: float) -> Hit:
    return Hit(
        text=passage.text,
        topic=passage.topic,
        section=passage.section,
        guide=passage.guide,
        line=passage.line,
        end_line=passage.end_line,
        score=round(score, 6),
        title=passage.title,
        topic_name=passage.topic_name,
        anchor=passage.anchor,
        id=passage.id,
    )
