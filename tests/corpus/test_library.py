from __future__ import annotations

import json
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corpus import guide as builtin
from corpus.errors import CorpusError, CorpusUnavailable
from corpus.library import Library

GUIDE = "# Baking\n\n## Bread\n\n- Salt slows yeast.\n- Stones store heat.\n\n## Cake\n\nEggs lift the batter.\n"


@pytest.fixture(autouse=True)
def _small_builtin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "builtin"
    folder.mkdir()
    text = "---\nid: knots\ntitle: Knots\n---\n\n## Core knowledge\n\n- Bowlines hold. {#bowline}\n"
    (folder / "knots.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(builtin, "FOLDER", folder)
    builtin.builtin_topics.cache_clear()
    builtin.anchors.cache_clear()


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    path = tmp_path / "baking.md"
    path.write_text(GUIDE, encoding="utf-8")
    return path


def test_ingesting_again_changes_only_what_changed(library: Library, guide: Path, embedder: Any) -> None:
    first = library.ingest(guide)
    assert (first.title, first.topics, first.passages) == ("Baking", ("bread", "cake"), 3)
    assert (first.added, first.removed, first.unchanged) == (3, 0, 0)
    embedder.embedded = 0
    guide.write_text(
        GUIDE.replace("# Baking\n", "# Baking well\n\n").replace("- Stones store heat.\n", "- Fans dry.\n"), "utf-8"
    )
    again = library.ingest(guide)
    assert again.id == first.id
    assert (again.added, again.removed, again.unchanged) == (1, 1, 2)
    assert embedder.embedded == 1
    assert [(passage.text, passage.line) for passage in library.topic("bread", again.id)] == [
        ("Salt slows yeast.", 6), ("Fans dry.", 7),
    ]  # fmt: skip
    same = library.ingest(guide)
    assert (same.added, same.removed, same.unchanged) == (0, 0, 3)


def test_search_finds_and_filters(library: Library, guide: Path) -> None:
    info = library.ingest(guide)
    hit = library.search("salt and yeast", k=1)[0]
    place = {"guide": info.id, "topic": "bread", "section": "text", "line": 5, "end_line": 5}
    assert hit.as_json() == {"text": "Salt slows yeast.", **place, "score": hit.score}
    assert library.search("salt", topic="cake")[0].text == "Eggs lift the batter."
    assert {hit.guide for hit in library.search("salt", k=9, guide="hotseat")} == {"hotseat"}
    assert library.search_many(["salt", " ", "eggs"], k=1)[1] == []
    with pytest.raises(CorpusError, match="no such guide"):
        library.search("salt", guide="nope")
    with pytest.raises(CorpusError, match="k is 0"):
        library.search("salt", k=0)


def test_the_builtin_guide_is_there_and_follows_its_files(library: Library) -> None:
    assert [(info.id, info.topics) for info in library.guides()] == [("hotseat", ("knots",))]
    assert library.topic("knots")[0].anchor == "bowline"
    assert builtin.anchors("knots") == {"bowline", "core-knowledge"}
    assert library.ingest_builtin() is None
    path = builtin.FOLDER / "knots.md"
    path.write_text(path.read_text("utf-8") + "- Hitches slip.\n", encoding="utf-8")
    changed = library.ingest_builtin()
    assert changed is not None
    assert (changed.added, changed.unchanged) == (1, 1)
    with pytest.raises(CorpusError, match="stays"):
        library.remove("hotseat")


def test_a_file_that_cannot_be_used_leaves_everything_as_it_was(library: Library, guide: Path, tmp_path: Path) -> None:
    library.ingest(guide)
    before = [hit.as_json() for hit in library.search("salt", k=9)]
    files = sorted(path.name for path in (tmp_path / "home").iterdir())
    bad = tmp_path / "bad.md"
    for text in (b"", b"\x00", b"\xff", b"# only\n\n## headings\n", b"---\na: [\n---\nx"):
        bad.write_bytes(text)
        with pytest.raises(CorpusError):
            library.ingest(bad)
    assert [hit.as_json() for hit in library.search("salt", k=9)] == before
    assert sorted(path.name for path in (tmp_path / "home").iterdir()) == files


def test_removing(library: Library, guide: Path, tmp_path: Path, embedder: Any) -> None:
    info = library.ingest(guide)
    library.guides()
    library.remove(info.id)
    assert [each.id for each in library.guides()] == ["hotseat"]
    assert [each.id for each in Library(tmp_path / "home", embedder=embedder).guides()] == ["hotseat"]
    with pytest.raises(CorpusError, match="no such guide"):
        library.remove(info.id)


def test_a_second_library_sees_what_the_first_writes(
    library: Library, guide: Path, tmp_path: Path, embedder: Any
) -> None:
    other = Library(tmp_path / "home", embedder=embedder)
    assert len(other.guides()) == 1
    library.ingest(guide)
    assert len(other.guides()) == 2
    assert other.search("salt", k=1)[0].text == "Salt slows yeast."


@pytest.mark.parametrize("damage", ["vectors", "passages", "pointer", "chroma", "chroma-vectors", "all but chroma"])
def test_damage_is_mended(library: Library, guide: Path, tmp_path: Path, embedder: Any, damage: str) -> None:
    library.ingest(guide)
    library.ingest_builtin()
    expected = [hit.as_json() for hit in library.search("salt", k=9)]
    home = tmp_path / "home"
    match damage:
        case "vectors" | "passages":
            path = next(home.glob(f"{damage}-*"))
            path.write_bytes(path.read_bytes()[:-9] + b"123456789")
        case "pointer":
            (home / "state.json").write_text("{", encoding="utf-8")
        case "chroma":
            (home / "chroma" / "chroma.sqlite3").write_bytes(b"nonsense" * 1000)
        case "chroma-vectors":
            for path in (home / "chroma").iterdir():
                if path.is_dir():
                    shutil.rmtree(path)
        case _:
            for path in home.glob("*-*"):
                path.unlink()
    fresh = Library(home, embedder=embedder)
    assert [hit.as_json() for hit in fresh.search("salt", k=9)] == expected
    guide.write_text(GUIDE + "\nSugar browns.\n", encoding="utf-8")
    assert fresh.ingest(guide).unchanged == 3
    assert [hit.text for hit in Library(home, embedder=embedder).search("sugar browns", k=1)] == ["Sugar browns."]


def test_other_weights_embed_everything_again(
    library: Library, guide: Path, tmp_path: Path, other_embedder: Any
) -> None:
    library.ingest(guide)
    library.guides()
    fresh = Library(tmp_path / "home", embedder=other_embedder)
    assert fresh.search("salt slows yeast", k=1)[0].text == "Salt slows yeast."
    assert other_embedder.embedded == 4 + 1


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_writer_that_ends_between_chroma_and_the_pointer_leaves_the_old_version(
    library: Library, guide: Path, tmp_path: Path, embedder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.ingest(guide)
    library.guides()
    guide.write_text(GUIDE.replace("Salt", "Sugar"), encoding="utf-8")

    with monkeypatch.context() as patch:
        patch.setattr("corpus.store.Store.save", _killed)
        with pytest.raises(KeyboardInterrupt):
            Library(tmp_path / "home", embedder=embedder).ingest(guide)
    fresh = Library(tmp_path / "home", embedder=embedder)
    assert fresh.search("salt slows yeast", k=1)[0].text == "Salt slows yeast."
    assert (fresh.ingest(guide).added, fresh.ingest(guide).unchanged) == (1, 3)
    assert fresh.search("sugar slows yeast", k=1)[0].text == "Sugar slows yeast."


def test_folders_are_private_and_an_unwritable_one_is_explained(guide: Path, tmp_path: Path, embedder: Any) -> None:
    home = tmp_path / "home"
    Library(home, embedder=embedder).ingest(guide)
    assert stat.S_IMODE(home.stat().st_mode) == stat.S_IMODE((home / "chroma").stat().st_mode) == 0o700
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CorpusUnavailable, match="cannot be written") as caught:
        Library(tmp_path / "file" / "home", embedder=embedder).ingest(guide)
    assert caught.value.exit_status == 3


@pytest.mark.parametrize(
    "url", ["localhost:8000", "ftp://x", "http://", "http://a:b@c", "http://x/path", "http://x:99999"]
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(CorpusError, match="HOTSEAT_CHROMA_URL"):
        Library(tmp_path, chroma_url=url)


_OFFLINE = """
import socket, sys, time
from pathlib import Path
def refuse(*_, **__):
    raise AssertionError("a connection was tried")
socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refuse
from corpus import guide
guide.FOLDER = Path(sys.argv[2])
from corpus.library import Library
library = Library(Path(sys.argv[1]))
if len(sys.argv) > 3:
    library.ingest(Path(sys.argv[3]))
print(library.search("what slows the yeast", k=1, guide=library.guides()[1].id)[0].text)
print("chromadb" in sys.modules)
"""


def test_without_network_and_later_without_chromadb(tmp_path: Path, guide: Path) -> None:
    for arguments, loaded in (([str(guide)], "True"), ([], "False")):
        command = [sys.executable, "-c", _OFFLINE, str(tmp_path / "home"), str(builtin.FOLDER), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert done.stdout.splitlines() == ["Salt slows yeast.", loaded], done.stderr


def test_against_a_real_server(tmp_path: Path, guide: Path, embedder: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    with pytest.raises(CorpusUnavailable, match=str(port)):
        Library(tmp_path / "early", url, embedder).ingest(guide)
    chroma = Path(sys.executable).parent / "chroma"
    command = [str(chroma), "run", "--path", str(tmp_path / "served"), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, server)
        first = Library(tmp_path / "one", url, embedder)
        info = first.ingest(guide)
        expected = [hit.as_json() for hit in first.search("salt", k=9)]
        elsewhere = Library(tmp_path / "two", url, embedder)
        assert [hit.as_json() for hit in elsewhere.search("salt", k=9)] == expected
        assert not (tmp_path / "one" / "chroma").exists()
        elsewhere.remove(info.id)
        assert [each.id for each in Library(tmp_path / "one", url, embedder).guides()] == ["hotseat"]
    finally:
        server.kill()
        server.wait(30)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Return as soon as the port is open."""
    import time

    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server did not start")


def test_the_manifest_is_json_and_names_the_model(library: Library, guide: Path, tmp_path: Path) -> None:
    library.ingest(guide)
    state = json.loads(json.loads((tmp_path / "home" / "state.json").read_text("utf-8"))["state"])
    assert state["model"] == "hashing/1"
    assert state["count"] == 3
