"""The store: exactly once, in order, for several processes; and the fold is a function of the log."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent import events as ev
from agent.errors import BadInput
from agent.interview.state import fold, where
from agent.store import Store


def note(text):
    return lambda s: ev.Notice(session=s[0], seq=s[1], at=s[2], title=text, happened="h", todo="t")


def test_a_key_is_written_once(home):
    store = Store()
    session = store.create("drill")
    first = store.append(session, "k", note("one"))
    assert store.append(session, "k", note("two")) == first
    assert len(store.events(session)) == 1


def test_internal_events_take_no_public_number(home):
    store = Store()
    session = store.create("drill")
    store.append(session, "a", note("one"))
    store.append(session, "b", lambda s: ev.CodeSaved(session=s[0], seq=s[1], at=s[2], round=1, code="x"))
    assert store.append(session, "c", note("two")).seq == 2


def test_several_connections_write_without_gaps(home):
    session = Store().create("drill")

    def write(worker):
        store = Store()
        for number in range(25):
            store.append(session, f"{worker}:{number}", note("n"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert [e.seq for _, e in Store().events(session)] == list(range(1, 101))


def test_events_are_final(home):
    store = Store()
    session = store.create("drill")
    store.append(session, "k", note("one"))
    with pytest.raises(sqlite3.IntegrityError, match="final"):
        store._db.execute("UPDATE events SET body='{}'")


def test_find_takes_an_unambiguous_beginning(home):
    store = Store()
    session = store.create("drill")
    assert store.find(session[:17]).id == session
    with pytest.raises(BadInput, match="Unknown session"):
        store.find("nope")


def test_folders_and_files_are_private(home):
    store = Store()
    assert home.stat().st_mode & 0o777 == 0o700
    assert store.path.stat().st_mode & 0o777 == 0o600


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(data=st.data())
def test_the_fold_is_a_function_of_the_log(data, question_file, home):
    """Whatever the candidate does, folding the stored log again gives the live state, and nothing is left to do."""
    import desk

    store, seen = Store(), []
    with desk.open_session(store, question_file, seen) as live:
        live.go_on()
        for _ in range(data.draw(st.integers(1, 6))):
            if live.over:
                break
            act = data.draw(
                st.sampled_from(["keys", "misses?", "price", "hint", "pass", "pause", "time", "next", "end", "x"])
            )
            if act in ("hint", "pass", "pause", "time", "end"):
                live.command(act, 20)
            elif act == "next":
                live.choose(act)
            else:
                live.answer(f"{act} and some more words about it", data.draw(st.sampled_from([1, 100, 1100])))
        again = fold(e for _, e in store.events(live.id))
        assert again == live.state
        assert where(again) == "stop"
