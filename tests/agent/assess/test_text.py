from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from agent.assess.text import SENTENCE_CHARACTERS, clauses, legible, sentences, stems

anything = st.text(st.characters(exclude_categories=()), max_size=800)
prose = st.lists(
    st.sampled_from(["we", "ship", "it.", "e.g.", "p=.5", "no;", "So", "\n", "and,", "😀", "שלום", "x" * 700]),
    max_size=80,
)


@given(anything)
def test_legible_keeps_every_offset(text: str) -> None:
    assert len(legible(text)) == len(text)
    legible(text).encode()  # no lone surrogate is left


@given(prose.map(" ".join), st.integers(1, 30))
def test_sentences_are_ordered_disjoint_and_limited(text: str, limit: int) -> None:
    found = sentences(text, limit)
    assert len(found) <= limit
    assert all(0 <= start < end <= len(text) and end - start <= 2 * SENTENCE_CHARACTERS for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert all(text[start:end] == text[start:end].strip() for start, end in found)


@given(prose.map(" ".join))
def test_no_word_is_lost(text: str) -> None:
    kept = "".join(text[start:end] for start, end in sentences(text, 10_000))
    assert "".join(kept.split()) == "".join(text.split())


@given(prose.map(" ".join))
def test_clauses_cover_their_sentence(text: str) -> None:
    parts = clauses(text, 0, len(text))
    assert parts[0][0] == 0
    assert parts[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in pairwise(parts))


def test_abbreviations_and_numbers_do_not_end_a_sentence() -> None:
    text = "We use e.g. a queue with p=.5 here. It is 3.5 times faster vs. before! Really fast?"
    assert [text[a:b] for a, b in sentences(text, 9)] == [
        "We use e.g. a queue with p=.5 here.",
        "It is 3.5 times faster vs. before! Really fast?",
    ]


def test_stems_leave_function_words_out() -> None:
    assert stems("The models were trained on their users' clicks") == ["model", "train", "user", "click"]
