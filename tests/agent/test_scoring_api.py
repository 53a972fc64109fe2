"""Scoring files: answers, folders, transcripts; a user's own question needs no change to the code."""

from __future__ import annotations

import json

import pytest

from agent.api import scoring
from agent.errors import BadInput

ANSWER = "The key holds the user and the feature version. One caller refills each key, the others wait for its result."


def test_an_answer_against_a_users_own_question(question_file):
    card = scoring.score_answer(question_file, ANSWER, name="a.txt")
    assert card.question == "t_cache"
    assert card.answer == "a.txt"
    assert {row.id for row in card.criteria} == {"keys", "misses", "price"}
    assert len(card.provenance.rubric) == 64
    assert card.overall.low <= card.overall.level <= card.overall.high
    for row in card.criteria:
        for quote in row.quotes:
            assert quote.turn == 1
            assert ANSWER[quote.start : quote.end] == quote.text


def test_the_same_answer_gets_the_same_score(question_file):
    assert scoring.score_answer(question_file, ANSWER) == scoring.score_answer(question_file, ANSWER)


def test_a_folder_in_order_of_name(question_file, tmp_path):
    folder = tmp_path / "answers"
    folder.mkdir()
    for name in ("02.txt", "01.txt"):
        (folder / name).write_text(ANSWER)
    (folder / "notes.md").write_text("not an answer")
    assert [card.answer.rsplit("/", 1)[1] for card in scoring.score_answers(question_file, folder)] == [
        "01.txt",
        "02.txt",
    ]


def test_a_transcript_counts_lines_of_both_speakers(question_file, tmp_path):
    path = tmp_path / "t.jsonl"
    lines = [
        {"speaker": "interviewer", "text": "Design it."},
        {"speaker": "candidate", "text": ANSWER},
        {"speaker": "interviewer", "text": "What do you pay?", "move": "probe", "criterion": "price"},
        {"speaker": "candidate", "text": "A minute of staleness halves the load on the service."},
    ]
    path.write_text("\n".join(map(json.dumps, lines)))
    card = scoring.score_transcript(question_file, path)
    for row in card.criteria:
        for quote in row.quotes:
            assert lines[quote.turn - 1]["speaker"] == "candidate"
            assert lines[quote.turn - 1]["text"][quote.start : quote.end] == quote.text


@pytest.mark.parametrize(
    ("line", "number"),
    [("not json", 2), ('{"speaker": "nobody", "text": "x"}', 2), ('{"speaker": "candidate"}', 2), ("[" * 100_000, 2)],
)
def test_a_bad_line_is_named(question_file, tmp_path, line, number):
    path = tmp_path / "t.jsonl"
    path.write_text(f'{{"speaker": "candidate", "text": "x"}}\n{line}\n')
    with pytest.raises(BadInput, match=f"line {number}"):
        scoring.score_transcript(question_file, path)


@pytest.mark.parametrize("text", ["", "   \n "])
def test_nothing_is_not_scored(question_file, text):
    with pytest.raises(BadInput, match="Empty answer"):
        scoring.score_answer(question_file, text)


def test_a_folder_without_answers(question_file, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(BadInput, match="Nothing to score"):
        scoring.score_answers(question_file, empty)


@pytest.mark.parametrize("text", ["x" * 400_000, "a. " * 60_000, "\x00\x1b[31m\u202e" * 100, "🧪 " * 3000])
def test_hostile_answers_are_scored_in_bounded_time(question_file, text):
    assert scoring.score_answer(question_file, text).overall.level == 1
