"""The real clients against a real server: llama.cpp with a small model on loopback. Run by `make soak`."""

from __future__ import annotations

import hashlib
import json
import threading
import time

import desk
import llama
import pytest
from command import rows, run

from agent.endpoint import background, chat, structured
from agent.errors import ModelFailure
from agent.grading.judgements import Labelled
from agent.grading.model import grade
from agent.models import Turn
from agent.settings import Endpoint
from agent.voice.checks import faults
from rubrics.loader import load_question

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not llama.WEIGHTS.exists(), reason="`make soak` installs the server and the model first"),
]
FIRST_TOKEN_SHOWN = 0.1
"""Seconds from a token's arrival until it is shown."""


@pytest.fixture(scope="module")
def server():
    assert hashlib.sha256(llama.WEIGHTS.read_bytes()).hexdigest() == llama.SHA256
    with llama.Llama() as running:
        yield running


@pytest.fixture
def target(server):
    return Endpoint(server.base_url, "smollm2", "none")


def test_it_streams_and_counts_tokens(target):
    pieces: list[float] = []

    def heard(_: str) -> bool:
        pieces.append(time.monotonic())
        return True

    messages = [("system", "You are an interviewer."), ("user", "Ask me one short question about caches.")]
    spoken = background.run(chat.stream_chat(target, messages, heard), threading.Event())
    assert len(pieces) > 3
    assert pieces[-1] - pieces[0] > 0.01
    assert spoken.text.strip()
    assert spoken.prompt_tokens
    assert spoken.completion_tokens


def test_structured_output_is_of_the_schema(target):
    for _ in range(3):
        found = background.run(
            structured.ask(target, [("user", "Grade: the answer names the key. Reply as JSON.")], Labelled),
            threading.Event(),
        )
        assert found.label in ("met", "partial", "missing", "contradicted")


def test_cancel_stops_the_generation(server, target):
    stop = threading.Event()
    seen: list[str] = []

    def heard(piece: str) -> bool:
        seen.append(piece)
        if len(seen) == 3:
            stop.set()
        return True

    with pytest.raises(background.Cancelled):
        background.run(
            chat.stream_chat(target, [("user", "Count from one to five hundred in words, all of them.")], heard), stop
        )
    time.sleep(1.0)
    before = server.cpu_seconds()
    time.sleep(1.0)
    assert server.cpu_seconds() - before < 0.3
    spoken = background.run(chat.stream_chat(target, [("user", "Say hello.")], lambda _: True), threading.Event())
    assert spoken.text


def test_no_invented_quote_becomes_a_score(question_file, target, home):
    """The model is far too small to grade: what it cannot quote is unscored, never a number."""
    question = load_question(question_file)
    turns = (Turn(speaker="candidate", text="The key holds the user and the feature version."),)
    opinion = grade(question, question.criteria, turns, desk.keyword_assess(question, turns), target, threading.Event())
    for row in opinion.criteria:
        for quote in row.quotes:
            assert turns[quote.turn - 1].text[quote.start : quote.end] == quote.text
        assert row.label == "missing" or row.label == "unscored" or row.quotes


def test_an_interview_goes_on_whatever_the_model_says(server, question_file, home):
    lines = [{"answer": f"We key it by user and version, try {n}.", "seconds": 20} for n in range(4)]
    stdin = "".join(json.dumps(line) + "\n" for line in [*lines, {"command": "end"}])
    more = {"HOTSEAT_BASE_URL": server.base_url, "HOTSEAT_MODEL": "smollm2"}
    args = ("drill", "--question", question_file, "--engine", "llm", "--clock", "input", "--plain", "--json")
    done = run(home, *args, stdin=stdin, timeout=600, **more)
    assert done.returncode == 0, done.stderr
    events = rows(done.stdout)
    replies = [event for event in events if event["event"] == "reply"]
    assert len(replies) == len([event for event in events if event["event"] == "answer_recorded"])
    assert events[-1]["event"] == "session_ended"
    assert [e["tokens"] for e in events if e["event"] == "awaiting"][-1] > 0
    texts = [event["text"] for event in replies]
    assert len(set(texts)) == len(texts)
    assert all(len(text.split()) <= 60 and text.count("?") <= 1 for text in texts)


def test_a_server_that_dies_in_mid_stream_costs_nothing(question_file, seen, home):
    from agent.store import Store
    from agent.voice.model import ModelVoice

    with llama.Llama() as mortal:
        live = desk.open_session(Store(), question_file, seen)
        inner = live._desk
        inner.endpoint = Endpoint(mortal.base_url, "smollm2", "none")
        inner.model = ModelVoice(inner.endpoint, lambda _: ())
        show = inner.emit

        def dying(event):
            if event.event == "reply_delta":
                mortal.kill()
            show(event)

        inner.emit = dying
        with live:
            live.go_on()
            live.answer("keys", 10)
            assert [event.title for event in seen if event.event == "notice"][-1:]
            assert [event.voice for event in seen if event.event == "reply"] == ["embedded"]
            live.answer("misses", 10)
            assert len([event for event in seen if event.event == "answer_recorded"]) == 2
    gone = Endpoint(mortal.base_url, "smollm2", "none")
    with pytest.raises(ModelFailure):
        background.run(chat.stream_chat(gone, [("user", "hi")], lambda _: True), threading.Event())


def test_a_token_is_shown_as_soon_as_it_is_there(target, question_file, seen, home):
    """From the arrival of a piece in the client to the front end: the path in between adds less than 100 ms."""
    from agent.store import Store
    from agent.voice.model import ModelVoice

    arrived: list[float] = []
    shown: list[float] = []
    voice = ModelVoice(target, lambda _: ())
    live = desk.open_session(Store(), question_file, seen)
    inner = live._desk
    inner.endpoint, inner.model = target, voice
    original, show = chat._once, inner.emit

    async def timed(endpoint, messages, on_text):
        def take(text):
            arrived.append(time.monotonic())
            return on_text(text)

        return await original(endpoint, messages, take)

    def watching(event):
        if event.event == "reply_delta":
            shown.append(time.monotonic())
        show(event)

    inner.emit = watching
    chat._once = timed
    try:
        with live:
            live.go_on()
            live.answer("keys", 10)
    finally:
        chat._once = original
    assert shown
    assert all(late - early < FIRST_TOKEN_SHOWN for early, late in zip(arrived, shown, strict=False))


def test_the_raw_rate_of_refused_texts_is_told(target, question_file, capsys):
    """How often the small model breaks the interviewer's rules before the checks; printed, no bound."""
    from agent.voice.model import ModelVoice

    question = load_question(question_file)
    voice = ModelVoice(target, lambda _: ())
    broken = 0
    for number in range(10):
        turns = (
            Turn(speaker="interviewer", text=question.prompt),
            Turn(speaker="candidate", text=f"I would key it by user, and the misses go to the service. Try {number}."),
        )
        given = desk.brief(question, turns, "probe", question.criteria[number % 3].id)
        messages = voice._messages(given, (), "")
        spoken = background.run(chat.stream_chat(target, messages, lambda _: True), threading.Event())
        broken += bool(faults(" ".join(spoken.text.split()), given))
    with capsys.disabled():
        print(f"\n  SmolLM2-135M: {broken} of 10 texts break the rules before the checks")
