"""Which embedder a library uses: the one it was given, else the pinned encoder, loaded when it is needed."""

from __future__ import annotations

import os

from corpus.embedder import TokenEmbedder

MANY = 64
"""Texts from which loading a second encoder on more cores pays."""


class Embedders:
    """Hands out the embedder for a task."""

    def __init__(self, given: TokenEmbedder | None = None) -> None:
        self._one = given
        self._given = given is not None

    @property
    def name(self) -> str:
        """Name of the model and its weights; loads nothing."""
        if self._one is not None:
            return self._one.name
        from corpus.encoder import MiniLM

        return MiniLM.name

    def one(self) -> TokenEmbedder:
        """The embedder for few texts. Raises CorpusUnavailable."""
        if self._one is None:
            from corpus.encoder import load_encoder

            self._one = load_encoder()
        return self._one

    def for_texts(self, texts: int) -> TokenEmbedder:
        """The embedder for so many texts: for many one that uses more cores, and goes away after."""
        if self._given or texts <= MANY:
            return self.one()
        from corpus.encoder import MiniLM

        return MiniLM(threads=min(4, os.cpu_count() or 1))
