"""Words as the keyword search counts them."""

from __future__ import annotations

import functools
import re
import threading
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:[_'’][^\W_]+)*")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# fmt: off
STOP_WORDS = frozenset((
    "a", "about", "above", "after", "again", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "before", "being", "below", "between", "both", "but", "by", "can", "could", "did", "do",
    "does", "doing", "don", "down", "during", "each", "few", "for", "from", "further", "had", "has", "have",
    "having", "he", "her", "here", "hers", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its",
    "itself", "just", "let", "ll", "me", "more", "most", "my", "no", "nor", "not", "now", "of", "off", "on", "once",
    "only", "or", "other", "our", "out", "over", "own", "re", "s", "same", "she", "should", "so", "some", "such",
    "t", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "through", "to",
    "too", "under", "until", "up", "ve", "very", "was", "we", "were", "what", "when", "where", "which", "while",
    "who", "whom", "why", "will", "with", "would", "you", "your", "yours",
))
# fmt: on
"""The closed-class words of English (the usual list of about 130), left out of the keyword search."""


def stems(text: str) -> list[str]:
    """Return the stems of the text's words (Snowball's English stemmer), in order, without stop words.

    Compound identifiers count whole and by their parts: `AllReduce` is allreduce and reduc, `move_to_front` is
    move_to_front, move and front. `A/B` counts as ab.
    """
    found: list[str] = []
    for match in _WORD.finditer(re.sub(r"\b([Aa])/([Bb])\b", r"\1\2", text)):
        word = re.sub("['’].*", "", match[0])
        parts = [part for piece in word.split("_") for part in _HUMP.split(piece)]
        forms = [word, *parts] if len(parts) > 1 else [word]
        for form in forms:
            lower = form.lower()
            if lower not in STOP_WORDS and (len(lower) > 1 or lower.isdigit() or not lower.isascii()):
                found.append(_stem(lower))
    return found


_LOCAL = threading.local()


@functools.lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    """A stemmer keeps state while it works, so every thread has its own."""
    if len(word) > 60:
        return word
    stemmer: Any = getattr(_LOCAL, "stemmer", None)
    if stemmer is None:
        import snowballstemmer

        stemmer = _LOCAL.stemmer = snowballstemmer.stemmer("english")
    return str(stemmer.stemWord(word))
