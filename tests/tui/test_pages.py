"""Home, profile, study, history, report, check and help, on the double of the facade."""

from __future__ import annotations

import datetime

import pytest
from textual.widgets import Footer, Input, Static

from agent.models import Profile, Turn
from tui.screens.profile import read_date
from tui.widgets.menu import Menu
from tui.widgets.pick import Pick


def options(menu):
    return [str(menu.get_option_at_index(n).prompt) for n in range(menu.option_count)]


async def loaded(p):
    await p.until(lambda: "min" in p.text and "Not working" in p.text)


async def test_home_paints_before_anything_is_loaded(play):
    async with play() as p:
        assert "Onsite" in p.text
        assert "Drill" in p.text


async def test_home_shows_the_plan_with_minutes_labels_and_reasons(play):
    async with play((120, 36)) as p:
        await loaded(p)
        menu = p.app.screen.query_one("#plan", Menu)
        assert "30 min  Behavioral" in options(menu)[0]
        assert "focus" in options(menu)[1]
        menu.focus()
        await p.pilot.pause()
        assert "because you rated it 1" in str(p.app.screen.query_one("#reason", Static).content)


async def test_home_offers_an_open_session_first(play, facade, row):
    facade.rows = [row(ended=None, kind="onsite", planned=4)]
    async with play() as p:
        actions = p.app.screen.query_one("#actions", Menu)
        await p.until(lambda: "Resume" in options(actions)[0])
        assert "round 1 of 4, 10 min in" in options(actions)[0]
        assert actions.highlighted == 0
        await p.pilot.press("enter")
        await p.shows("InterviewScreen")


async def test_home_names_the_weakest_topics_by_their_newest_level(play, facade, row):
    old = row()
    old["rounds"] = [
        old["rounds"][0] | {"level_unprompted": 4},
        old["rounds"][0] | {"topic": "lru", "level_unprompted": 3},
    ]
    facade.rows = [row(), old]
    async with play((120, 36)) as p:
        weakest = p.app.screen.query_one("#weakest", Static)
        await p.until(lambda: "of 4" in str(weakest.content))
        assert str(weakest.content).splitlines() == ["1 of 4  Behavioral STAR", "3 of 4  LRU"]


async def test_home_says_what_does_not_work(play):
    async with play() as p:
        await loaded(p)
        assert "Not working: isolation" in p.text
        assert "embedded interviewer" in p.text


@pytest.mark.parametrize(("key", "kind"), [("o", "onsite"), ("s", "screen")])
async def test_a_key_starts_a_loop(play, facade, key, kind):
    async with play() as p:
        await loaded(p)
        await p.pilot.press(key)
        await p.shows("InterviewScreen")
        assert facade.started[0].kind == kind


async def test_a_topic_is_drilled_from_the_plan(play, facade):
    async with play() as p:
        await loaded(p)
        p.app.screen.query_one("#plan", Menu).focus()
        await p.pilot.press("d")
        await p.shows("Choose")
        await p.pilot.press("enter")
        await p.shows("InterviewScreen")
        assert (facade.started[0].kind, facade.started[0].topic) == ("drill", "behavioral_star")


async def test_a_topic_to_drill_can_be_chosen(play, facade):
    async with play() as p:
        await loaded(p)
        await p.pilot.press("d")
        await p.shows("Choose")
        await p.pilot.press("j", "enter")
        await p.until(lambda: "what shall it be" in p.text)
        await p.pilot.press("j", "enter")
        await p.shows("InterviewScreen")
        assert (facade.started[0].topic, facade.started[0].opening) == ("lru", True)


async def test_a_plan_that_fails_is_explained_and_home_lives(play, facade, monkeypatch):
    monkeypatch.setattr(facade, "plan", lambda: 1 / 0)
    async with play() as p:
        await p.until(lambda: "Something broke in Hotseat" in p.text)
        assert "ZeroDivisionError" in p.text


# -- profile


async def test_the_first_run_asks_four_things_and_keeps_them(play, facade):
    facade.stored = Profile()
    async with play() as p:
        await p.shows("ProfileScreen")
        await p.pilot.press("right", "tab", *"90", "tab", "right", "tab", "2")
        await p.pilot.press("ctrl+s")
        await p.shows("HomeScreen")
        kept = facade.saved[0]
        assert kept.target_level == "L5"
        assert kept.interview_date == datetime.date.today() + datetime.timedelta(days=90)
        assert kept.daily_minutes == 90
        assert kept.ratings == {"coding": 2}


async def test_the_first_run_can_be_skipped(play, facade):
    facade.stored = Profile()
    async with play() as p:
        await p.shows("ProfileScreen")
        await p.pilot.press("escape")
        await p.shows("HomeScreen")
        assert facade.saved == [Profile()]


async def test_who_has_played_is_not_asked(play, facade, row):
    facade.stored, facade.rows = Profile(), [row()]
    async with play() as p:
        await loaded(p)
        assert type(p.app.screen).__name__ == "HomeScreen"


async def test_a_wrong_date_is_said_and_not_kept(play, facade):
    async with play() as p:
        await loaded(p)
        await p.pilot.press("p")
        await p.shows("ProfileScreen")
        p.app.screen.query_one("#date", Input).value = "soon"
        await p.pilot.press("ctrl+s")
        await p.pilot.pause()
        assert "Not a date" in p.text
        assert facade.saved == []


async def test_keys_that_are_not_asked_for_stay_in_the_profile(play, facade):
    facade.stored = Profile(target_level="L6", daily_minutes=75, cheatsheet_minutes=40, ratings={"statistics": 3})
    async with play() as p:
        await loaded(p)
        await p.pilot.press("p")
        await p.shows("ProfileScreen")
        await p.pilot.press("ctrl+s")
        await p.shows("HomeScreen")
        assert facade.saved == [facade.stored]


@pytest.mark.parametrize(
    ("text", "date"),
    [("", None), ("10", datetime.date(2026, 1, 11)), (" 2026-02-01 ", datetime.date(2026, 2, 1))],
)
def test_dates_are_read(text, date):
    assert read_date(text, datetime.date(2026, 1, 1)) == date


@pytest.mark.parametrize("text", ["2025-01-01", "99999999999999999999", "tomorrow", "-3", "²"])
def test_other_dates_are_refused(text):
    with pytest.raises(ValueError, match=r"Not a date|has passed"):
        read_date(text, datetime.date(2026, 1, 1))


async def test_a_value_is_picked_with_keys(play):
    async with play() as p:
        await loaded(p)
        await p.pilot.press("p")
        await p.shows("ProfileScreen")
        pick = p.app.screen.query_one("#rate-coding", Pick)
        pick.focus()
        await p.pilot.press("4", "right", "left")
        assert pick.chosen == 4


# -- study


async def test_a_lesson_asks_before_it_tells(play):
    async with play() as p:
        await loaded(p)
        await p.pilot.press("t")
        await p.shows("StudyScreen")
        await p.until(lambda: "Behavioral stories" in p.text)
        await p.pilot.press("enter")
        await p.shows("LessonScreen")
        await p.until(lambda: "What is STAR?" in p.text)
        assert "Passage on" not in p.text
        await p.pilot.press("space")
        await p.until(lambda: "Passage on behavioral_star" in p.text)
        assert "[bold]list[int][/x/y] \\x1b[31mred" in p.text
        assert "\x1b" not in p.text


async def test_the_first_lesson_tells_how_far_the_index_is(play, facade):
    facade.indexing.clear()
    async with play() as p:
        await loaded(p)
        p.app.screen.query_one("#plan", Menu).focus()
        await p.pilot.press("t")
        await p.shows("LessonScreen")
        await p.until(lambda: "64 of 524 passages" in p.text)
        facade.indexing.set()
        await p.until(lambda: "What is STAR?" in p.text)


async def test_all_guides_are_searched(play):
    async with play() as p:
        await loaded(p)
        await p.pilot.press("t")
        await p.shows("StudyScreen")
        await p.until(lambda: "Behavioral stories" in p.text)
        await p.pilot.press("slash", *"pins", "enter")
        await p.until(lambda: "Found pins [bold]" in p.text)
        await p.pilot.press("escape")
        await p.pilot.pause()
        assert "Behavioral stories" in p.text
        await p.pilot.press("escape")
        await p.shows("HomeScreen")


# -- history and report


async def test_history_opens_a_report(play, facade, row):
    facade.rows = [row(), row(session="s2", ended=None)]
    async with play((120, 36)) as p:
        await loaded(p)
        await p.pilot.press("h")
        await p.shows("HistoryScreen")
        await p.until(lambda: "Behavioral STAR" in p.text)
        assert "open" in p.text
        await p.pilot.press("enter")
        await p.shows("ReportScreen")


async def test_history_resumes_an_open_session_only(play, facade, row):
    facade.rows = [row(), row(session="s2", ended=None)]
    async with play() as p:
        await loaded(p)
        await p.pilot.press("h")
        await p.shows("HistoryScreen")
        await p.until(lambda: "open" in p.text)
        await p.pilot.press("r")
        await p.pilot.pause()
        assert facade.session is None
        await p.pilot.press("G", "r")
        await p.shows("InterviewScreen")


async def test_an_empty_history_says_what_to_do(play):
    async with play() as p:
        await loaded(p)
        await p.pilot.press("h")
        await p.shows("HistoryScreen")
        await p.until(lambda: "No session yet" in p.text)


async def test_the_report_has_five_tabs(play, facade, row, hostile):
    facade.rows = [row()]
    async with play((120, 36)) as p:
        await loaded(p)
        await p.pilot.press("h")
        await p.shows("HistoryScreen")
        await p.until(lambda: "Behavioral STAR" in p.text)
        await p.pilot.press("enter")
        await p.shows("ReportScreen")
        seen = []
        for _ in range(5):
            await p.pilot.pause()
            seen.append(p.text)
            await p.pilot.press("right_square_bracket")
        assert "Not enough rounds to say." in seen[0]
        assert "we rolled it back" in seen[1]
        assert "counts the cost" in seen[1]
        assert "[bold]list[int][/x/y] \\x1b[31mred" in seen[2]
        assert "No coding round" in seen[3]
        assert "Drill it again" in seen[4]


@pytest.mark.parametrize(("name", "form"), [("a.md", "md"), ("b.html", "html"), ("c.json", "json")])
async def test_the_report_is_written_to_a_file(play, facade, tmp_path, name, form):
    from tui.screens.report import ReportScreen

    async with play() as p:
        await loaded(p)
        p.app.push_screen(ReportScreen(facade.report("s1")))
        await p.shows("ReportScreen")
        await p.pilot.press("x")
        await p.shows("AskFile")
        p.app.screen.query_one("#asked", Input).value = str(tmp_path / name)
        await p.pilot.press("enter")
        await p.until(lambda: (tmp_path / name).exists() and (tmp_path / name).read_text() == f"{form} of s1")


async def test_a_label_is_contested_with_a_note(play, facade):
    from tui.screens.report import ReportScreen

    async with play((120, 36)) as p:
        await loaded(p)
        p.app.push_screen(ReportScreen(facade.report("s1")))
        await p.shows("ReportScreen")
        await p.pilot.press("c")
        await p.shows("Choose")
        await p.pilot.press("enter")
        await p.shows("Ask")
        await p.pilot.press(*"I said so", "enter")
        await p.until(lambda: facade.contested == [("s1", 1, "c1", "I said so")])
        await p.shows("ReportScreen")


async def test_a_contested_label_stands_in_the_report(play, facade):
    from agent.models import Contest
    from tui.screens.report import ReportScreen

    plain = facade.report("s1")
    contest = Contest(criterion="c1", label="partial", note="[b]I said so", at=plain.started)
    held = plain.rounds[0].model_copy(update={"contests": (contest,), "earlier": (plain.rounds[0].scorecard,)})
    async with play((120, 50)) as p:
        await loaded(p)
        p.app.push_screen(ReportScreen(plain.model_copy(update={"rounds": (held,)})))
        await p.shows("ReportScreen")
        await p.pilot.press("right_square_bracket")
        await p.until(lambda: "[b]I said so" in p.text)
        assert "Scored before" in p.text


async def test_a_file_that_is_there_is_not_overwritten(play, facade, tmp_path):
    from tui.screens.report import ReportScreen

    (tmp_path / "a.md").write_text("mine")
    async with play((120, 36)) as p:
        await loaded(p)
        p.app.push_screen(ReportScreen(facade.report("s1")))
        await p.shows("ReportScreen")
        p.app.screen._export(str(tmp_path / "a.md"))
        await p.until(lambda: any("is there already" in told.message for told in p.app._notifications))
        assert (tmp_path / "a.md").read_text() == "mine"


# -- everywhere


async def test_the_check_shows_what_was_found(play):
    async with play((120, 36)) as p:
        await loaded(p)
        await p.pilot.press("x")
        await p.shows("DoctorScreen")
        await p.until(lambda: "FAIL" in p.text)
        assert "Install it." in p.text
        assert "nothing leaves this machine" in p.text
        assert "\x1b" not in p.text


@pytest.mark.parametrize("key", ["f1", "question_mark"])
async def test_help_lists_the_keys(play, key):
    async with play() as p:
        await loaded(p)
        await p.pilot.press(key)
        await p.shows("Help")
        assert "All sessions and their reports" in p.text
        await p.pilot.press("escape")
        await p.shows("HomeScreen")


async def test_q_quits_from_home(play):
    async with play() as p:
        await loaded(p)
        await p.pilot.press("q")
        await p.pilot.pause()
        assert not p.app.is_running


SCREENS = ["home", "interview", "coding", "debrief", "report", "history", "study", "lesson", "profile", "doctor"]


@pytest.mark.parametrize("name", SCREENS)
async def test_the_footer_fits_into_80_columns(play, facade, row, name):
    async with play() as p:
        await loaded(p)
        await show(p, facade, row, name)
        footer = p.app.screen.query_one(Footer)
        await p.pilot.pause()
        assert footer.max_scroll_x == 0
        assert "Help" in p.text.splitlines()[-1]


async def show(p, facade, row, name):
    """Bring one screen up."""
    from tui.screens.debrief import DebriefScreen
    from tui.screens.doctor import DoctorScreen
    from tui.screens.history import HistoryScreen
    from tui.screens.profile import ProfileScreen
    from tui.screens.report import ReportScreen
    from tui.screens.study import LessonScreen, StudyScreen

    facade.rows = [row()]
    pages = {
        "report": lambda: ReportScreen(facade.report("s1")),
        "history": HistoryScreen,
        "study": StudyScreen,
        "lesson": lambda: LessonScreen("lru"),
        "profile": lambda: ProfileScreen(Profile(), first=False),
        "doctor": DoctorScreen,
    }
    if name == "coding":
        facade.rounds = [("coding", "lru", "Write it.")]
        await p.begins("CodingScreen")
    elif name == "interview":
        await p.begins()
    elif name == "debrief":
        facade.rounds = [("behavioral", "behavioral_star", ""), ("statistics", "probability", "")]
        await p.begins()
        await p.pilot.press("f9", "f9")
        await p.shows("DebriefScreen")
        assert isinstance(p.app.screen, DebriefScreen)
    elif name in pages:
        p.app.push_screen(pages[name]())
        await p.pilot.pause()


async def test_a_huge_report_opens_quickly(play, facade, hostile):
    from tui.screens.report import ReportScreen

    value = facade.report("s1")
    turns = tuple(Turn(speaker="candidate", text=hostile * 3000) for _ in range(20))
    async with play((120, 36)) as p:
        await loaded(p)
        p.app.push_screen(
            ReportScreen(
                value.model_copy(update={"rounds": (value.rounds[0].model_copy(update={"transcript": turns}),)})
            )
        )
        await p.shows("ReportScreen")
        await p.pilot.press("right_square_bracket", "right_square_bracket")
        await p.until(lambda: "[bold]list[int]" in p.text)


@pytest.mark.parametrize("name", ["home", "coding", "debrief"])
async def test_no_meaning_hangs_on_colour(play, facade, row, monkeypatch, name):
    monkeypatch.setenv("NO_COLOR", "1")
    async with play() as p:
        await loaded(p)
        await show(p, facade, row, name)
        wanted = {"home": "focus", "coding": "task", "debrief": "met"}
        assert wanted[name] in p.text


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "textual-light"])
async def test_other_themes_can_be_used(play, facade, row, theme):
    async with play() as p:
        await loaded(p)
        p.app.theme = theme
        for name in ("report", "interview"):
            await show(p, facade, row, name)
            await p.pilot.pause()
            assert "Help" in p.text


async def test_a_plain_terminal_gets_the_theme_of_its_own_colours(play, monkeypatch):
    monkeypatch.setenv("TERM", "linux")
    async with play() as p:
        assert p.app.theme == "ansi-dark"
        await loaded(p)
