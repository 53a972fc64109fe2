"""plan --calendar, study --due and stories, as a script calls them."""

from __future__ import annotations

import datetime
import json

import command
import pytest

STORY = """---
title: Easter
competencies: [failure]
---
In March I decided alone to cut the training window of our bread forecast to six months. I believed that old seasons did
not matter any more. Waste rose from 12,000 to 61,000 euros in nine days. I switched back and phoned purchasing myself.
Since then I run every candidate over the ten worst weeks, and in November that stopped one of mine.
"""


def told(done) -> dict:
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def played(home, text: str) -> None:
    lines = [{"answer": text, "seconds": 60}, {"command": "end"}]
    done = command.run(
        home,
        *("drill", "--question", "beh_own_failure", "--plain", "--json", "--clock", "input"),
        stdin="".join(json.dumps(line) + "\n" for line in lines),
    )
    assert done.returncode == 0, done.stderr


def test_a_calendar_without_a_date_is_a_week(home):
    found = told(command.run(home, "plan", "--calendar", "--json"))
    assert (found["interview"], found["daily_minutes"], len(found["days"])) == (None, 60, 7)
    assert found["days"][0]["date"] == datetime.date.today().isoformat()
    assert {"do", "topic", "minutes", "what", "reason"} == set(found["days"][0]["lines"][0])


def test_a_calendar_runs_to_the_interview(home, tmp_path):
    date = datetime.date.today() + datetime.timedelta(days=12)
    profile = tmp_path / "p.json"
    profile.write_text(json.dumps({"interview_date": date.isoformat(), "daily_minutes": 90}))
    found = told(command.run(home, "plan", "--calendar", "--profile", str(profile), "--json"))
    assert found["days"][-1]["date"] == date.isoformat()
    assert [day["lines"][0]["do"] for day in found["days"]].count("mock") == 1
    shown = command.run(home, "plan", "--calendar", "--profile", str(profile)).stdout
    assert "A full mock onsite" in shown


def test_a_played_round_moves_plan_calendar_and_due_points(home):
    played(home, STORY.split("---")[2])
    rows = [t for s in told(command.run(home, "plan", "--json"))["stages"] for x in s["sections"] for t in x["topics"]]
    moved = next(row for row in rows if row["topic"] == "behavioral_star")
    assert "in one session" in moved["reason"]
    assert told(command.run(home, "study", "--due", "--json")) == {"due": []}  # Tomorrow.
    days = told(command.run(home, "plan", "--calendar", "--json"))["days"]
    assert any(line["do"] == "review" for day in days for line in day["lines"])
    assert "Nothing is due" in command.run(home, "study", "--due").stdout


def test_stories_are_added_checked_and_compared_with_what_was_told(home, tmp_path):
    file = tmp_path / "easter.md"
    file.write_text(STORY)
    added = told(command.run(home, "stories", "add", "Easter 2023", "--from", str(file), "--json"))
    assert added["file"].endswith("stories/easter-2023.md")
    found = told(command.run(home, "stories", "--json"))
    assert [row["id"] for row in found["stories"]] == ["easter-2023"]
    assert found["aim"]["competency"] == "conflict"
    assert command.run(home, "stories", "check").returncode == 0
    assert command.run(home, "stories", "add", "Vans", "-c", "influence").returncode == 0
    checked = command.run(home, "stories", "check", "vans")
    assert (checked.returncode, "It has 0 words" in checked.stdout) == (1, True)
    played(home, STORY.split("---")[2].replace("61,000", "82,000"))
    rows = told(command.run(home, "stories", "told", "--json"))["rounds"]
    kinds = {row["kind"]: row for row in rows[0]["findings"]}
    assert kinds["in_bank"]["story"] == "easter-2023"
    assert kinds["figure_changed"]["what"] == "61,000 euros in your story bank, 82,000 euros today."


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["stories", "check", "nobody"], "No such story"),
        (["stories", "add", "x", "-c", "cooking"], "Unknown competency"),
        (["stories", "add", "..", "-c", "failure"], "cannot be used"),
        (["stories", "told"], "No session yet"),
        (["stories", "check", "--question", "beh_own_failure"], "name it"),
    ],
)
def test_bad_input_is_said_and_nothing_is_written(home, args, words):
    done = command.run(home, *args)
    assert done.returncode == 2
    assert words in done.stderr
    assert not (home / "stories").exists()
