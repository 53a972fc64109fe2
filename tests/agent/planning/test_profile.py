from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import BadInput
from agent.models import Profile
from agent.planning.profile import load_profile

FULL = {
    "role": "machine learning engineer",
    "target_level": "L5",
    "interview_date": "2031-02-03",
    "weeks_left": [1, 2],
    "cheatsheet_minutes": 80,
    "daily_minutes": 45,
    "ratings": {"coding": 3, "machine_learning": 4, "statistics": None},
    "solved": {"coding": 0},
    "focus_subtopics": ["computer_vision"],
    "loop_minutes": 120,
}
YAML = """\
target_level: L5
interview_date: 2031-02-03
weeks_left: [1, 2]
daily_minutes: 45
ratings: {coding: 3, machine_learning: 4, statistics: null}
solved:
  coding: 0
focus_subtopics: [computer_vision]
loop_minutes: 120
"""


def write(folder: Path, text: str, name: str = "profile.json") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_json_and_yaml_read_alike(tmp_path: Path) -> None:
    profile = load_profile(write(tmp_path, json.dumps(FULL)))
    assert profile.model_dump(mode="json") == FULL
    assert load_profile(write(tmp_path, YAML, "profile.yaml")) == profile
    assert load_profile(write(tmp_path, json.dumps(FULL, indent="\t"), "profile")) == profile
    assert load_profile(write(tmp_path, "{}")) == Profile()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ratings": {"coding": 7}}, "ratings.coding"),
        ({"ratings": {"coding": True}}, "ratings.coding"),
        ({"ratings": {"coding": "3"}}, "whole number"),
        ({"ratings": {"cooking": 3}}, "ratings.cooking"),
        ({"ratings": [3]}, "a mapping is wanted"),
        ({"rating": {}}, "'rating': this key is not known"),
        ({"cheatsheet_minutes": 9}, "cheatsheet_minutes"),
        ({"cheatsheet_minutes": 1001}, "cheatsheet_minutes"),
        ({"cheatsheet_minutes": 80.5}, "cheatsheet_minutes"),
        ({"solved": {"coding": -1}}, "solved.coding"),
        ({"weeks_left": [2, 1]}, "weeks_left"),
        ({"weeks_left": [1]}, "weeks_left"),
        ({"weeks_left": [1, 1e300]}, "weeks_left"),
        ({"interview_date": "soon"}, "interview_date"),
        ({"target_level": "L9"}, "target_level"),
        ({"focus_subtopics": "computer_vision"}, "a list is wanted"),
        ({"focus_subtopics": ["vision"]}, "Did you mean computer_vision"),
        ({"role": "a\u001b[2J"}, "role"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, change: dict[str, object], words: str) -> None:
    path = write(tmp_path, json.dumps({**FULL, **change}))
    with pytest.raises(BadInput) as caught:
        load_profile(path)
    assert str(path) in caught.value.happened
    assert words in str(caught.value)
    assert caught.value.todo


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"solved": }', "line 1, column 12"),
        ('{"role": "a", "role": "b"}', "stands twice"),
        ('{"weeks_left": [1, NaN]}', "NaN"),
        ('{"a":' * 5000, "nested"),
        ('{"loop_minutes": ' + "9" * 5000 + "}", "number is too long"),
        ("", "empty"),
        ("- coding", "no mapping"),
        ("role: [", "not YAML"),
        ("role: a\nrole: b", "line 2"),
        ("role: &a b", "anchor"),
        ("#" * 200_000, "larger than 100 KB"),
    ],
)
def test_what_is_no_profile_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = write(tmp_path, text, "profile.txt")
    with pytest.raises(BadInput, match=words) as caught:
        load_profile(path)
    assert str(path) in caught.value.happened


def test_what_is_no_readable_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    for name in ("pipe", "bytes", "absent", ".", "a\0b"):
        with pytest.raises(BadInput):
            load_profile(tmp_path / name)


@given(
    st.text(max_size=60)
    | st.recursive(
        st.none() | st.integers() | st.floats() | st.text(max_size=5),
        lambda x: st.dictionaries(st.sampled_from([*FULL, "x"]), x, max_size=3) | st.lists(x, max_size=3),
    ).map(json.dumps)
)
def test_any_text_is_a_profile_or_bad_input(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    try:
        assert isinstance(load_profile(path), Profile)
    except BadInput as error:
        shown = error
    else:
        return
    assert str(path) in shown.happened
