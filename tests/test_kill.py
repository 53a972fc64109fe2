"""kill -9 at random moments, then resume: nothing accepted is lost, nothing is said or asked twice."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import threading
from pathlib import Path
from typing import Any

import command
import pytest

from agent.events import PUBLIC_KINDS
from agent.store import Store

CODE = "class LRUCache:\n    def __init__(self, capacity):\n        self.items = {}\n"


def play_through_kills(home: Path, kills: int, seed: int) -> tuple[list[str], dict[str, Any], int]:
    """Drive an onsite, kill it `kills` times; returns the acknowledged answers, the report and the kills done."""
    rng = random.Random(seed)
    accepted: list[str] = []
    session, done, sent = None, 0, 0
    while True:
        args = ["resume", session] if session else ["onsite", "--seed", str(seed), "--clock", "input"]
        process = subprocess.Popen(
            [command.HOTSEAT, *args, "--plain", "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=command.environment(home),
        )
        doomed = done < kills
        left, waiting, ended = rng.randrange(2, 14), [], False
        for line in process.stdout:
            event = json.loads(line)
            session = event["session"]
            ended |= event["event"] == "session_ended"
            if event["event"] == "answer_recorded" and waiting:
                accepted.append(waiting.pop(0))
            if event["event"] == "awaiting":
                sent += 1
                text = f"Keyed by user and version; one caller refills. ({sent})"
                given: list[dict[str, Any]] = [{"answer": text, "seconds": 240}]
                if event["wants"] == "code":
                    given = [{"code": CODE}, {"command": "submit"}]
                elif event["wants"] == "choice":
                    given = [{"choice": event["choices"][0]["id"]}]
                else:
                    waiting.append(text)
                try:
                    process.stdin.write("".join(json.dumps(one) + "\n" for one in given))
                    process.stdin.flush()
                except BrokenPipeError:
                    break
            left -= 1
            if doomed and left == 0:  # a moment later: in the middle of a step as often as between two
                threading.Timer(rng.uniform(0, 0.05), process.send_signal, [signal.SIGKILL]).start()
        process.stdin.close()
        process.wait(60)
        if ended:
            break
        done += 1
    report = json.loads(command.run(home, "report", session, "--format", "json").stdout)
    return accepted, report, done


def check(home: Path, kills: int, seed: int) -> int:
    """Play and check; returns the kills that were done."""
    accepted, report, done = play_through_kills(home, kills, seed)
    said = [t["text"] for r in report["rounds"] for t in r["transcript"] if t["speaker"] == "candidate"]
    assert [said.count(text) for text in accepted] == [1] * len(accepted)
    order = [said.index(text) for text in accepted]
    assert order == sorted(order)
    asked = [t["text"] for r in report["rounds"] for t in r["transcript"] if t["speaker"] == "interviewer"]
    assert len(asked) == len(set(asked))
    events = Store(home).events(report["session"])
    numbers = [e.seq for _, e in events if e.event in PUBLIC_KINDS]
    assert numbers == list(range(1, len(numbers) + 1))
    return done


def test_twenty_kills(tmp_path):
    done, seed = 0, 1
    while done < 20:
        done += check(tmp_path / f"home{seed}", 20 - done, seed)
        seed += 1
    assert done == 20


@pytest.mark.soak
def test_three_hundred_kills(tmp_path):
    done, seed = 0, 100
    while done < 300:
        done += check(tmp_path / f"home{seed}", min(20, 300 - done), seed)
        seed += 1
    assert done == 300
