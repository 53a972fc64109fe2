"""The embedded voice: varied, within the interviewer's rules, nothing given away."""

from __future__ import annotations

import datetime
import re
import threading

import desk
import pytest

from agent import events as ev
from agent.models import Quote, Turn
from agent.voice.brief import Brief
from agent.voice.checks import faults
from agent.voice.embedded import EmbeddedVoice, phrases
from rubrics.loader import parse_question
from rubrics.schema import OpeningFact

QUESTION = parse_question(desk.QUESTION, "t.yaml")
FIXED = {
    "lead",
    "taken_up",
    "challenge_story",
    "again",
    "probe",
    "challenge",
    "challenge_plain",
    "challenge_figure",
    "quantify",
    "tradeoff",
    "clarify_unknown",
    "second_angle",
    "rephrase",
}


def brief(move, criterion=None, phrase="", said=(), **more):
    at = datetime.datetime.now(datetime.UTC)
    facts = more.pop("facts", ())
    decided = ev.Decided(
        session="s", seq=1, at=at, round=1, turn=2, move=move, criterion=criterion, why="w", phrase=phrase, facts=facts
    )
    turns = (Turn(speaker="interviewer", text=QUESTION.prompt), Turn(speaker="candidate", text="some words"))
    return Brief(QUESTION, decided, turns, frozenset(said), facts=QUESTION.opening, **more)


def speak(given):
    return EmbeddedVoice().phrase(given, lambda _: None, threading.Event()).text


@pytest.mark.parametrize("move", ["probe", "challenge", "quantify", "tradeoff"])
@pytest.mark.parametrize("criterion", ["keys", "misses", "price"])
def test_everything_it_may_say_keeps_the_rules(move, criterion):
    said: list[str] = []
    for variant in range(12):
        given = brief(
            move, criterion, said=said, variant=variant, quote=Quote(turn=2, text="some words", start=0, end=10)
        )
        text = speak(given)
        assert text not in said
        assert faults(text, given) == []
        said.append(text)


@pytest.mark.parametrize("occasion", sorted(set(phrases()) - FIXED))
def test_no_occasion_repeats_itself_within_a_dozen(occasion):
    said: list[str] = []
    move = "close" if occasion in ("close", "time_is_up", "passed") else "redirect"
    for _ in range(12):
        given = brief(move, phrase=occasion, said=said, outcome="3 of 5 cases pass.")
        text = speak(given)
        assert text not in said
        assert faults(text, given) == []
        said.append(text)


def test_a_clarification_tells_what_was_asked_for():
    text = speak(brief("clarify", facts=(1, None)))
    assert QUESTION.opening[1].fact in text
    assert QUESTION.opening[0].fact not in text
    assert any(phrase in text for phrase in phrases()["clarify_unknown"])


def test_without_probes_the_name_is_spoken_and_nothing_else():
    bare = QUESTION.model_copy(update={"criteria": (QUESTION.criteria[0].model_copy(update={"probes": ()}),)})
    given = brief("probe", "keys")
    text = speak(Brief(bare, given.decided, given.turns, frozenset()))
    assert "what is stored" in text
    assert faults(text, given) == []


def test_hostile_quotes_are_text():
    words = "{name} %s [b]x[/b] \u202e" * 10
    given = brief("challenge", "keys", quote=Quote(turn=2, text=words, start=0, end=len(words)))
    assert "{name} %s [b]x[/b]" in speak(given)


def test_a_fact_may_have_braces():
    fact = OpeningFact(ask="Which template?", fact="It is {user}: {item}.")
    given = brief("clarify", facts=(0,))
    assert "{user}: {item}" in speak(Brief(QUESTION, given.decided, given.turns, frozenset(), facts=(fact,)))


def test_what_was_meant_is_asked_in_other_words():
    first = speak(brief("probe", "keys"))
    again = speak(brief("probe", "keys", phrase="rephrase", said=(first,)))
    assert any(again.startswith(lead) for lead in phrases()["rephrase"])
    asked = next(probe for probe in QUESTION.criteria[0].probes if probe in first)
    assert asked.lower() not in again.lower()


def test_a_question_inside_an_answer_is_answered_before_the_follow_up():
    text = speak(brief("probe", "keys", facts=(1,)))
    assert text.startswith(QUESTION.opening[1].fact)
    assert text.endswith("?")


def test_the_same_challenge_is_not_put_to_other_words():
    said = []
    for words in ("Caches never go stale.", "The key is the user alone.", "A minute costs nothing."):
        given = brief("challenge", "keys", said=said, quote=Quote(turn=2, text=words, start=0, end=len(words)))
        said.append(speak(given))
    assert len({re.sub("“[^”]*”", "", one) for one in said}) == 3


@pytest.mark.parametrize(
    ("words", "repeated"),
    [
        ("We keep the features under user and version.", True),
        ("We keep the features under user and version, and then each of the many callers waits for the one.", True),
        ("It is right only when the falling rate of people who switch it off goes from three percent to one.", False),
    ],
)
def test_a_quote_is_a_whole_clause_or_not_there(words, repeated):
    text = speak(brief("probe", "keys", quote=Quote(turn=2, text=words, start=0, end=len(words))))
    assert ("“" in text) == repeated


def test_a_figure_is_challenged_as_a_figure():
    words = "So that is 5 GPUs for the peak."
    text = speak(brief("challenge", "keys", quote=Quote(turn=2, text=words, start=0, end=len(words))))
    assert "colleague" not in text
    assert re.search("figure|number|second way", text)
