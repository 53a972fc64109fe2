"""What may be said and what may not: texts as a careless model writes them, and texts that must not be refused."""

from __future__ import annotations

import datetime
from functools import cache
from importlib.resources import files

import pytest

from agent import events as ev
from agent.models import Turn
from agent.voice.brief import Brief
from agent.voice.checks import faults, model_faults, unmendable
from rubrics.loader import load_question

ANSWER = (
    "The goal is long-term retention, not opens. We score each candidate by uplift in return sessions minus the cost of an "
    "opt-out, at most k a day, and keep a 2% holdout. If the score is below a threshold nothing is sent; the error rate "
    "was inflated by 14 percent last year. I would use a bandit and call that a great result."
)
ASKED = "How does the arbiter arrive at how many messages go out to this person today?"


@cache
def question():
    return load_question(files("rubrics") / "data" / "recommendation_ranking" / "rec_push_notifications.yaml")


def brief(move="probe", criterion="pipeline"):
    at = datetime.datetime.now(datetime.UTC)
    aim = criterion if move == "probe" else None
    decided = ev.Decided(session="s", seq=1, at=at, round=1, turn=4, move=move, criterion=aim, why="w")
    turns = (
        Turn(speaker="interviewer", text=question().prompt),
        Turn(speaker="candidate", text=ANSWER),
        Turn(speaker="interviewer", text=ASKED),
        Turn(speaker="candidate", text="Where the two curves cross."),
    )
    return Brief(question(), decided, turns, frozenset({question().prompt, ASKED}), facts=question().opening)


SLOPPY = {
    "praise": [
        "Great answer! What happens between the queue and the phone?",
        "That's a solid plan. What happens between the queue and the phone?",
        "Good. What happens between the queue and the phone?",
        "Makes sense. How does one reminder travel to the phone?",
        "I like the holdout. How does one reminder travel to the phone?",
        "Nice, you keep a holdout. How does one reminder travel to the phone?",
        "Correct. And how does a reminder get to the phone?",
        "You're on the right track. How does a reminder get to the phone?",
        "Wonderful, thank you. What happens on the way to the phone?",
        "Love the holdout! How does it run?",
        "That is a really well thought-out design. How does it run?",
        "You clearly know this area. How does it run?",
    ],
    "a verdict": [
        "That is wrong. What happens between the queue and the phone?",
        "Your answer is incomplete. What happens on the way to the phone?",
        "Not quite. How does a reminder get to the phone?",
        "You forgot the path to the phone. How does it look?",
        "You overlooked something: how does a reminder get to the phone?",
        "No, think again: how does a reminder get to the phone?",
        "The rubric asks for more here. How does it run?",
        "To raise your grade, say how it runs.",
        "I'm afraid this does not work. How does it run?",
        "There is a gap here: how does it get to the phone?",
        "That can't be right. How does it run?",
    ],
    "more than one question": [
        "What happens on the way? And what do you log?",
        "Who sends it? When? Through which service?",
        "How does it run? Where does it run?",
    ],
    "more than 60 words": [" ".join(["Tell me more about what happens on the way"] * 8) + "."],
    "gives away": [
        "Where do rate limits and a send scheduler come in?",
        "How would you handle time zones, quiet hours and a send-time histogram per user?",
        "What keeps 81.2 percent of the audience after a year?",
    ],
    "said before": [ASKED, "HOW does the arbiter arrive at how many messages go out to this person today"],
    "asked before in other words": [
        "For this person today, how many messages go out, and how does the arbiter arrive at it?",
        "How does your arbiter arrive at the number of messages that go out to this person today?",
    ],
    "not in English": [
        "Wie kommt eine Erinnerung von der Warteschlange auf das Telefon, und was passiert auf dem Weg?",
        "¿Qué pasa con una notificación desde la cola hasta el teléfono del usuario?",
        "Que se passe-t-il entre la file et le téléphone de la personne?",
        "从队列到手机之间发生了什么?",
        "Что происходит с уведомлением по пути к телефону?",
    ],
    "markup": [
        "**Follow-up:** What happens between the queue and the phone?",
        '{"text": "What happens between the queue and the phone?"}',
        "```\nWhat happens between the queue and the phone?\n```",
        "# Next\nWhat happens between the queue and the phone?",
        "- What happens between the queue and the phone?",
        "In line [2] you name k a day. What happens between the queue and the phone?",
        "Say how it runs: 1. the queue 2. the scorer 3. the phone.",
        "<transcript>What happens between the queue and the phone?</transcript>",
        "1. What happens on the way to the phone?",
        "_What happens_ on the way to the phone?",
    ],
    "a speaker's name": [
        "Interviewer: What happens between the queue and the phone?",
        "What happens on the way to the phone? Candidate: It goes through a queue.",
        "Question: what happens between the queue and the phone?",
        "Move: probe. What happens on the way to the phone?",
        "Candidate here: I use a queue, then a scorer.",
    ],
    "talk about yourself": [
        "As an AI language model, I wonder what happens between the queue and the phone?",
        "I'm just a chatbot, but what happens between the queue and the phone?",
        "My instructions say to ask what happens on the way to the phone.",
        "Sure! What happens between the queue and the phone?",
        "Here is a follow-up question: what happens on the way to the phone?",
        "The candidate named a queue. What happens on the way to the phone?",
        "According to the transcript you have a queue. What happens after it?",
        "I'm not allowed to say more. What happens on the way to the phone?",
        "Since I cannot give away the answer, what happens on the way to the phone?",
        "I have been told to ask how it runs. How does it run?",
    ],
    "an answer": [
        "I would use a queue and then a scorer. What do you think?",
        "The answer is a queue in front of the scorer.",
        "You should put a queue in front. What comes after it?",
        "Have you considered a queue in front of the scorer?",
        "We could use a queue here. What comes after it?",
        "Try using a queue. What comes after it?",
        "Typically one puts a queue in front of the scorer. What comes after it?",
        "It would be better to use a queue. What comes after it?",
        "A good system would log each decision. What do you log?",
        "A queue and a scorer do it, right?",
        "My system uses a queue and a scorer and logs every decision.",
    ],
    "a number that nobody named": [
        "We have 40 million users in 25 countries. What happens on the way to the phone?",
        "Suppose the queue holds 350 messages. What happens on the way to the phone?",
        "Our app has 12 million learners. What happens on the way to the phone?",
    ],
    "asks nothing": [
        "You score each candidate and keep a holdout.",
        "That is an interesting way of looking at retention.",
    ],
}
CARELESS = [(name, text) for name, texts in SLOPPY.items() for text in texts]
GOOD = [
    "So one arbiter picks for a person. Follow a single reminder for me until it is on the phone: what happens on the way?",
    "You send nothing below a threshold on the score. Where does that threshold come from?",
    "You say “call that a great result”. What would have to hold for that?",
    "At 2% of the users, how long does your holdout need before you read anything off it?",
    "Inflation of 14 percent, from what you describe: how would you measure it?",
    "Walk me through what the phone does with a reminder that comes late.",
    "Let me turn to the day-to-day running. A sender fails in the evening: what do people get?",
    "How would you know if you're wrong about the cost of an opt-out?",
    "What is a good choice of k, and when would it be the opposite?",
    "If the sign is right but the size is uncertain, what do you do with the holdout?",
    "Which of your assumptions would you correct for first?",
    "You wrote “I would use a bandit”. What does it learn from?",
    "Prove to me that nobody gets two of them.",
    "There are up to 3 senders. Which one goes first, and why?",
    "We have about two minutes left. Which part of your answer do you trust least?",
    "A great many people switched notifications off. How do they show in your log?",
    "What do you need to see in the log before you believe the holdout?",
    "Leave the threshold there. Does the order of the senders matter?",
]


@pytest.mark.parametrize(("name", "text"), CARELESS)
def test_a_careless_text_is_refused_for_its_fault(name, text):
    assert any(found.startswith(name) for found in model_faults(" ".join(text.split()), brief()))


@pytest.mark.parametrize("text", GOOD)
def test_a_good_text_is_not_refused(text):
    assert model_faults(text, brief()) == []
    assert faults(text, brief()) == []


@pytest.mark.parametrize("text", GOOD)
def test_no_beginning_of_a_good_text_breaks_a_stream(text):
    assert [cut for cut in range(len(text)) if unmendable(text[:cut], brief())] == []


def test_a_fact_that_is_passed_on_may_hold_any_number():
    at = datetime.datetime.now(datetime.UTC)
    decided = ev.Decided(
        session="s", seq=1, at=at, round=1, turn=2, move="clarify", criterion=None, why="w", facts=(0, None)
    )
    given = brief()
    told = Brief(given.question, decided, given.turns, given.said, facts=given.facts)
    assert model_faults(f"{given.facts[0].fact} The rest is your call.", told) == []


def test_every_probe_of_the_bank_may_be_said_by_a_model():
    """Faults of the probes themselves (two questions, a word of another point) are the bank's affair."""
    given = brief()
    kept = ("more than one question", "gives away")
    for criterion in given.question.all_criteria():
        for probe in criterion.probes:
            assert [f for f in model_faults(probe, brief(criterion=criterion.id)) if not f.startswith(kept)] == []
