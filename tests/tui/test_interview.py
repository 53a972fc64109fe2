"""A round of talk in the app, on the double of the facade."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from textual import events
from textual.widgets import TextArea

from agent.models import Profile
from tui.widgets.transcript import Card, Spoken, Transcript


def spoken(play):
    return [str(widget.content) for widget in play.app.screen.query(Spoken)]


def cards(play):
    return [str(widget.content) for widget in play.app.screen.query(Card)]


async def test_the_question_is_shown_with_a_label(play):
    async with play() as p:
        await p.begins()
        assert spoken(p) == ["Interviewer:\nTell me about behavioral_star."]
        assert p.app.screen.query_one("#answer").has_focus


@pytest.mark.parametrize("key", ["ctrl+j", "alt+enter", "alt+j"])
async def test_an_answer_of_several_lines_is_sent(play, key):
    async with play() as p:
        session = await p.begins()
        await p.pilot.press("a", "enter", "b", key)
        await p.idle()
        assert ("answer", "a\nb") in session.calls
        assert spoken(p)[1:] == ["You:\na\nb", "Interviewer:\nAnd what did it cost?"]
        assert p.app.screen.query_one("#answer", TextArea).text == ""


async def test_nothing_of_the_rubric_is_on_the_screen(play):
    async with play((120, 36)) as p:
        await p.begins()
        await p.pilot.press("a", "ctrl+j")
        await p.idle()
        assert "SECRET" not in p.text
        assert "names the baseline" not in p.text


async def test_a_refused_answer_comes_back_into_the_box(play):
    async with play() as p:
        await p.begins()
        p.app.screen.query_one("#answer", TextArea).text = "refused"
        await p.pilot.press("ctrl+j")
        await p.idle()
        assert p.app.screen.query_one("#answer", TextArea).text == "refused"
        assert any("Not taken" in card for card in cards(p))


async def test_a_failing_call_is_a_card_and_the_answer_comes_back(play):
    async with play() as p:
        session = await p.begins()
        session.fail = RuntimeError("[boom]")
        await p.pilot.press("a", "ctrl+j")
        await p.idle()
        assert any("Something broke" in card and "[boom]" in card for card in cards(p))
        assert p.app.screen.query_one("#answer", TextArea).text == "a"


async def test_a_hint_says_its_price_first(play):
    async with play() as p:
        session = await p.begins()
        await p.pilot.press("f2")
        await p.idle()
        assert ("command", "hint") not in session.calls
        await p.pilot.press("f2")
        await p.idle()
        assert any("Hint 1 of 3" in card and "Think of the baseline." in card for card in cards(p))


async def test_streamed_words_are_replaced_by_the_reply(play):
    async with play() as p:
        session = await p.begins()
        session.deltas = ("And [what", "] about")
        session.hold.clear()
        await p.pilot.press("a", "ctrl+j")
        await p.until(lambda: spoken(p)[-1] == "Interviewer:\nAnd [what] about")
        session.hold.set()
        await p.idle()
        assert spoken(p)[-1] == "Interviewer:\nAnd what did it cost?"
        assert len(spoken(p)) == 3


async def test_no_second_answer_while_the_interviewer_thinks(play):
    async with play() as p:
        session = await p.begins()
        session.hold.clear()
        await p.pilot.press("a", "ctrl+j")
        await p.until(lambda: len(spoken(p)) == 2)
        await p.pilot.press("b", "ctrl+j")
        assert p.app.screen.query_one("#answer", TextArea).text == "b"
        session.hold.set()
        await p.idle()
        assert [call for call in session.calls if call[0] == "answer"] == [("answer", "a")]


async def test_escape_stops_a_reply(play):
    async with play() as p:
        session = await p.begins()
        session.hold.clear()
        await p.pilot.press("a", "ctrl+j")
        await p.until(lambda: len(spoken(p)) == 2)
        await p.pilot.press("escape")
        await p.idle()
        assert session.cancelled.is_set()


async def test_a_pause_covers_the_question(play):
    async with play() as p:
        session = await p.begins()
        await p.pilot.press("f4")
        await p.shows("Paused")
        await p.idle()
        assert "Tell me about" not in p.text
        await p.pilot.press("f4")
        await p.shows("InterviewScreen")
        await p.idle()
        assert [call for call in session.calls if call == ("command", "pause")] == [("command", "pause")] * 2


async def test_notes_take_the_place_of_the_talk_on_a_narrow_screen(play):
    async with play() as p:
        await p.begins()
        await p.pilot.press("f3")
        await p.pilot.press("x")
        assert p.app.screen.query_one("#notes", TextArea).text == "x"
        assert p.app.screen.query_one(Transcript).size.width == 0
        await p.pilot.press("f3")
        assert p.app.screen.query_one(Transcript).size.width > 0


async def test_notes_stand_beside_the_talk_on_a_wide_screen(play):
    async with play((120, 36)) as p:
        await p.begins()
        await p.pilot.press("f3")
        await p.pilot.pause()
        assert p.app.screen.query_one(Transcript).size.width > 40
        assert p.app.screen.query_one("#notes").size.width > 20


async def test_ending_shows_the_report(play):
    async with play() as p:
        session = await p.begins()
        await p.pilot.press("f8", "G", "enter")
        await p.shows("ReportScreen")
        assert ("command", "end") in session.calls
        await p.until(lambda: session.entered == 0)
        await p.pilot.press("escape")
        await p.shows("HomeScreen")


async def test_leaving_keeps_what_was_typed_and_not_sent(play):
    async with play() as p:
        session = await p.begins()
        await p.pilot.press("d", "f8", "j", "enter")
        await p.shows("HomeScreen")
        await p.until(lambda: session.entered == 0)
        p.app.resume_session("s1")
        await p.shows("InterviewScreen")
        await p.idle()
        assert p.app.screen.query_one("#answer", TextArea).text == "d"
        assert spoken(p) == ["Interviewer:\nTell me about behavioral_star."]


async def test_a_debrief_stands_between_rounds(play, facade):
    facade.rounds = [("behavioral", "behavioral_star", ""), ("statistics", "probability", "")]
    async with play((120, 36)) as p:
        session = await p.begins()
        assert any("2 rounds" in card for card in cards(p))
        await p.pilot.press("f9", "f9")
        await p.shows("DebriefScreen")
        assert "we rolled it back" in p.text
        assert "said unprompted" in p.text
        assert "Level 2 of 4" in p.text
        await p.idle()
        await p.pilot.press("n")
        await p.shows("InterviewScreen")
        assert ("choose", "next") in session.calls
        assert spoken(p) == ["Interviewer:\nTell me about probability."]


async def test_quitting_in_the_middle_of_a_reply_does_not_hang(play):
    async with play() as p:
        session = await p.begins()
        session.hold.clear()
        await p.pilot.press("a", "ctrl+j")
        await p.until(lambda: len(spoken(p)) == 2)
        began = time.monotonic()
        await p.pilot.press("ctrl+q")
        await asyncio.sleep(0)
        assert time.monotonic() - began < 2.0
    assert session.cancelled.is_set()
    assert session.entered == 0


async def test_ctrl_c_twice_quits(play):
    async with play() as p:
        session = await p.begins()
        await p.pilot.press("ctrl+c")
        assert p.app.is_running
        await p.pilot.press("ctrl+c")
        await p.pilot.pause()
    assert session.entered == 0


async def test_ctrl_c_copies_a_selection(play):
    async with play() as p:
        await p.begins()
        box = p.app.screen.query_one("#answer", TextArea)
        box.text = "copy me"
        box.select_all()
        await p.pilot.press("ctrl+c", "ctrl+c")
        assert p.app.clipboard == "copy me"
        assert p.app.is_running


async def test_hostile_words_are_shown_and_not_obeyed(play, facade, hostile):
    def prepare(session):
        session.reply = hostile

    facade.arrange = prepare
    async with play((120, 36)) as p:
        await p.begins()
        p.app.screen.query_one("#answer", TextArea).text = hostile
        await p.pilot.press("ctrl+j")
        await p.idle()
        for shown in spoken(p)[1:]:
            assert "[bold]list[int][/x/y]" in shown
            assert "\\x1b[31mred" in shown
            assert "\\x202eevil" in shown
            assert "\\u200fmark" in shown
        assert "\x1b" not in p.text
        assert "\u202e" not in p.text


async def test_a_very_long_answer_is_bounded_on_the_screen(play):
    async with play() as p:
        session = await p.begins()
        p.app.screen.query_one("#answer", TextArea).text = "word " * 40_000
        began = time.monotonic()
        await p.pilot.press("ctrl+j")
        await p.idle()
        assert time.monotonic() - began < 5
        assert len(session.calls[-1][1]) == 200_000
        assert len(spoken(p)[1]) < 13_000
        assert "more characters are kept" in spoken(p)[1]


async def test_the_layout_follows_the_size(play):
    async with play() as p:
        await p.begins()
        await p.pilot.press(*"kept")
        await p.pilot.resize_terminal(120, 36)
        await p.pilot.pause()
        assert p.app.screen.query_one("#answer").size.height > 6
        await p.pilot.resize_terminal(80, 24)
        await p.pilot.pause()
        assert p.app.screen.query_one("#answer", TextArea).text == "kept"
        assert p.app.screen.query_one(Transcript).size.height > 8


async def test_a_session_that_cannot_start_is_explained(play, facade):
    from agent.errors import BadInput

    facade.refuse = BadInput("No such drill", "There is no [topic].", "Choose another.")
    async with play() as p:
        p.app.start_session("drill", topic="x")
        await p.shows("Choose")
        assert "There is no [topic]." in p.text
        await p.pilot.press("escape")
        await p.shows("HomeScreen")


async def test_a_session_can_be_opened_from_the_command(play):
    async with play(opening="") as p:
        await p.shows("InterviewScreen")
        await p.idle()
        assert spoken(p) == ["Interviewer:\nTell me about behavioral_star."]
        assert any("Resumed" in card for card in cards(p))


async def test_a_reader_who_scrolled_up_is_left_alone(play):
    async with play() as p:
        session = await p.begins()
        session.reply = "\n".join(str(n) for n in range(40))
        await p.pilot.press("a", "ctrl+j")
        await p.idle()
        await p.pilot.press("b", "ctrl+j")
        await p.idle()
        transcript = p.app.screen.query_one(Transcript)
        assert transcript.scroll_y > 40
        transcript.scroll_to(y=3, animate=False)
        await p.pilot.pause()
        transcript.card("Title", "body")
        await p.pilot.pause()
        assert transcript.scroll_y == 3


async def test_a_key_with_alt_acts_and_types_nothing(play):
    async with play() as p:
        await p.begins()
        p.app.post_message(events.Key("alt+n", "n"))
        await p.pilot.pause()
        assert p.app.screen.query_one("#notes").display
        assert p.app.screen.query_one("#answer", TextArea).text == ""


async def test_who_asked_for_an_interview_is_not_asked_about_a_profile(play, facade):
    facade.stored = Profile()
    async with play(opening="") as p:
        await p.shows("InterviewScreen")
        await p.until(lambda: p.app.screen_stack[0].query_one("#plan").option_count > 1)
        assert [type(screen).__name__ for screen in p.app.screen_stack] == ["HomeScreen", "InterviewScreen"]


async def test_what_is_typed_while_a_session_opens_goes_nowhere(play, facade):
    gate = threading.Event()
    facade.arrange = lambda _: gate.wait(5)
    async with play() as p:
        p.app.start_session("drill", topic="x")
        await p.shows("Preparing")
        await p.pilot.press("h", "q", "o")
        gate.set()
        await p.shows("InterviewScreen")
        await p.idle()
        assert len(facade.started) == 1


async def test_the_wait_for_a_session_can_be_left(play, facade):
    gate = threading.Event()
    facade.arrange = lambda _: gate.wait(5)
    async with play() as p:
        p.app.start_session("drill", topic="x")
        await p.shows("Preparing")
        await p.pilot.press("escape")
        await p.shows("HomeScreen")
        gate.set()
        await p.until(lambda: facade.session is not None and not p.app.stage.busy)
        await p.until(lambda: facade.session.entered == 0)
        assert type(p.app.screen).__name__ == "HomeScreen"


@pytest.mark.parametrize("key", ["ctrl+j", "alt+j"])
async def test_the_send_key_does_not_overtake_what_was_typed_before_it(play, key):
    async with play() as p:
        session = await p.begins()
        for character in "typed at once":
            p.app.post_message(events.Key("space" if character == " " else character, character))
        p.app.post_message(events.Key(key, "j" if key == "alt+j" else "\n"))
        await p.until(lambda: session.calls[-1][0] == "answer")
        assert session.calls[-1] == ("answer", "typed at once")
