"""The model voice and grader against a scripted server: streaming, every fault, checks, consent."""

from __future__ import annotations

import json
import threading
import time

import desk
import endpoint
import pytest

from agent.api.sessions import choose_engine
from agent.endpoint import background, chat
from agent.errors import ModelFailure, Unavailable
from agent.settings import Endpoint, load
from agent.store import Store
from agent.voice.model import ModelVoice

FAULTS = ("status", "cut", "malformed", "error_event", "no_finish", "refusal", "empty", "length")


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(chat, "LONGEST_WAIT", 0.02)


def live(question_file, seen, base_url, second=False):
    session = desk.open_session(Store(), question_file, seen)
    target = Endpoint(base_url, "m", "none")
    session._desk.model = ModelVoice(target, lambda query: [])
    session._desk.endpoint = target if second else None
    return session


def replies(seen):
    return [event for event in seen if event.event == "reply"]


def test_streams_what_the_model_says(question_file, seen, home):
    with endpoint.Endpoint([endpoint.Step()]) as server, live(question_file, seen, server.base_url) as session:
        session.go_on()
        session.answer("keys", 10)
        assert replies(seen)[0].voice == "llm"
        assert replies(seen)[0].text == server.steps[0].text
        pieces = [event.text for event in seen if event.event == "reply_delta"]
        assert len(pieces) > 3
        assert "".join(pieces) == server.steps[0].text
        body = server.bodies[0]
        assert body["stream"] is True
        assert "<transcript>" in body["messages"][0]["content"]
        assert "collapse the stampede" not in json.dumps(body)  # evidence never leaves for the voice


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_ends_in_a_notice_and_the_interview_goes_on(question_file, seen, home, fault):
    steps = [endpoint.Step(fault=fault)]
    with endpoint.Endpoint(steps) as server, live(question_file, seen, server.base_url) as session:
        session.go_on()
        session.answer("keys", 10)
        assert [e.title for e in seen if e.event == "notice"]
        assert replies(seen)[0].voice == "embedded"
        assert seen[-1].event == "awaiting"
        assert session.state.round.turns[1].text == "keys"


def test_no_server_at_all(question_file, seen, home):
    with live(question_file, seen, "http://127.0.0.1:9/v1") as session:
        session.go_on()
        session.answer("keys", 10)
        assert any("could not be reached" in e.happened for e in seen if e.event == "notice")
        assert replies(seen)[0].voice == "embedded"


def test_a_busy_server_is_tried_again(question_file, seen, home):
    steps = [endpoint.Step(fault="status", status=429), endpoint.Step()]
    with endpoint.Endpoint(steps) as server, live(question_file, seen, server.base_url) as session:
        session.go_on()
        session.answer("keys", 10)
        assert replies(seen)[0].voice == "llm"
        assert len(server.bodies) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Great answer! What about a miss?",
        "That is wrong. What else?",
        "Would you use single flight for each key?",
        "One? Two?",
        " ".join(["word"] * 80) + "?",
        "Design a cache in front of a slow feature service.",
    ],
)
def test_a_text_that_breaks_the_rules_is_never_said(question_file, seen, home, text):
    with endpoint.Endpoint([endpoint.Step(text)]) as server, live(question_file, seen, server.base_url) as session:
        session.go_on()
        session.answer("keys", 10)
        assert replies(seen)[0].voice == "embedded"
        assert text not in [event.text for event in replies(seen)]
        assert len(server.bodies) == 2


def test_a_stream_is_broken_off_before_the_words_that_break_a_rule_are_shown(question_file, seen, home):
    step = endpoint.Step("Tell me more. Would you use single flight for each key, or wait for them?")
    with endpoint.Endpoint([step]) as server, live(question_file, seen, server.base_url) as session:
        session.go_on()
        session.answer("keys", 10)
        shown = "".join(event.text for event in seen if event.event == "reply_delta")
        assert "Tell me more." in shown
        assert "flight" not in shown
        complaint = server.bodies[1]["messages"][1]["content"]
        assert "gives away" in complaint
        assert "asks nothing" not in complaint


def test_the_model_is_told_how_the_point_may_be_asked_and_where_it_stands(question_file, seen, home):
    with endpoint.Endpoint([endpoint.Step()]) as server, live(question_file, seen, server.base_url) as session:
        session.go_on()
        session.answer("keys", 10)
        told = server.bodies[0]["messages"][0]["content"]
        aim = next(event.criterion for event in seen if event.event == "reply")
        criterion = next(c for c in _question(question_file).criteria if c.id == aim)
        assert all(f"- {probe}" in told for probe in criterion.probes if probe.count("?") <= 1)
        assert "State of the point:" in told
        assert criterion.expectation not in told


def test_cancel_stops_a_stalled_stream_and_the_server_notices(question_file, seen, home):
    with endpoint.Endpoint([endpoint.Step(fault="stall")]) as server:
        target = Endpoint(server.base_url, "m", "none")
        stop = threading.Event()
        threading.Timer(0.5, stop.set).start()
        began = time.monotonic()
        with pytest.raises(background.Cancelled):
            background.run(chat.stream_chat(target, [("user", "hi")], lambda _: True), stop)
        assert time.monotonic() - began < 3
        until = time.monotonic() + 3
        while not server.hangups and time.monotonic() < until:
            time.sleep(0.02)
        assert server.hangups


def verdict(label, *quotes, reason="because"):
    return json.dumps({"reason": reason, "label": label, "quotes": list(quotes)})


def test_second_opinion_has_checked_quotes(question_file, seen, home):
    from agent.grading.model import grade

    question = _question(question_file)
    turns = _turns("We key it by user and version.")
    embedded = desk.keyword_assess(question, turns)
    with endpoint.Endpoint([endpoint.Step(verdict("met", "key it by user"))]) as server:
        target = Endpoint(server.base_url, "m", "none")
        opinion = grade(question, question.criteria[:1], turns, embedded, target, threading.Event())
    row = opinion.criteria[0]
    assert row.label == "met"
    assert turns[row.quotes[0].turn - 1].text[row.quotes[0].start : row.quotes[0].end] == "key it by user"


@pytest.mark.parametrize("fault", ["status", "cut", "refusal", "length"])
def test_a_failed_grade_is_unscored_never_a_score(question_file, home, fault):
    from agent.grading.model import grade

    question, turns = _question(question_file), _turns("keys")
    with endpoint.Endpoint([endpoint.Step(fault=fault)]) as server:
        target = Endpoint(server.base_url, "m", "none")
        embedded = desk.keyword_assess(question, turns)
        rows = grade(question, question.criteria, turns, embedded, target, threading.Event()).criteria
    assert {row.label for row in rows} == {"unscored"}
    assert all(row.reason for row in rows)


def test_an_invented_quote_is_asked_for_once_more_then_unscored(question_file, home):
    from agent.grading.model import grade

    question, turns = _question(question_file), _turns("keys")
    with endpoint.Endpoint([endpoint.Step(verdict("met", "words nobody said"))]) as server:
        target = Endpoint(server.base_url, "m", "none")
        embedded = desk.keyword_assess(question, turns)
        row = grade(question, question.criteria[:1], turns, embedded, target, threading.Event()).criteria[0]
        assert row.label == "unscored"
        assert len(server.bodies) == 2


def test_a_json_schema_refused_falls_back_to_looser_forms(question_file, home):
    from agent.endpoint import structured
    from agent.grading.judgements import Labelled

    steps = [endpoint.Step(fault="status", status=400), endpoint.Step(f"```json\n{verdict('missing')}\n```")]
    with endpoint.Endpoint(steps) as server:
        target = Endpoint(server.base_url, "m", "none")
        found = background.run(structured.ask(target, [("user", "x")], Labelled), threading.Event())
        assert found.label == "missing"
        assert [b.get("response_format", {}).get("type") for b in server.bodies] == ["json_schema", "json_object"]


def _question(path):
    from rubrics.loader import load_question

    return load_question(path)


def _turns(text):
    from agent.models import Turn

    return (Turn(speaker="interviewer", text="Design it."), Turn(speaker="candidate", text=text))


class TestConsent:
    """Nothing leaves the machine without a yes."""

    def configure(self, monkeypatch, base_url):
        for name, value in (("BASE_URL", base_url), ("MODEL", "m"), ("API_KEY", "secret")):
            monkeypatch.setenv(f"HOTSEAT_{name}", value)
        monkeypatch.setenv("OPENAI_API_KEY", "secret")

    def test_a_key_in_the_environment_connects_to_nothing(self, monkeypatch, question_file):
        from agent.api.sessions import Options, start

        with endpoint.Endpoint([endpoint.Step()]) as server:
            self.configure(monkeypatch, server.base_url)
            seen = []
            with start(Options("drill", question=question_file, clock="input"), seen.append) as session:
                session.go_on()
                session.answer("Keyed by user and feature version; one caller refills.", 60)
                session.command("end")
            assert server.connections == 0
            assert seen[0].engine == "embedded"

    def test_typing_the_engine_is_a_yes(self, monkeypatch):
        self.configure(monkeypatch, "http://127.0.0.1:9/v1")
        assert choose_engine(load(), "llm")[0] == "llm"

    def test_an_engine_in_the_environment_is_none(self, monkeypatch):
        self.configure(monkeypatch, "http://127.0.0.1:9/v1")
        monkeypatch.setenv("HOTSEAT_ENGINE", "llm")
        assert choose_engine(load(), None)[0] == "embedded"

    def test_model_use_is_a_yes_for_this_host_alone(self, monkeypatch):
        from agent.api.endpoint import forget, use

        agreed = use("http://127.0.0.1:9/v1", "m", None)
        assert agreed.host == "127.0.0.1:9"
        assert choose_engine(load(), None)[0] == "llm"
        monkeypatch.setenv("HOTSEAT_BASE_URL", "http://127.0.0.1:10/v1")
        assert choose_engine(load(), None)[0] == "embedded"
        monkeypatch.delenv("HOTSEAT_BASE_URL")
        forget()
        assert choose_engine(load(), None)[0] == "embedded"

    def test_offline_beats_everything(self, monkeypatch):
        self.configure(monkeypatch, "http://127.0.0.1:9/v1")
        monkeypatch.setenv("HOTSEAT_OFFLINE", "1")
        with pytest.raises(Unavailable, match="Offline"):
            choose_engine(load(), "llm")

    def test_tracing_of_the_shell_is_switched_off(self, monkeypatch):
        import os

        monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
        chat.be_silent()
        assert os.environ["LANGCHAIN_TRACING_V2"] == "false"


def test_failures_have_words():
    failure = ModelFailure("a", "b", "c")
    assert (failure.title, failure.happened, failure.todo, failure.exit_status) == ("a", "b", "c", 3)
