"""The command's contract: one JSON object a line, everything holds to `hotseat schema`, exit statuses, bad input."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
import subprocess
from pathlib import Path

import command
import jsonschema
import pytest
from command import rows, run

CODE = "class LRUCache:\n    def __init__(self, capacity):\n        self.items = {}\n"


def schema(home, name):
    return jsonschema.Draft202012Validator(json.loads(run(home, "schema", name).stdout))


def drive(home, *args, budget=400):
    """Answer whatever is awaited, as a script would; returns all events."""
    with subprocess.Popen(
        [command.HOTSEAT, *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=command.environment(home),
    ) as process:
        events = []
        for line in process.stdout:
            event = json.loads(line)
            events.append(event)
            assert len(events) < budget
            if event["event"] != "awaiting":
                continue
            given = {
                "answer": [{"answer": f"I would measure recall before and after, {len(events)}.", "seconds": 400}],
                "code": [{"code": CODE}, {"command": "run"}]
                if not any(e["event"] == "cases" for e in events)
                else [{"command": "submit"}],
                "choice": [{"choice": (event["choices"] or [{"id": ""}])[0]["id"]}],
            }[event["wants"]]
            process.stdin.write("".join(json.dumps(one) + "\n" for one in given))
            process.stdin.flush()
        process.stdin.close()
        assert process.wait(30) == 0
    return events


def test_a_full_onsite_holds_to_the_schema(home):
    events = drive(home, "onsite", "--plain", "--json", "--seed", "1", "--clock", "input")
    validator = schema(home, "event")
    for event in events:
        validator.validate(event)
    assert events[-1]["event"] == "session_ended"
    kinds = {e["kind"] for e in events if e["event"] == "round_started"}
    assert kinds == {"system_design", "ml_concepts", "experimentation", "behavioral", "statistics", "coding"}
    numbers = [e["seq"] for e in events if e["event"] != "reply_delta"]
    assert numbers == list(range(1, len(numbers) + 1))
    report = events[-1]["report"]
    schema(home, "report").validate(report)
    for each in report["rounds"]:
        schema(home, "scorecard").validate(each["scorecard"])
        for row in each["scorecard"]["criteria"]:
            for quote in row["quotes"]:
                line = each["transcript"][quote["turn"] - 1]
                assert line["speaker"] == "candidate"
                assert line["text"][quote["start"] : quote["end"]] == quote["text"]
    coding = next(e for e in events if e["event"] == "verdict")
    assert coding["isolation"]["name"]
    again = json.loads(run(home, "report", events[0]["session"], "--format", "json").stdout)
    assert again == report
    listed = json.loads(run(home, "history", "--json").stdout)["sessions"]
    assert [row["session"] for row in listed] == [events[0]["session"]]
    assert "Round 1" in run(home, "report", "--format", "md").stdout
    assert "<script" not in run(home, "report", "--format", "html").stdout


def test_the_same_seed_gives_the_same_plan(home, tmp_path):
    first = rows(run(home, "onsite", "--plain", "--json", "--seed", "7").stdout)[0]
    second = rows(run(tmp_path / "other", "onsite", "--plain", "--json", "--seed", "7").stdout)[0]
    assert first["plan"] == second["plan"]


def test_end_of_input_ends_the_session_and_scores_what_was_said(home):
    given = json.dumps({"answer": "Keyed by user and version.", "seconds": 60}) + "\n"
    events = rows(run(home, "drill", "behavioral_star", "--plain", "--json", "--clock", "input", stdin=given).stdout)
    assert [e["event"] for e in events[-2:]] == ["round_scored", "session_ended"]
    assert events[-2]["scorecard"] is not None


BAD_LINES = [
    b"not json",
    b"[1]",
    b'{"answer": 3}',
    b'{"answer": "x", "seconds": -1}',
    b'{"answer": "x", "seconds": NaN}',
    b'{"answer": "x", "more": 1}',
    b'{"answer": "x", "answer": "y"}',
    b'{"command": "dance"}',
    b'{"answer": "\xff"}',
    b'{"answer": "\\ud800"}',
    b"[" * 100_000,
    b'{"answer": "x", "seconds": ' + b"9" * 5000 + b"}",
    json.dumps({"answer": "x" * 5_000_000}).encode(),
    b'{"choice": "nothing"}',
    b'{"code": "x = 1"}',
]


def test_bad_lines_get_a_notice_each_and_change_nothing(home):
    lines = b"\n".join(BAD_LINES) + b'\r\n{"answer": "Fine \\u001b[31m[b]x[/b].", "seconds": 5}'
    done = run(home, "drill", "behavioral_star", "--plain", "--json", "--clock", "input", stdin=lines)
    assert done.returncode == 0
    events = rows(done.stdout)
    validator = schema(home, "event")
    for event in events:
        validator.validate(event)
    notices = [e for e in events if e["event"] == "notice"]
    assert len(notices) == len(BAD_LINES)
    assert all(n["title"] and n["happened"] and n["todo"] for n in notices)
    said = [t["text"] for t in events[-1]["report"]["rounds"][0]["transcript"] if t["speaker"] == "candidate"]
    assert said == ["Fine \x1b[31m[b]x[/b]."]


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (["drill", "no_such_topic", "--plain"], 2, "No such drill"),
        (["drill", "--question", "no_such_question", "--plain"], 2, "question"),
        (["drill", "--plain"], 2, "What to drill?"),
        (["resume", "no-such-session", "--plain"], 2, "Unknown session"),
        (["resume", "--plain"], 2, "No open session"),
        (["report", "no-such-session"], 2, "Unknown session"),
        (["study", "no_such_topic"], 2, "Unknown topic"),
        (["problem", "no_such_problem"], 2, "No such problem"),
        (["judge", "lru_cache_pins", "/no/such/file"], 2, "No such file"),
        (["score", "--question", "beh_x", "--answer", "/no/such/file"], 2, "No such file"),
        (["onsite", "--engine", "llm", "--plain"], 3, "No endpoint is configured"),
        (["onsite"], 3, "--plain"),
        ([], 3, "--plain"),
        (["schema", "nothing"], 2, "Unknown schema"),
        (["frobnicate"], 2, "No such command"),
        (["plan", "--profile", "/no/such/profile.json"], 2, "profile"),
        (["ingest", "/no/such/guide.md"], 2, "guide.md"),
        (["model", "test"], 3, "No model to test"),
    ],
)
def test_errors_say_what_happened_and_what_to_do(home, args, status, words):
    done = run(home, *args)
    assert done.returncode == status, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_profile_with_a_wrong_type(home, tmp_path):
    bad = tmp_path / "profile.json"
    bad.write_text('{"ratings": {"coding": "three"}}')
    done = run(home, "plan", "--profile", str(bad), "--json")
    assert done.returncode == 2
    assert "coding" in done.stderr
    assert not (home / "profile.json").exists()


def test_a_five_megabyte_answer_to_score(home, tmp_path):
    big = tmp_path / "big.txt"
    big.write_text("word " * 1_000_000)
    done = run(home, "score", "--question", "rec_push_notifications", "--answer", str(big), "--json")
    assert done.returncode == 2
    assert "too large" in done.stderr


def test_a_store_of_a_newer_version(home):
    home.mkdir(parents=True)
    with sqlite3.connect(home / "sessions.sqlite3") as db:
        db.execute("PRAGMA user_version=99")
    done = run(home, "history")
    assert done.returncode == 3
    assert "newer Hotseat" in done.stderr


def test_a_damaged_store(home):
    home.mkdir(parents=True)
    (home / "sessions.sqlite3").write_bytes(b"this is no database at all, whatever its name may say" * 100)
    done = run(home, "history")
    assert done.returncode == 3
    assert "damaged" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/usr/bin/setpriv").exists(), reason="root may write anywhere")
def test_a_read_only_state_folder(home, tmp_path):
    home.mkdir(parents=True)
    home.chmod(stat.S_IRUSR | stat.S_IXUSR | stat.S_IROTH | stat.S_IXOTH)
    args = [command.HOTSEAT, "history"]
    if os.geteuid() == 0:  # without the capability that lets root write anywhere
        args = ["/usr/bin/setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all", *args]
    done = subprocess.run(args, capture_output=True, text=True, env=command.environment(home), check=False)
    home.chmod(0o700)
    assert done.returncode == 3, done.stderr
    assert "cannot be written" in done.stderr


def test_a_full_disk_loses_nothing_that_was_accepted(home):
    small = "ulimit -f 200; exec"
    answer = json.dumps({"answer": "Keyed by user and version. " * 400, "seconds": 5}) + "\n"
    script = f'{small} "{command.HOTSEAT}" drill behavioral_star --plain --json --clock input'
    done = subprocess.run(
        ["bash", "-c", f"trap '' XFSZ; {script}"],
        input=answer * 60,
        capture_output=True,
        text=True,
        env=command.environment(home),
        check=False,
    )
    assert done.returncode == 3, done.stderr[-500:]
    assert "disk" in done.stderr.lower() or "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    kept = sum(e["event"] == "answer_recorded" for e in rows(done.stdout))
    report = json.loads(run(home, "report", "--format", "json").stdout)
    said = [t for t in report["rounds"][0]["transcript"] if t["speaker"] == "candidate"]
    assert len(said) >= kept


def test_ctrl_c_ends_with_130_and_can_be_resumed(home):
    with subprocess.Popen(
        [command.HOTSEAT, "drill", "behavioral_star", "--plain", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=command.environment(home),
        # A shell's background job ignores the signal, and its children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        while json.loads(process.stdout.readline())["event"] != "awaiting":
            pass
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert "resume" in process.stderr.read()
    events = rows(run(home, "resume", "--plain", "--json").stdout)
    first = [e["event"] for e in events[:2]]
    # An event that is printed in the very instant of the signal is shown again, without a notice before it.
    assert first == ["notice", "awaiting"] or first[0] == "awaiting"
    assert events[-1]["event"] == "session_ended"


def test_two_processes_on_one_session(home):
    with subprocess.Popen(
        [command.HOTSEAT, "drill", "behavioral_star", "--plain", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=command.environment(home),
    ) as process:
        while json.loads(process.stdout.readline())["event"] != "awaiting":
            pass
        done = run(home, "resume", "--plain", "--json")
        assert done.returncode == 2
        assert "open elsewhere" in done.stderr
        process.stdin.close()
        process.stdout.read()


def test_a_reader_that_goes_away(home):
    done = subprocess.run(
        [
            "bash",
            "-c",
            f'yes \'{{"command": "time"}}\' | head -3000 | {command.HOTSEAT} drill behavioral_star --plain --json |'
            " head -2",
        ],
        capture_output=True,
        text=True,
        env=command.environment(home),
        check=False,
        timeout=60,
    )
    assert len(done.stdout.splitlines()) == 2
    assert "Traceback" not in done.stderr


def test_plain_for_people(home, tmp_path):
    done = run(
        home,
        "drill",
        "behavioral_star",
        "--plain",
        stdin="First line\nsecond \x1b[31mline\n.\n/hint\n/time\n/dance\n/end\n",
    )
    assert done.returncode == 0
    assert "Interviewer:" in done.stdout
    assert "Hint 1 of 3" in done.stdout
    assert "\x1b" not in done.stdout
    assert "Unknown command" in done.stderr


@pytest.mark.parametrize("name", ["event", "input", "scorecard", "report", "plan", "question", "problem", "verdict"])
def test_schemas_are_schemas(home, name):
    jsonschema.Draft202012Validator.check_schema(json.loads(run(home, "schema", name).stdout))


def test_plan_and_verdict_hold_to_their_schemas(home):
    schema(home, "plan").validate(json.loads(run(home, "plan", "--json").stdout))
    done = run(home, "judge", "lru_cache_pins", "-", "--json", stdin=CODE)
    assert done.returncode == 1
    schema(home, "verdict").validate(json.loads(done.stdout))


def test_every_row_of_help_is_a_command(home):
    from tui.command import COMMANDS

    shown = run(home, "--help").stdout
    for name in COMMANDS:
        assert name in shown
        assert run(home, name, "--help").returncode == 0
