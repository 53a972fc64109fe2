"""Tests that a candidate writes, and inputs on which a patch fails: both run in the sandbox, and count rightly."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace

import pytest

from sandbox import written
from sandbox.catalogue import catalogue, rounds_of
from sandbox.judge import Cancelled, judge
from sandbox.library import load_problem
from sandbox.patch import bare, patch_of
from sandbox.testing import check_input, judge_tests, read_tests
from sandbox.written import MOST_CASES, Unusable, typed_cases

GRID = "(['..', '..'], (0, 0), (1, 1))"


def file_of(*rows: str, before: str = "") -> str:
    return f"{before}\ndef cases():\n    return [{', '.join(rows)}]\n"


@pytest.fixture(scope="module")
def grid():
    return load_problem("grid_bfs")


@pytest.fixture(scope="module")
def limiter():
    return load_problem("rate_limiter")


@pytest.fixture(scope="module")
def attention():
    return load_problem("causal_attention")


def test_a_right_case_catches_those_that_fail_on_it(grid):
    found = judge_tests(grid, file_of(f"({GRID}, 2)", "((['#.', '..'], (0, 0), (1, 1)), -1)"))
    assert (found.counted, found.false_alarms, found.void) == (2, 0, 0)
    assert {"wa_counts_cells", "wa_ignores_a_blocked_start"} <= set(found.caught)
    assert "wa_wraps_at_the_edge" in found.missed
    assert found.verdict == "WA"
    assert len(found.caught) + len(found.missed) == sum(s.verdict in ("wa", "re") for s in grid.samples)


def test_a_false_alarm_catches_nothing_and_tells_no_answer(grid):
    found = judge_tests(grid, file_of(f"({GRID}, 3)"))
    assert (found.counted, found.false_alarms, found.caught) == (0, 1, ())
    (row,) = found.cases
    assert row.verdict == "WA"
    assert row.expected is None
    assert "2" not in row.message


def test_a_call_that_cannot_be_made_is_no_test(grid):
    found = judge_tests(grid, file_of("((['..'], (0, 0)), 1)", f"({GRID}, 2)"))
    assert (found.counted, found.false_alarms, found.void) == (1, 0, 1)
    assert "takes 3 arguments" in found.cases[0].message


def test_what_accepted_programs_answer_differently_does_not_count(grid, tmp_path):
    folder = tmp_path / "grid_bfs"
    shutil.copytree(grid.folder, folder)
    reference = grid.reference.read_text().replace("def shortest_moves(", "def _right(")
    differs = "\n\ndef shortest_moves(grid, start, target):\n    return 7 if len(grid) == 1 else _right(grid, start, target)\n"
    (folder / "samples" / "ac_differs.py").write_text(reference + differs)
    found = judge_tests(load_problem(folder), file_of("((['..'], (0, 0), (0, 1)), 1)", f"({GRID}, 2)"))
    assert [case.verdict for case in found.cases] == ["RE", "AC"]
    assert "leaves open" in found.cases[0].message
    assert (found.counted, found.false_alarms, found.void) == (1, 0, 1)


def test_a_class_an_injected_clock_and_exceptions(limiter):
    found = judge_tests(
        limiter,
        file_of(
            "((3, 10.0, Clock(0.0)), [('allow', 'a', 2), ('@advance', 4.0), ('allow', 'a', 2)], [True, None, False])",
            "((0, 10.0, Clock(0.0)), [('allow', 'a')], ValueError)",
            "((1, 1.0, Clock(0.0)), [('allow', 'a', 0)], [ValueError])",
            "((1, 1.0, Clock(0.0)), [('allow', 'a', 0)], [KeyError])",
            "((1, 1.0, Clock(0.0)), [('forget', 'a')], [None])",
            before="from casekit import Clock",
        ),
    )
    assert [case.verdict for case in found.cases] == ["AC", "AC", "AC", "WA", "RE"]
    assert "has no forget" in found.cases[4].message


def test_arrays_and_an_oracle_of_their_own(attention):
    text = (
        "import numpy as np\n"
        "def cases():\n"
        "    q = np.ones((1, 1, 2)); v = np.array([[[3.0, 4.0]]])\n"
        "    return [((q, q, v), v), ((q, q, v), v + 1)]\n"
    )
    found = judge_tests(attention, text)
    assert (found.counted, found.false_alarms, found.void) == (1, 1, 0)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("def cases(:", "CE"),
        ("x = 1", "CE"),
        ("def cases(): return [1]", "RE"),
        ("def cases(): return []", "RE"),
        ("def cases(): return 5", "RE"),
        ("def cases(): raise KeyError('no')", "RE"),
        (f"def cases(): return [{GRID}, 2]", "RE"),
        (f"def cases(): return [({GRID}, object())]", "RE"),
        (f"def cases(): return [({GRID}, 2)] * {MOST_CASES + 1}", "RE"),
        ("import itertools\ndef cases(): return (([], 1) for _ in itertools.count())", "RE"),
        ("def cases():\n    while True: pass", "TLE"),
        ("def cases(): return [((['.' * 2_000_000], (0, 0), (0, 0)), 0)]", "OLE"),
        ("def cases(): import os; os._exit(0)", "RE"),
        ("def cases(): open('/etc/passwd').read()", "RE"),
        ("import sys\ndef cases():\n    sys.modules['driver'] = None\n    return [((1, 2), [], 3)]", "RE"),
        ("def cases():\n    x = []\n    for _ in range(100): x = [x]\n    return [((x, (0, 0), (0, 0)), 0)]", "RE"),
    ],
)
def test_a_file_that_gives_no_cases_says_why(grid, source, code, monkeypatch):
    monkeypatch.setattr(written, "CAPS", replace(written.CAPS, cpu_s=0.5))
    found = judge_tests(grid, source)
    assert (found.verdict, found.counted, found.caught) == (code, 0, ())
    (row,) = found.cases
    assert row.message


def test_an_answer_that_takes_the_reference_too_long_costs_that_case_only(grid, monkeypatch):
    monkeypatch.setattr(written, "LONGEST_ANSWER_S", 0.005)
    wide = "((['.' * 400] * 400, (0, 0), (399, 399)), 798)"
    found = judge_tests(grid, file_of(wide, f"({GRID}, 2)"))
    assert [case.verdict for case in found.cases] == ["RE", "AC"]


def test_colliding_keys_end_the_case_not_the_judge(grid, monkeypatch):
    monkeypatch.setattr(written, "CAPS", replace(written.CAPS, cpu_s=0.5))
    keys = "((set(range(0, 20_000 * (2**61 - 1), 2**61 - 1)), (0, 0), (0, 0)), 0)"
    found = judge_tests(grid, file_of(keys, f"({GRID}, 2)"))
    assert found.verdict in ("TLE", "OLE", "RE")


def test_reading_tells_the_form_and_nothing_more(grid):
    found = read_tests(grid, file_of(f"({GRID}, 3)"))
    assert (found.verdict, found.counted, found.false_alarms, found.caught) == ("AC", 1, 0, ())
    assert read_tests(grid, "def cases(): return [1]").verdict == "RE"


def test_an_input_that_fails_and_one_that_does_not(grid):
    patch = next(s for s in grid.samples if s.path.stem == "wa_counts_cells").path.read_text()
    wrong, isolation = check_input(grid, patch, GRID)
    assert (wrong.verdict, wrong.got, wrong.expected) == ("WA", "3", "2")
    assert isolation.trusted
    right, _ = check_input(grid, patch, "shortest_moves(['#'], (0, 0), (0, 0))")
    assert right.verdict == "AC"
    assert right.input == "shortest_moves(['#'], (0, 0), (0, 0))"


@pytest.mark.parametrize(
    "text", ["(", "1", "__import__('os').getcwd()", ")(", "'a' * 10**9, 1, 2", "1\n2", "x", "[" * 300, "a" * 20_001]
)
def test_a_typed_text_that_is_no_case_is_refused(grid, text):
    with pytest.raises(Unusable):
        typed_cases(grid, [text])


def test_typed_cases_run_first_in_a_judging(grid):
    own = typed_cases(grid, [GRID, f"shortest_moves{GRID}"])
    found = judge(grid, grid.reference.read_text(), only_visible=True, written=own)
    assert [case.name for case in found.cases[:2]] == ["your case 1", "your case 2"]
    assert found.verdict == "AC"


HOSTILE = [
    5,
    [],
    [5],
    [[]],
    [[[], [], 1]],
    [[[], [], 1, {}]],
    [[[], [], 1, {"t": []}]],
    [[[], [], 1, {"d": [[{"t": [1]}, 2]]}]],
    [[[], [], 1, {"d": [[1, 2]]}]],
    [[[], {}, 1, {"d": []}]],
    [[[{"m": ["clock", 0.0]}], [], 1, {"d": []}]],
    [[[{"d": [["casekit", ["clock", True]]]}, 1.0, 2], [["allow"]], 1, {"d": []}]],
    [[[1, 1.0, {"d": [["casekit", ["clock", 0.0]]]}], [[{"t": []}, 1]], [1], {"d": []}]],
    [[[1, 1.0, {"d": [["casekit", ["clock", 0.0]]]}], [["allow", 1]], {"x": ["E", [], 0, ""]}, {"d": []}]],
    [[[1, 1.0, {"d": [["casekit", ["clock", 0.0]]]}], [["__class__"]], [1], {"d": []}]],
    [[[1, 1.0, {"d": [["casekit", ["clock", 0.0]]]}], [["@advance", "x"]], [1], {"d": []}]],
    [[[{"s": [[1]]}, 1.0, 2], [["allow", 1]], [1], {"d": []}]],
    [[[{"a": ["<f8", [10], 0, 80]}, 1.0, 2], [["allow", 1]], [1], {"d": []}]],
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_process_that_was_taken_over_gains_nothing(limiter, monkeypatch, value):
    """Whatever comes in the place of the cases, it is refused or judged; nothing breaks out here."""
    real = written.Process.request

    def request(self, header, body, caps):
        reply = real(self, header, body, caps)
        return replace(reply, header={"value": value}) if b'"op": "call"' in header else reply

    monkeypatch.setattr(written.Process, "request", request)
    found = judge_tests(limiter, file_of("((1,), [], [])"))
    assert found.caught == ()
    assert found.verdict in ("RE", "WA")


def test_keyword_arguments():
    users = load_problem("sample_size_two_proportions")
    (case,) = typed_cases(users, ["users_needed(0.10, 0.20, 0.05, 0.80, ratio=0.25)"])
    assert case.expected == (9412, 2353)
    with pytest.raises(Unusable, match="no argument"):
        typed_cases(users, ["0.10, 0.20, 0.05, 0.80, ration=0.25"])


def test_giving_up(grid):
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        judge_tests(grid, file_of(f"({GRID}, 2)"), cancel=cancel)


def test_the_patch_is_the_same_for_a_seed_and_tells_nothing(grid):
    seen = {patch_of(grid, seed) for seed in range(30)}
    assert patch_of(grid, 5) == patch_of(grid, 5)
    assert len(seen) >= 2
    for name, text in seen:
        assert name not in text
        assert "#" not in text.replace("'#'", "")
    assert judge(grid, patch_of(grid, 5)[1]).verdict == "WA"


def test_comments_and_docstrings_are_left_out():
    text = 'def f():\n    """Tells."""\n    # tells\n    return "kept"\n\nclass C:\n    """Tells."""\n'
    assert bare(text) == "def f():\n    return 'kept'\n\nclass C:\n    pass\n"


def test_the_catalogue_knows_which_rounds_a_problem_can_be():
    rows = {spec.id: rounds_of(spec) for spec in catalogue()}
    assert rows["grid_bfs"] == ("solve", "tests", "bug")
    assert rows["weighted_reservoir"] == ("solve",)
    assert rows["thompson_sampling"] == ("solve",)
    assert sum("bug" in kinds for kinds in rows.values()) >= 40
