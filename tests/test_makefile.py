"""The first two commands say what is wrong instead of failing strangely."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def fresh(tmp_path: Path) -> Path:
    """A folder as after cloning: nothing is installed."""
    folder = tmp_path / "clone"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, folder)
    return folder


def test_an_old_python_is_told_which_one_is_needed(tmp_path):
    old = tmp_path / "python3.9"
    old.write_text(
        f'#!{sys.executable}\nimport sys\nsys.version_info, sys.version = (3, 9, 1), "3.9.1 (old)"\nexec(sys.argv[2])\n'
    )
    old.chmod(0o755)
    done = subprocess.run(
        ["make", "-C", str(fresh(tmp_path)), "test", f"PYTHON={old}"], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "3.11 or newer" in done.stderr
    assert "3.9.1" in done.stderr
    assert "pip" not in done.stdout + done.stderr


def test_run_without_a_terminal_names_plain(tmp_path):
    folder = fresh(tmp_path)
    (folder / ".venv").mkdir()
    (folder / ".venv/.installed").touch()
    done = subprocess.run(
        ["make", "-C", str(folder), "run"],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=os.environ,
    )
    assert done.returncode != 0
    assert "--plain" in done.stderr


def test_ci_runs_what_the_readme_says():
    script = (ROOT / ".ci/run").read_text()
    assert "make test" in script
    assert os.access(ROOT / ".ci/run", os.X_OK)
