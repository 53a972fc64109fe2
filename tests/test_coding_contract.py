"""The three kinds of coding round through the command: every event holds to the schema; --plain shows them in words."""

from __future__ import annotations

import json
import subprocess

import command
import jsonschema
import pytest
from command import rows, run

SAID = (
    "Small grids, blocked ends, start equal to target, and targets that cannot be reached; I go outwards in rings from the "
    "start and mark each cell as it enters the queue. It is O(n)."
)
PLAN = {"answer": SAID, "seconds": 20}
TESTS = "def cases():\n    return [((['..', '..'], (0, 0), (1, 1)), 2)]\n"
SCRIPTS = {
    "tests": [
        [PLAN],
        [{"case": "1"}, {"code": TESTS}, {"command": "run"}],
        [{"command": "submit"}],
    ],
    "bug": [
        [{"case": "(", "seconds": 1}, {"case": "['..', '..'], (0, 0), (1, 1)", "seconds": 5}],
        [{"command": "pass"}],
        [{"code": "def shortest_moves(grid, start, target): return 0"}, {"command": "submit"}],
    ],
    "solve": [
        [PLAN],
        [{"code": "def shortest_moves(grid, start, target): return 0"}, {"case": "['.'], (0, 0), (0, 0)"}],
    ],
}


def drive(home, args, script):
    """Send a part of the script whenever something is awaited, then end; returns all events."""
    left = list(script)
    with subprocess.Popen(
        [command.HOTSEAT, *args, "--plain", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=command.environment(home),
    ) as process:
        events = []
        for line in process.stdout:
            events.append(json.loads(line))
            if events[-1]["event"] == "awaiting":
                part = left.pop(0) if left else [{"command": "end"}]
                process.stdin.write("".join(json.dumps(one) + "\n" for one in part))
                process.stdin.flush()
        process.stdin.close()
        assert process.wait(60) == 0
    return events


@pytest.mark.parametrize("kind", sorted(SCRIPTS))
def test_every_event_holds_to_the_schema(home, kind):
    args = ["drill", "--problem", "grid_bfs", "--round", kind, "--clock", "input", "--seed", "3"]
    events = drive(home, args, SCRIPTS[kind])
    validator = jsonschema.Draft202012Validator(json.loads(run(home, "schema", "event").stdout))
    for event in events:
        validator.validate(event)
    assert events[0]["plan"]["rounds"][0]["coding"] == kind
    assert next(e for e in events if e["event"] == "round_started")["coding"] == kind
    scored = next(e for e in events if e["event"] == "round_scored")
    assert scored["coding"]["kind"] == kind
    assert scored["coding"] == events[-1]["report"]["rounds"][0]["coding"]
    jsonschema.Draft202012Validator(json.loads(run(home, "schema", "report").stdout)).validate(events[-1]["report"])
    before = [e for e in events if e["seq"] < scored["seq"]]
    told = (
        scored["coding"]["missed"] if kind == "tests" else [scored["coding"]["bug"]["fault"]] if kind == "bug" else []
    )
    assert all(words.replace(" ", "_") not in json.dumps(before) for words in told)
    assert told or kind == "solve"
    shown = run(home, "report", "--format", "md").stdout
    assert "- Round: " in shown


def test_the_input_schema_takes_a_case(home):
    validator = jsonschema.Draft202012Validator(json.loads(run(home, "schema", "input").stdout))
    validator.validate({"case": "1, 2", "seconds": 3})
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"case": 1})


def test_a_resumed_round_knows_its_kind_and_its_inputs(home):
    args = ["drill", "--problem", "grid_bfs", "--round", "bug", "--clock", "input", "--seed", "3"]
    given = json.dumps({"case": "['..', '..'], (0, 0), (1, 1)"}) + "\n"
    with subprocess.Popen(
        [command.HOTSEAT, *args, "--plain", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=command.environment(home),
    ) as process:
        awaited = 0
        while awaited < 2:
            event = json.loads(process.stdout.readline())
            awaited += event["event"] == "awaiting"
            if event["event"] == "awaiting" and awaited == 1:
                process.stdin.write(given)
                process.stdin.flush()
        process.kill()
    events = rows(run(home, "resume", "--plain", "--json", stdin=given).stdout)
    scored = next(e for e in events if e["event"] == "round_scored")
    assert scored["coding"]["bug"]["tries"] == 2


def test_plain_for_people(home):
    given = "/case ['..', '..'], (0, 0), (1, 1)\n/case (\n/end\n"
    done = run(home, "drill", "--problem", "grid_bfs", "--round", "bug", "--plain", "--seed", "3", stdin=given)
    assert done.returncode == 0
    assert "find the bug" in done.stdout
    assert "on your input" in done.stdout
    assert "Your input cannot be used" in done.stderr
    assert "The fault: the patch" in done.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["drill", "--problem", "no_such_problem", "--plain"], "No such problem"),
        (["drill", "graph_search", "--problem", "grid_bfs", "--plain"], "What to drill?"),
        (["drill", "--problem", "weighted_reservoir", "--round", "bug", "--plain"], "no such round"),
        (["drill", "--question", "gs_grid_bfs_talk", "--round", "bug", "--plain"], "No such round"),
        (["drill", "behavioral_star", "--round", "tests", "--plain"], "No such drill"),
        (["drill", "--problem", "grid_bfs", "--round", "dance", "--plain"], "dance"),
    ],
)
def test_what_cannot_be_drilled_is_said(home, args, words):
    done = run(home, *args)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
