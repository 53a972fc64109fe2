"""A coding round in the app, on the double of the facade."""

from __future__ import annotations

import pytest
from textual.widgets import Static, TabbedContent, TextArea

from tui.screens import coding
from tui.widgets.menu import Menu
from tui.widgets.transcript import Card, Spoken

TASK = "# Task\n\nWrite `f`. [b]not bold[/b] \x1b[31m"


@pytest.fixture(autouse=True)
def _a_coding_round(facade):
    facade.rounds = [("coding", "lru", TASK)]


async def in_the_editor(p):
    """Say the approach, so that the editor opens."""
    session = await p.begins("CodingScreen")
    p.app.screen.query_one("#answer", TextArea).text = "a dict and a list"
    await p.pilot.press("ctrl+j")
    await p.idle()
    await p.until(lambda: p.app.screen.query_one("#editor").has_focus)
    return session


def editor(p):
    return p.app.screen.query_one("#editor", TextArea)


async def test_the_talk_comes_first_and_the_editor_waits(play):
    async with play() as p:
        session = await p.begins("CodingScreen")
        assert editor(p).read_only
        assert p.app.screen.query_one("#answer").has_focus
        assert p.app.screen.query_one("#task").size.width > 0
        await p.pilot.press("f5")
        assert session.calls == [("go_on", "")]


async def test_the_task_is_shown_once_and_beside(play):
    async with play((120, 36)) as p:
        await p.begins("CodingScreen")
        said = str(p.app.screen.query_one(Spoken).content)
        assert "Write `f`" not in said
        assert "Tell me about lru." in said
        assert "[b]not bold[/b]" in p.text
        assert "\x1b" not in p.text


async def test_after_the_approach_the_editor_has_the_focus(play):
    async with play() as p:
        await in_the_editor(p)
        assert not editor(p).read_only
        assert editor(p).text == "def f():\n    pass\n"


@pytest.mark.parametrize("key", ["f5", "ctrl+r"])
async def test_a_run_keeps_the_code_first_and_the_focus_stays(play, key):
    async with play() as p:
        session = await in_the_editor(p)
        await p.pilot.press("x", key)
        await p.idle()
        assert session.calls[-2:] == [("code", "xdef f():\n    pass\n"), ("command", "run")]
        assert editor(p).has_focus


async def test_the_first_failing_case_is_open_in_words(play):
    async with play((120, 36)) as p:
        await in_the_editor(p)
        await p.pilot.press("f5")
        await p.idle()
        screen = p.app.screen
        assert screen.query_one(TabbedContent).active == "pane-cases"
        assert screen.query_one("#case-list", Menu).highlighted == 1
        assert "Visible cases: WA wrong answer, 1 of 3 cases pass" in str(screen.query_one("#verdict", Static).content)
        shown = str(screen.query_one("#case-text", Static).content)
        assert "expected\nKeyError" in shown
        assert "[bold]list[int][/x/y] \\x1b[31mred" in shown
        assert "FAIL WA" in p.text
        assert "PASS" in p.text


async def test_the_isolation_is_named_and_distrust_is_said(play):
    async with play((120, 36)) as p:
        await in_the_editor(p)
        await p.pilot.press("f5")
        await p.idle()
        output = str(p.app.screen.query_one("#output", Static).content)
        assert "Isolation: namespaces and seccomp (tier B)" in output
        assert "not trusted" not in output
        from tui.widgets.cases import isolation

        class Event:
            isolation = {"tier": "limits only", "name": "limits", "trusted": False}

        assert isolation(Event()) == "Isolation: limits (tier limits only); this verdict is not trusted"


async def test_a_submission_is_judged_and_told_in_the_talk(play):
    async with play() as p:
        session = await in_the_editor(p)
        session.verdict = "AC"
        await p.pilot.press("ctrl+s")
        await p.idle()
        assert ("command", "submit") in session.calls
        told = [str(card.content) for card in p.app.screen.query(Card)]
        assert any("Submission 1: AC accepted, 1 of 3" in card for card in told)


async def test_a_draft_is_kept_after_the_last_key(play, monkeypatch):
    monkeypatch.setattr(coding, "SAVE_AFTER", 0.5)
    async with play() as p:
        session = await in_the_editor(p)
        await p.pilot.press("y")
        assert editor(p).border_subtitle == "not saved yet"
        await p.until(lambda: ("code", "ydef f():\n    pass\n") in session.calls)
        await p.until(lambda: str(editor(p).border_subtitle).startswith("saved"))
        assert editor(p).has_focus


async def test_a_draft_is_kept_on_leaving(play):
    async with play() as p:
        session = await in_the_editor(p)
        await p.pilot.press("z", "f8", "j", "enter")
        await p.shows("HomeScreen")
        await p.until(lambda: session.entered == 0)
        assert session.calls[-1] == ("code", "zdef f():\n    pass\n")


async def test_a_draft_is_kept_on_quitting(play):
    async with play() as p:
        session = await in_the_editor(p)
        await p.pilot.press("z", "ctrl+q")
    assert session.calls[-1] == ("code", "zdef f():\n    pass\n")
    assert session.entered == 0


async def test_an_empty_editor_is_not_sent(play):
    async with play() as p:
        session = await in_the_editor(p)
        editor(p).text = "  "
        await p.pilot.press("f5", "ctrl+s")
        await p.idle()
        assert session.calls[-1][0] == "answer"


async def test_the_talk_is_one_key_away_and_back(play):
    async with play() as p:
        await in_the_editor(p)
        await p.pilot.press("ctrl+t")
        await p.pilot.pause()
        assert p.app.screen.query_one("#answer").has_focus
        await p.pilot.press("ctrl+t")
        assert editor(p).has_focus


async def test_the_task_takes_the_place_of_the_editor_on_a_narrow_screen(play):
    async with play() as p:
        await in_the_editor(p)
        assert p.app.screen.query_one("#task").size.width == 0
        await p.pilot.press("f3")
        await p.pilot.pause()
        assert p.app.screen.query_one("#task").size.width > 0
        assert editor(p).size.width == 0
        await p.pilot.press("f3")
        await p.pilot.pause()
        assert editor(p).has_focus


async def test_tab_indents_and_escape_leaves_the_editor(play):
    async with play() as p:
        await in_the_editor(p)
        await p.pilot.press("tab")
        assert editor(p).text.startswith("    def")
        await p.pilot.press("escape")
        assert not editor(p).has_focus


async def test_a_hint_is_shown_in_the_talk(play):
    async with play() as p:
        await in_the_editor(p)
        await p.pilot.press("f5")
        await p.idle()
        await p.pilot.press("f2", "f2")
        await p.idle()
        assert p.app.screen.query_one(TabbedContent).active == "pane-talk"


async def test_a_focus_that_would_vanish_with_the_talk_goes_to_the_editor(play):
    async with play() as p:
        await in_the_editor(p)
        await p.pilot.press("ctrl+t", "ctrl+r")
        await p.idle()
        assert p.app.screen.query_one(TabbedContent).active == "pane-cases"
        assert editor(p).has_focus


async def asked_for_an_input(p):
    await p.pilot.press("f12")
    await p.shows("Ask")
    await p.pilot.press(*"1, 2", "enter")
    await p.shows("CodingScreen")
    await p.idle()


async def test_an_input_of_ones_own_is_sent(play):
    async with play() as p:
        session = await in_the_editor(p)
        await asked_for_an_input(p)
        assert session.calls[-1] == ("case", "1, 2")


async def test_an_input_that_shows_the_bug_is_told_in_the_talk(play, facade):
    facade.arrange = lambda session: setattr(session, "coding", "bug")
    async with play((120, 36)) as p:
        session = await p.begins("CodingScreen")
        assert editor(p).border_title == "patch.py"
        assert editor(p).read_only
        await asked_for_an_input(p)
        assert session.calls[-1] == ("case", "1, 2")
        told = [str(card.content) for card in p.app.screen.query(Card)]
        assert any("Your input: the patch fails" in card for card in told)
        assert p.app.screen.query_one("#answer").has_focus
        assert "expected\n2" in str(p.app.screen.query_one("#case-text", Static).content)
        assert "\x1b" not in p.text


async def test_tests_are_written_in_the_editor(play, facade):
    facade.arrange = lambda session: setattr(session, "coding", "tests")
    async with play() as p:
        session = await in_the_editor(p)
        assert editor(p).border_title == "cases.py"
        await p.pilot.press("f12")
        assert type(p.app.screen).__name__ == "CodingScreen"
        assert session.calls[-1][0] == "answer"


def test_what_tests_are_worth_is_the_headline():
    from agent.coding import WrittenTests
    from tui.widgets.cases import headline

    class Event(coding.ev.VerdictGiven):
        pass

    worth = WrittenTests(cases=4, false_alarms=1, void=0, caught=3, of=7)
    event = Event.model_construct(submit=2, verdict="WA", passed=3, total=4, tests=worth, cases=(), isolation={})
    assert headline(event).plain == "Submission 2: 3 of 7 wrong programs are caught, with 1 false alarm"
