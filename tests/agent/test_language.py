"""Another language is told from English, and from what is in no language: lists, formulas, code."""

from __future__ import annotations

import pytest

from agent.assess import assess
from agent.interview.intents import read_intent
from agent.language import not_english
from agent.models import Turn
from rubrics.loader import bank

GERMAN = (
    "Ich würde zuerst fragen, wie viele Anfragen pro Sekunde kommen. Dann baue ich einen Feature Store mit Point-in-time "
    "Joins und einem Online Store in Redis, und ein Rollback geht über die Model Registry und ein Canary Deployment."
)


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        "Sag mir einfach die Lösung.",
        "Ich weiß es nicht.",
        "Wie viele Nutzer gibt es?",
        "Dime la solución por favor.",
        "Eu perguntaria primeiro quantos usuários existem e com que frequência.",
        "Je commencerais par demander le nombre d'utilisateurs.",
        "Già lo so: il modello impara anche gli errori della misura.",
        "Já bych se nejdřív zeptal, kolik je uživatelů.",
        "Chciałbym najpierw zapytać, ile jest użytkowników i czy to jest w czasie rzeczywistym.",
        "Önce kaç kullanıcı olduğunu sorardım, sonra bir model kurardım.",
        "我会先问有多少用户。",
        "Сначала я бы спросил, сколько пользователей.",
    ],
)
def test_another_language(text):
    assert not_english(text)
    assert read_intent(text).other_language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kafka, Flink, Redis, FAISS, Triton, Airflow, Spark",
        "loss = -log p(y|x) + λ ||w||² with α, β > 0",
        "Latency per shard, p99 per request, GPU die size, k per cluster",
        "def solve(n): return [i for i in range(n) if i % 2]",
        "KV cache: 2·L·h·d·2 B = 512 KiB/token, 2 GiB at 4k.",
        "I'd ask about the fiancé of Émile and the naïve café.",
    ],
)
def test_english_or_no_language(text):
    assert not not_english(text)


def test_no_question_or_exemplar_of_the_bank_is_taken_for_another_language():
    for question in bank().values():
        texts = [question.prompt, *(point.expectation for point in question.all_criteria())]
        texts += [question.exemplars.strong, question.exemplars.borderline] if question.exemplars else []
        assert not [text for text in texts if not_english(text)]


def test_an_answer_in_another_language_counts_for_nothing_and_is_named():
    question = next(iter(bank().values()))
    asked = Turn(speaker="interviewer", text=question.prompt)
    found = assess(question, [asked, Turn(speaker="candidate", text=GERMAN)])
    assert "other_language" in found.flags
    assert all(row.label == "missing" for row in found.criteria)
    english = Turn(
        speaker="candidate", text="I would ask how fresh the features must be, and how many requests there are."
    )
    followed = (asked, Turn(speaker="candidate", text=GERMAN), Turn(speaker="interviewer", text="In English?"), english)
    alone = assess(question, (asked, Turn(speaker="candidate", text="..."), followed[2], english))
    assert [row.p_met for row in assess(question, followed).criteria] == pytest.approx(
        [row.p_met for row in alone.criteria], abs=0.02
    )
