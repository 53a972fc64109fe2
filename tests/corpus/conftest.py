from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.embedder import TokenStates, Vectors
from corpus.library import Library


class HashingEmbedder:
    """Every word is a fixed direction; counts what it embeds."""

    dimension = 24

    def __init__(self, name: str = "hashing/1") -> None:
        self.name = name
        self.embedded = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        states = self.token_states(texts)
        return np.stack([state.pooled for state in states]) if states else np.zeros((0, self.dimension), np.float32)

    def token_states(self, texts: Sequence[str]) -> list[TokenStates]:
        self.embedded += len(texts)
        return [self._states(text) for text in texts]

    def _states(self, text: str) -> TokenStates:
        words = list(re.finditer(r"\w+", text.lower()))
        rows = np.stack([self._direction(word[0]) for word in words] or [self._direction("")])
        mean = rows.mean(axis=0)
        pooled = (mean / np.linalg.norm(mean)).astype(np.float32)
        return TokenStates([word[0] for word in words], rows[: len(words)], [word.span() for word in words], pooled)

    def _direction(self, word: str) -> Vectors:
        row = np.random.default_rng(zlib.crc32((self.name + word).encode())).normal(size=self.dimension)
        return np.asarray(row / np.linalg.norm(row), np.float32)


@pytest.fixture
def embedder() -> HashingEmbedder:
    return HashingEmbedder()


@pytest.fixture
def other_embedder() -> HashingEmbedder:
    return HashingEmbedder("hashing/2")


@pytest.fixture
def library(tmp_path: Path, embedder: HashingEmbedder) -> Library:
    return Library(tmp_path / "home", embedder=embedder)


SCRAPED = """\
Baker's Interview Notes
Last updated
Phone call — 12 min
Bread
-
Sourdough And Starters (Focus) — covered in depth under Visit below.
-
Ovens, Heat And Steam (Light review) — covered in depth under Visit below.
Focus areaFocus area — You bake rarely, so read this first.
What's being tested
Candidates must show that they shape dough and judge proofing by touch.
Core knowledge
-
Hydration: water over flour by weight; doughs over 80 % need
stretchAndFoldfor strength, andCouchefor shape. -
Gluten windows: call
knead(dough)until it passes;check(dough)then stops. -
Salt slows the yeast.
Worked example — Shape a wet dough
First 30s: ask how wet. Skeleton: (1) pre-shape; (2) rest; (3) final shape.
Common pitfalls
Pitfall: Adding flour until the dough is dry.
The loaf gets dense; wet hands help more.
Pitfall: Judging the proof by the clock with
timer_alarmonly when hungry.
Practice questions
Visit — 20 min
Baking
Ovens, Heat And Steam
Light reviewLight review — You know ovens.
What's being tested
You know how steam delays the crust.
Core knowledge
- Steam in the first minutes keeps the crust soft,
O(1)cost,O(n)gain; vent later. - Stones store heat.
- Fans dry the surface.
Further reading
-
The Oven Book — heat and mass transfer.
Practice questions
Read the starter part twice.
What's being tested
Keep a sourdough starter alive: feed starters daily, smell the sourdough culture.
Patterns & templates
- Feed at peak.
- Starters like warmth; sourdough starters sour when cold.
Practice these
"""


@pytest.fixture
def scraped(tmp_path: Path) -> Path:
    path = tmp_path / "scraped.txt"
    path.write_text(SCRAPED, encoding="utf-8")
    return path
