"""Small parts: the clock, the words, the lanes, what is imported."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui import app as app_module
from tui import external, keymap, look
from tui.bridge import Lane, Pages
from tui.widgets.clock import Countdown, told


class Hand:
    def __init__(self):
        self.at = 100.0

    def __call__(self):
        return self.at


def test_the_countdown_runs_only_when_it_should():
    hand = Hand()
    clock = Countdown(hand)
    clock.set(60)
    hand.at += 10
    assert clock.left == 60
    clock.run()
    hand.at += 10
    assert clock.left == 50
    clock.run()
    hand.at += 10
    assert clock.left == 40
    clock.stand()
    hand.at += 100
    assert clock.left == 40
    clock.run()
    clock.set(30)
    hand.at += 100
    assert clock.left == 0


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (1867, "31:07 left"),
        (301, "5:01 left"),
        (300, "under 5 minutes  5:00 left"),
        (60, "last minute  1:00 left"),
        (0, "time is up: finish your sentence"),
    ],
)
def test_the_time_left_warns_in_words(left, words):
    assert told(left).plain == words


@given(st.text())
def test_safe_text_holds_nothing_a_terminal_obeys(text):
    shown = look.safe(text)
    assert not any(
        (ord(c) < 32 and c not in "\t\n") or 127 <= ord(c) < 160 or c in "\u202e\u2066\u200f\u061c\u200b" for c in shown
    )


@given(st.text(), st.integers(1, 50))
def test_a_line_is_one_line(text, limit):
    assert "\n" not in look.line(text, limit)


def test_a_long_text_says_how_much_is_missing():
    assert look.safe("x" * 13_000).endswith("1,000 more characters are kept and not shown here.")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("experimentation_ab_testing", "Experimentation A/B testing"),
        ("multi_gpu_matmul", "Multi GPU matmul"),
        ("lru_cache_pins", "LRU cache pins"),
    ],
)
def test_ids_become_words(name, words):
    assert look.words(name) == words


def test_glyphs_have_an_ascii_twin(monkeypatch):
    monkeypatch.setenv("TERM", "linux")
    assert look.bar(0.5, 4) == "##.."
    assert look.glyph("met") == "+"


def test_a_lane_keeps_the_order_and_can_drop_and_stop():
    lane, seen, gate, begun = Lane("t"), [], threading.Event(), threading.Event()

    def first():
        begun.set()
        gate.wait(5)
        seen.append(1)

    lane.call(first)
    assert begun.wait(5)
    lane.call(lambda: seen.append(2))
    lane.drop()
    lane.call(lambda: seen.append(3))
    assert not lane.stop(0.01)
    gate.set()
    assert lane.stop(5)
    assert seen == [1, 3]


def test_every_binding_has_an_id_of_its_own_in_its_screen():
    tables = [value for value in vars(keymap).values() if isinstance(value, list)]
    assert len(tables) > 10
    for table in tables:
        ids = [binding.id for binding in table]
        assert all(ids)
        assert len(set(ids)) == len(ids)


def test_every_essential_action_has_a_second_key():
    for table in (keymap.INTERVIEW, keymap.CODING, keymap.ROUND, keymap.APP):
        for binding in table:
            keys = binding.key.split(",")
            assert len(keys) > 1 or binding.key in {"ctrl+q", "ctrl+g", "alt+k", "escape"}, binding


def test_importing_the_app_loads_nothing_heavy():
    heavy = ("langgraph", "langchain", "chromadb", "openai", "onnxruntime", "tokenizers", "numpy", "textual_dev")
    code = f"import sys, tui.app, tui.facade; print([m for m in {heavy!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_the_own_editor_is_told_to_wait(monkeypatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    assert external.command() is None
    monkeypatch.setenv("EDITOR", "vim -n")
    assert external.command() == ["vim", "-n"]
    monkeypatch.setenv("VISUAL", "/usr/bin/code")
    assert external.command() == ["/usr/bin/code", "--wait"]


def test_what_the_own_editor_saved_comes_back():
    write = [sys.executable, "-c", "import sys; open(sys.argv[1], 'a').write(' more')"]
    assert external.edit("some", ".md", write) == "some more"
    assert external.edit("some", ".md", [sys.executable, "-c", "raise SystemExit(1)"]) == "some"


def test_a_page_that_takes_long_does_not_hold_up_the_others():
    gate, done = threading.Event(), threading.Event()
    pages = Pages(lambda function, value: function(value))
    pages.load(lambda: gate.wait(5), lambda _: None, lambda _: None, "guide")
    pages.load(lambda: 1, lambda _: done.set(), lambda _: None, "check")
    assert done.wait(5)
    assert not pages.stop()
    gate.set()


def test_a_page_that_fails_is_put_into_words():
    told = []
    pages, done = Pages(lambda function, value: (function(value), done.set())), threading.Event()
    pages.load(lambda: 1 / 0, lambda _: None, told.append)
    assert done.wait(5)
    assert "ZeroDivisionError" in told[0].happened
    assert "kept" in told[0].todo


@pytest.mark.parametrize(("idle", "left"), [(True, None), (False, 0)])
def test_a_call_that_still_runs_does_not_hold_up_the_exit(monkeypatch, idle, left):
    class Done:
        return_code = 0

        def run(self):
            pass

    Done.idle = idle
    exits = []
    monkeypatch.setattr("os._exit", exits.append)
    app_module._run(Done())
    assert exits == ([] if left is None else [left])
