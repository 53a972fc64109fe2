"""The direction of the house, checked at run time, and the size of its rooms."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("textual", "langgraph", "langchain", "langchain_openai", "openai", "chromadb", "onnxruntime", "numpy")


def loaded_by(module: str) -> set[str]:
    code = f"import {module}, sys; print(*[m for m in sys.modules if '.' not in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd="/")
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["tui.command", "tui.wire", "tui.plain", "agent.api", "agent.api.sessions"])
def test_light_modules_load_nothing_heavy(module):
    assert not loaded_by(module) & set(HEAVY)


def test_every_module_of_the_facade_is_light():
    names = [f"agent.api.{p.stem}" for p in (ROOT / "agent/api").glob("*.py") if p.stem != "__init__"]
    assert not loaded_by(",".join(names)) & set(HEAVY)


def test_files_stay_small():
    large = [
        f"{path.relative_to(ROOT)}: {lines}"
        for room in ("agent", "rubrics", "corpus", "sandbox", "tui")
        for path in (ROOT / room).rglob("*.py")
        if "problems" not in path.parts and (lines := len(path.read_text().splitlines())) > 320
    ]
    assert not large


def test_there_is_no_drawer_for_odds_and_ends():
    assert not [p for p in ROOT.rglob("utils.py") if ".venv" not in p.parts]


def test_the_lock_names_versions_and_hashes_and_no_addresses():
    text = (ROOT / "requirements.lock").read_text()
    assert "://" not in text
    assert text.count("--hash=sha256:") > 200


def test_the_graph_of_a_turn():
    from agent.interview.graph import STEPS, turn_graph

    drawn = turn_graph().get_graph()
    assert set(drawn.nodes) == {*STEPS, "__start__", "__end__"}
    assert all(edge.conditional for edge in drawn.edges)
