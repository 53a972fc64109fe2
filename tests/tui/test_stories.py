"""The story bank, due points and today's lines, on the double of the facade."""

from __future__ import annotations

import pytest
from textual.widgets import DataTable, Footer, Static

from tui import external
from tui.screens import stories as stories_screen
from tui.widgets.menu import Menu

GAP = {"lack": "no_baseline", "what": "No number has something to compare it with.", "todo": "Tell what it was before."}


def line(do, topic=None, minutes=20, what="Do it: `hotseat x`", reason="Because."):
    return {"do": do, "topic": topic, "minutes": minutes, "what": what, "reason": reason}


def point(name="Size of the damage", **more):
    row = {
        "question": "beh_own_failure",
        "reference": "/home/me/own.yaml",
        "topic": "behavioral_star",
        "name": name,
        "prompt": "Tell me about a mistake.",
        "probe": "Whom did it hurt?",
        "expectation": "SECRET figures",
    }
    return row | more


def screen(p):
    return p.app.screen


def told(p, name):
    return str(screen(p).query_one(name, Static).content)


async def at_home(p):
    await p.until(lambda: "min" in p.text and "Not working" in p.text)


async def opened(p, key, name):
    await at_home(p)
    await p.pilot.press(key)
    await p.shows(name)


# -- today


@pytest.fixture
def day(facade):
    lines = [line("review", minutes=4, what="Recall 2 due points: `hotseat study --due`"), line("read", "lru")]
    facade.days = [{"date": "2026-11-24", "minutes": 24, "lines": lines}]
    return lines


async def test_home_shows_todays_lines_above_the_plan_with_their_reasons(play, facade, day, hostile):
    day[1]["reason"] = hostile
    async with play((120, 36)) as p:
        await at_home(p)
        menu = screen(p).query_one("#plan", Menu)
        await p.until(lambda: menu.option_count == 5)
        shown = [str(menu.get_option_at_index(n).prompt) for n in range(5)]
        assert "24 min  Today" in shown[0]
        assert "review   Recall 2 due points  4 min" in shown[1]
        assert "read     LRU  20 min" in shown[2]
        assert "focus" in shown[4]
        menu.focus()
        menu.highlighted = 2
        await p.pilot.pause()
        assert "Do it: `hotseat x`. [bold]list[int][/x/y]" in told(p, "#reason")


@pytest.mark.parametrize(
    ("do", "topic", "name", "kind"),
    [
        ("review", None, "DueScreen", None),
        ("read", "lru", "LessonScreen", None),
        ("drill", "lru", "InterviewScreen", "drill"),
        ("mock", None, "InterviewScreen", "onsite"),
        ("screen", None, "InterviewScreen", "screen"),
    ],
)
async def test_a_line_of_today_does_it(play, facade, day, do, topic, name, kind):
    facade.days[0]["lines"] = [line(do, topic)]
    async with play() as p:
        await at_home(p)
        menu = screen(p).query_one("#plan", Menu)
        await p.until(lambda: menu.option_count == 4)
        menu.focus()
        menu.highlighted = 1
        await p.pilot.press("enter")
        await p.shows(name)
        assert (facade.started[0].kind if kind else None) == kind


# -- due points


async def test_a_due_point_is_asked_first_and_told_when_one_wants_it(play, facade, hostile):
    facade.due = [point(), point(hostile, topic="lru")]
    async with play() as p:
        await opened(p, "v", "DueScreen")
        await p.until(lambda: "Whom did it hurt?" in p.text)
        assert "SECRET" not in p.text
        await p.pilot.press("space")
        await p.until(lambda: "SECRET figures" in p.text)
        await p.pilot.press("j")
        await p.pilot.pause()
        assert "SECRET" not in p.text
        await p.pilot.press("d")
        await p.shows("InterviewScreen")
        assert facade.started[0].question == "/home/me/own.yaml"


async def test_nothing_due_is_said(play):
    async with play() as p:
        await opened(p, "v", "DueScreen")
        await p.until(lambda: "Nothing is due" in p.text)
        await p.pilot.press("space", "d")
        assert p.app.screen.query_one(Footer).max_scroll_x == 0


# -- stories


@pytest.fixture
def bank(facade, hostile):
    facade.bank["matrix"] = [
        {"competency": "conflict", "about": "a disagreement", "whole": (), "lacking": ("easter",)},
        {"competency": "failure", "about": "a mistake", "whole": ("vans",), "lacking": ()},
        {"competency": "influence", "about": "people convinced", "whole": (), "lacking": ()},
    ]
    facade.bank["stories"] = [
        {"id": "easter", "title": hostile, "competencies": ["conflict"], "words": 90, "minutes": 0.6, "gaps": [GAP]},
        {"id": "vans", "title": "Vans", "competencies": ["failure"], "words": 200, "minutes": 1.4, "gaps": []},
    ]
    facade.bank["refused"] = [{"file": "bad.md", "happened": "bad.md has no front matter.", "todo": "Begin with ---."}]
    return facade.bank


async def test_the_matrix_and_the_gaps(play, bank):
    async with play() as p:
        await opened(p, "m", "StoriesScreen")
        table = screen(p).query_one("#matrix", DataTable)
        await p.until(lambda: table.row_count == 3)
        rows = [[str(cell) for cell in table.get_row_at(n)] for n in range(3)]
        assert rows == [
            ["Conflict", "~", "", "only with gaps"],
            ["Failure", "", "✓", ""],
            ["Influence", "", "", "no story: people convinced"],
        ]
        assert "next round: conflict" in told(p, "#bar-right")
        await p.until(lambda: "No number has something" in told(p, "#lacking"))
        await p.pilot.press("j")
        await p.until(lambda: "Nothing is missing" in told(p, "#lacking"))
        await p.pilot.press("j")
        await p.until(lambda: "no front matter" in told(p, "#lacking"))
        assert screen(p).query_one(Footer).max_scroll_x == 0


async def test_a_story_is_edited_and_the_screen_reads_it_again(play, facade, bank, monkeypatch):
    edited = []
    monkeypatch.setattr(external, "command", lambda: ["vi"])
    monkeypatch.setattr(external, "open_file", lambda file, words: edited.append((str(file), words)))
    monkeypatch.setattr("textual.app.App.suspend", lambda self: __import__("contextlib").nullcontext())
    async with play() as p:
        await opened(p, "m", "StoriesScreen")
        await p.until(lambda: "No number has something" in told(p, "#lacking"))
        bank["stories"][0]["gaps"] = []
        await p.pilot.press("e")
        await p.until(lambda: edited)
        assert edited == [("/stories/easter.md", ["vi"])]
        await p.until(lambda: "Nothing is missing" in told(p, "#lacking"))


async def test_a_new_story_is_begun_on_a_competency(play, facade, monkeypatch):
    monkeypatch.setattr(external, "command", lambda: None)
    async with play() as p:
        await opened(p, "m", "StoriesScreen")
        await p.until(lambda: "No story yet" in told(p, "#lacking"))
        await p.pilot.press("n")
        await p.shows("Choose")
        await p.pilot.press("enter")
        await p.shows("StoriesScreen")
        await p.until(lambda: facade.begun)
        assert facade.begun == [("Conflict 1", "conflict")]


async def test_a_gap_is_drilled(play, facade):
    async with play() as p:
        await opened(p, "m", "StoriesScreen")
        await p.pilot.press("d")
        await p.shows("InterviewScreen")
        assert (facade.started[0].kind, facade.started[0].topic) == ("drill", "behavioral_star")


async def test_a_wide_bank_is_cut_to_what_fits(play, bank):
    bank["stories"] = [bank["stories"][1] | {"id": f"s{n}"} for n in range(20)]
    async with play() as p:
        await opened(p, "m", "StoriesScreen")
        table = screen(p).query_one("#matrix", DataTable)
        await p.until(lambda: table.row_count == 3)
        assert len(table.columns) == 2 + stories_screen.MOST_COLUMNS
        assert screen(p).query_one("#stories", Menu).option_count == 21
