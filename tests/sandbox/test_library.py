from __future__ import annotations

from pathlib import Path

import pytest

from sandbox.check import check_problem
from sandbox.errors import ProblemError
from sandbox.library import load_problem, problem_ids
from sandbox.show import escape, show

EXAMPLES = ("lru_cache_pins", "grid_bfs", "causal_attention")


def test_problems_are_listed_and_load() -> None:
    assert set(EXAMPLES) <= set(problem_ids())
    for name in EXAMPLES:
        problem = load_problem(name)
        assert problem.id == name
        assert len(problem.hints) == 3


@pytest.mark.parametrize("name", [EXAMPLES[0], *(pytest.param(name, marks=pytest.mark.soak) for name in EXAMPLES[1:])])
def test_examples_check(name: str) -> None:
    """Every sample of the finished examples gets the verdict in its name."""
    assert [result for result in check_problem(name) if not result.ok] == []


def test_loading_runs_nothing(make_problem, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    problem = make_problem(reference=f"open({str(mark)!r}, 'w')\ndef f(x): return x\n")
    assert problem.reference.is_file()
    assert not mark.exists()


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("problem.yaml", "id: tiny\nzzz: 1\n", "problem.yaml"),
        ("problem.yaml", "[1]", "mapping"),
        ("problem.yaml", "a: [", "YAML"),
        ("cases.py", "def", "Python"),
        ("reference.py", "x = '\0'", "Python"),
        ("samples/maybe_x.py", "1", "verdict"),
        ("starter.py", "x" * 2_000_000, "large"),
    ],
)
def test_bad_folders_are_named(make_problem, name: str, text: str, words: str) -> None:
    problem = make_problem()
    path = problem.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    with pytest.raises(ProblemError) as caught:
        load_problem(problem.folder)
    assert caught.value.exit_status == 2
    assert words in str(caught.value)


def test_keys_are_named(make_problem) -> None:
    for keys, words in (
        ({"difficulty": 4}, "difficulty"),
        ({"hints": ["a"]}, "hints"),
        ({"limits": {"cpu_s": 5, "wall_s": 1}}, "limits"),
        ({"topics": ["cooking"]}, "topics"),
        ({"entry": {"kind": "class", "name": "f", "result": "iterator"}}, "result"),
        ({"comparison": {"checker": True}}, "check.py"),
        ({"entry": {"kind": "driver", "name": "f"}}, "driver.py"),
    ):
        with pytest.raises(ProblemError, match=words):
            make_problem(**keys)


def test_unknown_problems() -> None:
    for name in ("no_such_problem", "/no/such/folder", "../problems"):
        with pytest.raises(ProblemError):
            load_problem(name)


def test_text_is_made_safe() -> None:
    assert escape("a\x1b[2J\u202e\ud800\x00é") == "a\\x1b[2J\\u202e\\ud800\\x00é"
    assert escape("x" * 100, 10) == "x" * 10 + "… (90 more characters)"
    assert escape("a\nb") == "a\\x0ab"
    assert escape("a\nb", lines=True) == "a\nb"
    assert len(show([list(range(1000))] * 1000, 200)) < 300
    assert show((1,)) == "(1,)"
