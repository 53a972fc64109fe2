"""The assessor's own encoder: all-MiniLM-L6-v2 tuned on rubrics and graded answers (`benchmarks/fit_encoder.py`)."""

from __future__ import annotations

import functools
import threading

from agent.assess.parameters import ENCODER, parameters
from corpus.encoder import MiniLM

_LOADING = threading.Lock()


def load_tuned() -> MiniLM:
    """Return the encoder of this process, loaded at the first call (about .3 s, 340 MB).

    Raises:
        CorpusUnavailable: its file is missing or is not the one that the parameters were fitted with.
    """
    with _LOADING:
        return _loaded()


@functools.cache
def _loaded() -> MiniLM:
    return MiniLM(weights=ENCODER, sha256=parameters().provenance.encoder)
