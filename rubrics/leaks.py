"""Does a line of the interviewer give a point of the rubric away?

What may be spoken is public: the prompt, the criterion's name, and what was said before. Anything else that a line
shares with the expectation, the evidence, the terms or the numbers of the criterion is a leak if it is one of

- a phrase: three content words in a row, or two side by side of which neither is public and at least one is uncommon;
- a term: one of the criterion's `terms`, or a word of technical look (capitals or digits inside, a name);
- a number.

Common words alone are never a leak. The same check reads the bank's probes and guards what the interviewer's voice
says. It sees words, not meaning: a paraphrase passes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rubrics.schema import Criterion, Question
from rubrics.words import COMMON_STEMS, Word, content_words, numbers, stems

PLAIN_NUMBERS = frozenset([*map(float, range(13)), 15.0, 20.0, 30.0, 50.0, 100.0, 1000.0])
"""Numbers that turn up anywhere; they leak only where the criterion declares them as `numeric`."""

_SENTENCE_ENDS = ".!?:;\n\"'(“"


@dataclass(frozen=True)
class Leak:
    """A place in a line that gives something away."""

    kind: Literal["phrase", "term", "number"]
    found: str
    """The words of the line."""
    source: str
    """The key of the criterion that it gives away: `expectation`, `evidence[2]`, `terms[0]`, `numeric[0]`."""


def leaks(text: str, question: Question, criterion: Criterion, said: Iterable[str] = ()) -> list[Leak]:
    """What `text` gives away of `criterion`, in the order of the text; empty if it may be said.

    `said` holds what was spoken before by either side: words that are in the open cannot be given away any more.
    """
    public_texts = [question.prompt, criterion.name, *said]
    if question.second_angle and any(criterion.id == other.id for other in question.second_angle.criteria):
        public_texts.append(question.second_angle.prompt)
    public = stems(public_texts)
    words = content_words(text)
    found = [
        *_terms(text, words, criterion, public),
        *_phrases(text, words, criterion, public),
        *_numbers(text, criterion, frozenset(value for one in public_texts for value, _, _ in numbers(one))),
    ]
    kept: list[tuple[int, int, Leak]] = []
    for start, end, leak in found:  # one leak for a place: terms first, then the longer phrases
        if not any(start < other_end and other_start < end for other_start, other_end, _ in kept):
            kept.append((start, end, leak))
    return [leak for _, _, leak in sorted(kept, key=lambda place: place[0])]


def secret_texts(criterion: Criterion) -> list[tuple[str, str]]:
    """(key, text) of what must not be spoken."""
    return [
        ("expectation", criterion.expectation),
        *((f"evidence[{number}]", text) for number, text in enumerate(criterion.evidence)),
    ]


_Place = tuple[int, int, Leak]


def _terms(text: str, words: list[Word], criterion: Criterion, public: frozenset[str]) -> Iterator[_Place]:
    for number, term in enumerate(criterion.terms):
        wanted = [word.stem for word in content_words(term)]
        if public.issuperset(wanted) or (len(wanted) == 1 and wanted[0] in COMMON_STEMS):
            continue
        for run in _runs(words, len(wanted)):
            if [word.stem for word in run] == wanted:
                yield _place("term", text, run, f"terms[{number}]")
    secret = [
        (source, word.stem, _technical(word, sentence))
        for source, sentence in secret_texts(criterion)
        for word in content_words(sentence)
        if word.stem not in public and word.stem not in COMMON_STEMS
    ]
    for word in words:
        looks_technical = _technical(word, text)
        for source, hidden, is_technical in secret:
            if word.stem == hidden and (is_technical or looks_technical):
                yield _place("term", text, [word], source)
                break


def _phrases(text: str, words: list[Word], criterion: Criterion, public: frozenset[str]) -> Iterator[_Place]:
    sentences = [(source, content_words(sentence)) for source, sentence in secret_texts(criterion)]
    for length in (3, 2):
        secret: dict[tuple[str, ...], str] = {}
        for source, sentence_words in sentences:
            for run in _runs(sentence_words, length):
                secret.setdefault(tuple(word.stem for word in run), source)
        for run in _runs(words, length):
            key = tuple(word.stem for word in run)
            if key in secret and _telling(key, public) and (length == 3 or _adjacent(text, run)):
                yield _place("phrase", text, run, secret[key])


def _telling(key: tuple[str, ...], public: frozenset[str]) -> bool:
    hidden = [one for one in key if one not in public]
    if len(key) == 2:
        return len(hidden) == 2 and not COMMON_STEMS.issuperset(hidden)
    return bool(hidden)


def _numbers(text: str, criterion: Criterion, public: frozenset[float]) -> Iterator[_Place]:
    secret: dict[float, str] = {}
    for number, declared in enumerate(criterion.numeric):
        forms = [value for form in declared.forms for value, _, _ in numbers(form) if value not in PLAIN_NUMBERS]
        for value in (declared.value, 100 * declared.value, *forms):
            secret.setdefault(value, f"numeric[{number}]")
    for source, sentence in secret_texts(criterion):
        for value, _, _ in numbers(sentence):
            if value not in PLAIN_NUMBERS:
                secret.setdefault(value, source)
    for value, start, end in numbers(text):
        if value in secret and value not in public:
            yield start, end, Leak("number", text[start:end], secret[value])


def _technical(word: Word, sentence: str) -> bool:
    """A name or a symbol: capitals or digits inside the word, or a capital in the middle of a sentence."""
    if len(word.text) < 2:
        return False
    if any(letter.isupper() or letter.isdigit() or letter == "_" for letter in word.text[1:]):
        return True
    before = sentence[: word.start].rstrip(" ")
    return word.text[0].isupper() and len(word.text) > 2 and bool(before) and before[-1] not in _SENTENCE_ENDS


def _adjacent(text: str, run: list[Word]) -> bool:
    return all(text[left.end : right.start] in (" ", "-", "/", "'s ") for left, right in itertools.pairwise(run))


def _runs(words: list[Word], length: int) -> Iterator[list[Word]]:
    return (words[start : start + length] for start in range(len(words) - length + 1))


def _place(kind: Literal["phrase", "term"], text: str, run: list[Word], source: str) -> _Place:
    start, end = run[0].start, run[-1].end
    return start, end, Leak(kind, text[start:end], source)
