"""Nothing leaves the machine: no library that we load reports anything or leaves files outside the state folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import command

CODE = """
import os, socket, sys
def refuse(*args, **kwargs):
    raise AssertionError(f"connects: {args}")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
from pathlib import Path
from corpus.encoder import load_encoder
from corpus.library import Library
load_encoder().embed(["hello"])
library = Library(Path(os.environ["HOTSEAT_HOME"]) / "library")
assert library.search("point-in-time join", k=1)
print(os.environ["ORT_DISABLE_TELEMETRY"])
"""


def test_the_encoder_and_the_index_are_silent(tmp_path: Path, home: Path) -> None:
    env = {k: v for k, v in command.environment(home).items() if k not in ("CI", "XDG_CACHE_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        capture_output=True,
        text=True,
        env={**env, "HOME": str(tmp_path / "user")},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-1] == "1"
    assert not list((tmp_path / "user").rglob("*"))
