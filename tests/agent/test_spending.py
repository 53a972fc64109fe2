"""Tokens: counted, recorded, shown, and stopped at the budget. A budget never costs the interview."""

from __future__ import annotations

import threading

import desk
import endpoint
import pytest

from agent import settings
from agent.endpoint.usage import Prices, Tally, Usage
from agent.errors import BadInput
from agent.interview.session import Session
from agent.interview.spending import expected_tokens, spent
from agent.interview.state import fold
from agent.settings import Endpoint
from agent.store import Store
from agent.voice.model import ModelVoice


def test_a_tally_counts_what_was_reported_and_estimates_the_rest():
    tally = Tally()
    tally.add([("user", "x" * 40)], "y" * 8, 12, 3)
    tally.add([("user", "x" * 40)], "y" * 8, None, None)
    used = tally.take()
    assert (used.prompt, used.completion, used.estimated) == (12 + 10, 3 + 2, True)
    assert tally.take() == Usage()


def test_threads_lose_no_call():
    tally = Tally()
    threads = [threading.Thread(target=lambda: [tally.add([], "", 1, 1) for _ in range(500)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tally.take().total == 8000


def test_a_cost_needs_both_prices():
    assert Prices(2.0, 8.0).cost(Usage(1_000_000, 500_000)) == pytest.approx(6.0)
    assert Prices(2.0, None).cost(Usage(1, 1)) is None


@pytest.fixture
def live(question_file, seen, home):
    """A session whose model speaks, on a scripted server."""
    with endpoint.Endpoint([endpoint.Step("Which part of it would you look at first?")]) as server:
        session = desk.open_session(Store(), question_file, seen)
        inner = session._desk
        inner.endpoint = Endpoint(server.base_url, "m", "none")
        inner.model = ModelVoice(inner.endpoint, lambda _: (), inner.tally)
        with session:
            yield session


def test_use_is_announced_recorded_and_shown(live: Session, seen):
    live._desk.prices = Prices(1.0, 2.0)
    live.go_on()
    notice = next(event for event in seen if event.event == "notice")
    assert notice.title == "A model listens"
    assert "tokens" in notice.happened
    live.answer("keys", 10)
    used = live.state.used
    assert used.total > 0
    awaiting = [event for event in seen if event.event == "awaiting"]
    assert awaiting[0].tokens == 0
    assert awaiting[-1].tokens == used.total
    assert awaiting[-1].cost == round(Prices(1.0, 2.0).cost(used), 4)
    again = fold(event for _, event in Store().events(live.id))
    assert again.used == used


def test_at_the_budget_the_embedded_voice_goes_on(live: Session, seen):
    live._desk.budget = 1
    live.go_on()
    live.answer("keys", 10)
    live.answer("misses", 10)
    live.answer("nothing else", 10)
    voices = [event.voice for event in seen if event.event == "reply"]
    assert voices[0] == "llm"
    assert set(voices[1:]) == {"embedded"}
    assert [event.title for event in seen if event.event == "notice"].count("The budget is used up") == 1


def test_without_a_model_nothing_is_counted(session, seen):
    session.answer("keys", 10)
    assert spent(session._desk) == {}
    assert all(event.tokens is None for event in seen if event.event == "awaiting")


def test_more_samples_are_expected_to_take_more(session):
    plan = session.state.plan
    assert expected_tokens(plan, 3) > expected_tokens(plan, 1) > 0


@pytest.mark.parametrize("value", ["many", "-1", "nan", "inf"])
def test_a_setting_that_is_no_number_is_refused(monkeypatch, home, value):
    monkeypatch.setenv("HOTSEAT_BUDGET", value)
    with pytest.raises(BadInput, match="budget"):
        settings.load().number("budget")
