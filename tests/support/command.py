"""Runs the installed command in a home of its own, as a script would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HOTSEAT = str(Path(sys.executable).parent / "hotseat")


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of the command: a home, no key, nothing that hides buffering."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("HOTSEAT_", "OPENAI_", "PYTHONUNBUFFERED"))}
    return {**env, "HOTSEAT_HOME": str(home), "OMP_NUM_THREADS": "1", **more}


def run(
    home: Path, *args: str, stdin: str | bytes = "", timeout: float = 120, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [HOTSEAT, *args], input=given, capture_output=True, env=environment(home, **more), timeout=timeout, check=False
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def rows(text: str) -> list[dict[str, Any]]:
    """JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


def play(answers: int = 40) -> str:
    """Inputs that get through any loop."""
    said = "We key entries by user and version; one caller refills, and sixty seconds of staleness cost us little"
    lines: list[dict[str, Any]] = []
    for number in range(answers):
        lines.append({"answer": f"{said}, point {number}.", "seconds": 300})
    return "".join(json.dumps(line) + "\n" for line in lines)
