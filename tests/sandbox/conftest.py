from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from sandbox.errors import IsolationError
from sandbox.inside import landlock
from sandbox.isolation import IsolationReport, isolate
from sandbox.launcher import Zygote
from sandbox.library import load_problem
from sandbox.problem import Problem

MakeProblem = Callable[..., Problem]

BASE: dict[str, Any] = {
    "id": "tiny",
    "title": "Tiny",
    "version": 1,
    "difficulty": 1,
    "minutes": 10,
    "topics": ["graph_search"],
    "entry": {"kind": "function", "name": "f"},
    "signature": "def f(x): ...",
    "facts": [{"ask": "a?", "fact": "b"}, {"ask": "c?", "fact": "d"}],
    "hints": ["one", "two", "three"],
}
CASES = """
from casekit import *
def visible():
    return [Case("one", [1]), Case("two", [2])]
def hidden():
    return [Case("secret", [77])]
"""


@pytest.fixture
def make_problem(tmp_path: Path) -> MakeProblem:
    """Write a problem folder; keys of problem.yaml as keywords, files by their stem."""

    def make(
        reference: str = "def f(x):\n    return x + 1\n",
        cases: str = CASES,
        *,
        files: dict[str, str] | None = None,
        **keys: Any,
    ) -> Problem:
        spec = BASE | keys
        folder = tmp_path / spec["id"]
        folder.mkdir(exist_ok=True)
        texts = {
            "problem.yaml": yaml.safe_dump(spec),
            "statement.md": "# Tiny\n",
            "starter.py": "def f(x): ...\n",
            "reference.py": reference,
            "cases.py": cases,
            **(files or {}),
        }
        for name, text in texts.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load_problem(folder)

    return make


@pytest.fixture(scope="session", params=["A", "B", "B with Landlock 1", "C"])
def tier(request: pytest.FixtureRequest) -> Iterator[tuple[Zygote, IsolationReport]]:
    """A zygote in each tier that this machine allows."""
    name = request.param
    try:
        zygote, report = isolate((name[0],), 1 if "Landlock 1" in name else 1000)
    except IsolationError as error:
        # Namespaces may be refused and Landlock may be missing; anything else is a fault of ours.
        refused = name == "A" and "self-test" not in error.happened
        if not refused and not (name[0] == "B" and landlock.abi() == 0):
            pytest.fail(error.happened)
        pytest.skip(f"tier {name} is impossible here: {error.happened}")
    yield zygote, report
    zygote.close()


@pytest.fixture(scope="session")
def bare() -> Iterator[Zygote]:
    """A zygote without isolation."""
    zygote, _ = isolate(("E",))
    yield zygote
    zygote.close()
