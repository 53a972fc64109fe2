"""Editing a text in the candidate's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

WINDOWED = {"code", "codium", "subl", "atom", "zed", "gvim", "mate"}
"""Editors that return at once unless they are told to wait."""


def command() -> list[str] | None:
    """The editor that $VISUAL or $EDITOR names, as words of a command; None where neither does."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not named or not named.strip():
        return None
    words = shlex.split(named)
    if Path(words[0]).name in WINDOWED and not {"--wait", "-w", "-f"} & set(words):
        words.append("-f" if Path(words[0]).name == "gvim" else "--wait")
    return words


def edit(text: str, ending: str, words: list[str]) -> str:
    """Let the editor change `text`; what it saved comes back, or `text` where it failed. Raises OSError."""
    with tempfile.TemporaryDirectory(prefix="hotseat-") as folder:
        path = Path(folder) / f"answer{ending}"
        path.write_text(text, encoding="utf-8")
        done = subprocess.run([*words, str(path)], check=False)
        return path.read_text(encoding="utf-8", errors="replace") if done.returncode == 0 else text


def open_file(path: Path, words: list[str]) -> bool:
    """Open a file of the user's own; whether the editor ended well. Raises OSError."""
    return subprocess.run([*words, str(path)], check=False).returncode == 0
