"""The wheel: five packages with their data and nothing else; installed into an empty environment, it works."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import command
import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    args = [
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        str(folder),
        str(ROOT),
    ]
    subprocess.run([sys.executable, *args], check=True)
    return next(folder.glob("*.whl"))


def test_what_is_inside(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert tops == {"agent", "rubrics", "corpus", "sandbox", "tui"}
    for wanted in (
        "agent/prompts/voice.md",
        "agent/assess/parameters.json",
        "corpus/data/guide/behavioral_star.md",
        "corpus/data/model/tokenizer.json",
        "sandbox/problems/lru_cache_pins/reference.py",
        "tui/app.tcss",
    ):
        assert wanted in names
    assert any(name.startswith("rubrics/data/") and name.endswith(".yaml") for name in names)


def test_it_works_in_an_empty_environment(wheel, tmp_path):
    folder = tmp_path / "venv"
    venv.create(folder, with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    python = folder / "bin/python"
    args = ["-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, *args], check=True)
    # The dependencies of this environment, without its own (editable) copy of the product.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    env = command.environment(tmp_path / "home")
    hotseat = str(folder / "bin/hotseat")
    where = subprocess.run(
        [str(python), "-c", "import agent; print(agent.__file__)"], capture_output=True, text=True, cwd="/"
    )
    assert str(folder) in where.stdout
    doctor = subprocess.run(
        [hotseat, "doctor", "--json"], capture_output=True, text=True, env=env, cwd="/", check=False
    )
    found = json.loads(doctor.stdout)
    assert [c["name"] for c in found["checks"] if not c["ok"] and c["name"] != "isolation"] == [], doctor.stdout
    answer = json.dumps(
        {"answer": "I owned the pipeline; errors fell from 4 to 1.5 percent in eight weeks.", "seconds": 90}
    )
    drill = subprocess.run(
        [hotseat, "drill", "behavioral_star", "--plain", "--json", "--clock", "input"],
        input=answer + "\n",
        capture_output=True,
        text=True,
        env=env,
        cwd="/",
        check=False,
    )
    assert drill.returncode == 0, drill.stderr
    assert json.loads(drill.stdout.splitlines()[-1])["event"] == "session_ended"
