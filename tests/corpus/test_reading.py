from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.reading import MAX_BYTES, clean, read_source


@pytest.mark.parametrize(
    ("data", "happened"),
    [
        (b"", "no text"),
        (b" \n\t\n", "no text"),
        (b"\x1b\x07", "no text"),
        (b"PK\x03\x04 x\x00y", "byte 6 is NUL"),
        (b"caf\xe9 au lait", "byte 3 (0xe9)"),
        (b"\xef\xbb\xbfab\xff", "byte 5 (0xff)"),
        (b"a\n" * 100_002, "100,000 lines"),
    ],
)
def test_files_that_are_no_guides_are_refused(tmp_path: Path, data: bytes, happened: str) -> None:
    path = tmp_path / "guide.txt"
    path.write_bytes(data)
    with pytest.raises(CorpusError) as caught:
        read_source(path)
    assert happened in caught.value.happened
    assert caught.value.title
    assert caught.value.todo
    assert caught.value.exit_status == 2


def test_a_file_over_the_limit_is_refused_and_one_at_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "guide.txt"
    path.write_bytes(b"a" * MAX_BYTES)
    assert len(read_source(path).text) == MAX_BYTES
    path.write_bytes(b"a" * (MAX_BYTES + 1))
    with pytest.raises(CorpusError, match="10 MB"):
        read_source(path)


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    cases = {
        "pipe": "pipe",
        "zero": "device",
        "gone": "no such file",
        "round": "Reading it failed",
        "missing": "no such",
    }
    for name, happened in cases.items():
        with pytest.raises(CorpusError, match=happened):
            read_source(tmp_path / name)
    with pytest.raises(CorpusError, match="folder"):
        read_source(tmp_path)
    with pytest.raises(CorpusError, match="NUL"):
        read_source(Path("a\x00b"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "guide.txt"
    path.write_text("text", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(CorpusError, match="may not read"):
        read_source(path)


def test_a_byte_order_mark_and_foreign_line_ends_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "guide.txt"
    path.write_bytes("\ufeffone\r\ntwo\rthree\u2028four".encode())
    assert read_source(path).text == "one\ntwo\nthree\nfour"


def test_control_characters_go_and_markup_stays() -> None:
    assert clean("a\x1b[31mred\x9b0m\u202etxt.exe [bold]x[/bold] <b>") == "a[31mred0mtxt.exe [bold]x[/bold] <b>"


def test_a_hostile_name_is_no_danger_to_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        read_source(tmp_path / "\x1b[2Jx\ny")
    assert "\x1b" not in str(caught.value)
    assert "\n" not in caught.value.title
