from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rubrics import loader
from rubrics.document import DocumentError, read_document
from rubrics.errors import RubricError
from rubrics.schema import Question

TEXT = """\
id: short
topic: my own topic
kind: statistics
prompt: >-
  What is the chance
  of rain?
criteria:
  - id: one
    name: The first point
    weight: 2
    expectation: "Says what is known: 40 %."
    evidence:
      - "40 %"
      - no
      - 12:30
    misconceptions: []
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def write(text: str | bytes) -> Path:
        path = tmp_path / "mine.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def refusal(path: Path | str) -> RubricError:
    with pytest.raises(RubricError) as caught:
        loader.load_question(path)
    error = caught.value
    assert error.exit_status == 2
    assert error.title
    assert error.todo
    assert error.happened in str(error)
    return error


def test_a_file_of_a_user_is_read(write: Callable[[str], Path]) -> None:
    question = loader.load_question(write(TEXT))
    assert question.prompt == "What is the chance of rain?"
    # `no` and `12:30` are words, whatever YAML 1.1 makes of them.
    assert question.criteria[0].evidence == ("40 %", "no", "12:30")
    assert loader.load_question(write("\ufeff" + TEXT)) == question


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("    weight: 2", "    wieght: 2", 10, "criteria[0].wieght"),
        ("    weight: 2", "    weight: heavy", 10, "whole number"),
        ("    weight: 2", '    weight: "2"', 10, "whole number"),
        ("    weight: 2", "    weight: true", 10, "whole number"),
        ("    weight: 2", "    weight: 7", 10, "criteria[0].weight"),
        ("    weight: 2\n", "", 8, "criteria[0].weight"),
        ("      - no\n", "      - [a, b]\n", 14, "criteria[0].evidence[1]"),
        ("      - no\n", "", 12, "criteria[0].evidence"),
        ("    misconceptions: []", "    misconceptions: none", 16, "a list is wanted"),
        ("kind: statistics", "kind: maths", 3, "key 'kind'"),
        ("kind: statistics", "kind: statistics\nkind: coding", 4, "twice"),
        ("    name: The first point", "    name: The first point\n    <<: {weight: 3}", 10, "<<"),
        ("prompt: >-", "prompt: &p >-", 4, "anchor"),
        ("      - no\n", "      - *p\n", 14, "alias"),
        ("      - no\n", "      - !!python/object/apply:os.system [ls]\n", 14, "tag"),
        ("      - no\n", '      - "a\\x1b[2Jb"\n', 14, "character"),
        ("      - no\n", '      - "a\\u202eb"\n', 14, "character"),
        ("      - no\n", '      - "a: "b"\n', 14, "not YAML"),
        ("    misconceptions: []", "---\nid: other", 16, "second document"),
        ("topic: my own topic", "? [a]\n: b", 2, "plain word"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(
    write: Callable[[str], Path], old: str, new: str, line: int, words: str
) -> None:
    assert old in TEXT
    path = write(TEXT.replace(old, new, 1))
    happened = refusal(path).happened
    assert str(path) in happened
    assert f"line {line}" in happened
    assert words in happened


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing",
        "- a\n- b",
        "just words",
        "[" * 5000,
        b"\xff\xfe\x00",
        b"id: a\x00b",
        "a: &a [x]\nb: [*a, *a]",
        "{}",
    ],
)
def test_what_is_no_question_is_refused(write: Callable[[str | bytes], Path], text: str | bytes) -> None:
    refusal(write(text))


def test_an_alias_bomb_is_refused_at_once(write: Callable[[str], Path]) -> None:
    rows = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    started = time.perf_counter()
    assert "anchor" in refusal(write("\n".join(rows))).happened
    assert time.perf_counter() - started < 1


def test_large_and_strange_files_are_refused(tmp_path: Path, write: Callable[[str], Path]) -> None:
    assert "1 MB" in refusal(write(TEXT + "#" * 1_000_000)).happened
    assert "more than" in refusal(write("a: [" + "1, " * 30_000 + "]")).happened
    assert "not a file" in refusal(tmp_path).happened
    refusal(tmp_path / "absent.yaml")
    refusal("a\0b.yaml")
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert "not a file" in refusal(pipe).happened


def test_criterion_ids_are_unique(write: Callable[[str], Path]) -> None:
    criterion = TEXT[TEXT.index("  - id: one") :]
    assert "'one' is used twice" in refusal(write(TEXT + criterion)).happened


# Without digits: `08` is a text to YAML 1.1, which writes here, and a number to YAML 1.2, which is read.
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.text(st.characters(codec="ascii", categories=["L", "P", "Zs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcdef_", min_size=1), inner, max_size=4),
    max_leaves=12,
)


def plain(value: object) -> object:
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return {key: plain(one) for key, one in value.items()} if isinstance(value, dict) else value


@given(json_values)
def test_what_yaml_writes_is_read_back(value: object) -> None:
    assert plain(read_document(yaml.safe_dump(value, allow_unicode=True)).value) == value


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        document = read_document(text)
    except DocumentError:
        return
    assert document.line_of(("no", "such", "key")) == 1


def test_the_hash_follows_the_content_and_nothing_else(make_question: Callable[..., Question]) -> None:
    one = loader.rubric_hash(make_question())
    assert len(one) == 64
    assert one == loader.rubric_hash(make_question(version=1))
    assert one != loader.rubric_hash(make_question(version=2))
    assert one != loader.rubric_hash(make_question({"weight": 2}))


def test_the_hash_is_that_of_the_canonical_json_of_what_is_set() -> None:
    one = {
        "evidence": ["40 %", "no", "12:30"],
        "expectation": "Says what is known: 40 %.",
        "id": "one",
        "name": "The first point",
        "weight": 2,
    }
    data = {
        "criteria": [one],
        "id": "short",
        "kind": "statistics",
        "prompt": "What is the chance of rain?",
        "topic": "my own topic",
    }
    canonical = json.dumps(data, separators=(",", ":"), ensure_ascii=False).encode()
    assert loader.rubric_hash(loader.parse_question(TEXT, "a")) == hashlib.sha256(canonical).hexdigest()


def test_the_order_of_keys_does_not_change_the_hash(write: Callable[[str], Path]) -> None:
    moved = TEXT.replace("kind: statistics\n", "") + "kind: statistics\n"
    assert loader.rubric_hash(loader.parse_question(TEXT, "a")) == loader.rubric_hash(loader.parse_question(moved, "b"))


def bank_folder(root: Path, *entries: tuple[str, str]) -> Path:
    for topic, name in entries:
        (root / topic).mkdir(exist_ok=True)
        text = TEXT.replace("id: short", f"id: {name}", 1).replace("my own topic", topic)
        (root / topic / f"{name}.yaml").write_text(text)
    return root


def test_the_bank_is_named_without_opening_a_file(tmp_path: Path) -> None:
    root = bank_folder(tmp_path, ("b", "q2"), ("a", "q3"), ("b", "q1"))
    (root / "b" / "q1.yaml").write_text("not a question")
    (root / "b" / "notes.md").write_text("no question either")
    (root / "levels.txt").write_text("")
    files = loader.scan_bank(root)
    assert list(files) == ["q3", "q1", "q2"]
    assert loader.load_banked("q2", *files["q2"]).id == "q2"
    with pytest.raises(RubricError, match=r"b/q1\.yaml"):
        loader.load_banked("q1", *files["q1"])


def test_a_bank_file_has_to_be_named_like_its_question(tmp_path: Path) -> None:
    files = loader.scan_bank(bank_folder(tmp_path, ("a", "q1")))
    with pytest.raises(RubricError, match="named alike"):
        loader.load_banked("q2", *files["q1"])
    with pytest.raises(RubricError, match="used in the topics a and b"):
        loader.scan_bank(bank_folder(tmp_path, ("b", "q1")))


def test_the_bank_is_a_mapping_in_the_order_of_its_ids() -> None:
    bank = loader.bank()
    assert tuple(bank) == loader.bank_ids()
    assert len(bank) == len(loader.bank_ids())
    assert "no such id" not in bank
    for key in loader.bank_ids()[:3]:
        assert bank[key].id == key
        assert loader.question(key) is bank[key]


def test_a_question_is_found_by_id_or_file(write: Callable[[str], Path]) -> None:
    assert loader.question(str(write(TEXT))).id == "short"
    with pytest.raises(RubricError, match="neither a question of the bank nor a file"):
        loader.question("no_such_question")
    near = loader.bank_ids()[0]
    with pytest.raises(RubricError, match=f"Did you mean {near}"):
        loader.question(near + "s")


def test_the_whole_bank_loads_quickly() -> None:
    """Per question, so that the bound holds however many there are: 64 in 150 ms is 2.3 ms each."""
    program = (
        "import time; from rubrics.loader import bank; s = time.process_time(); n = len(list(bank().values()));"
        "print((time.process_time() - s) / n)"
    )
    times = [float(subprocess.check_output([sys.executable, "-c", program])) for _ in range(3)]
    assert min(times) < 0.0023
