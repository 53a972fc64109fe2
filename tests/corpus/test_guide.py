from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus import guide
from corpus.errors import CorpusError
from corpus.parsing import passages_of, read_document
from corpus.parsing.markdown import read_markdown
from corpus.parsing.sections import SECTIONS
from corpus.passage import MAX_WORDS

NAMES = sorted(guide.builtin_topics())


def test_there_are_the_ten_topics() -> None:
    assert len(NAMES) == 10
    assert [path.stem for path in guide.files()] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_topic_has_its_sections_and_citable_passages(name: str) -> None:
    topic = guide.builtin_topics()[name]
    found = passages_of(read_document(topic.path.read_text(encoding="utf-8"), ".md"), guide.GUIDE_ID)
    assert {passage.topic for passage in found} == {name}
    sections = {passage.section for passage in found}
    assert sections <= set(SECTIONS)
    assert {"what_is_tested", "worked_example", "second_angle", "pitfalls", "connections"} <= sections
    assert max(len(passage.text.split()) for passage in found) <= MAX_WORDS
    assert not [passage for passage in found if "{#" in passage.text]


@pytest.mark.parametrize("name", NAMES)
def test_an_anchor_means_one_place(name: str) -> None:
    blocks = read_markdown(guide.builtin_topics()[name].path.read_text(encoding="utf-8")).blocks
    given = Counter(block.anchor for block in blocks if block.anchor)
    assert [anchor for anchor, count in given.items() if count > 1] == []
    assert set(given) < guide.anchors(name)


def test_an_unknown_topic_is_refused() -> None:
    with pytest.raises(CorpusError, match="not in our guide"):
        guide.anchors("astrology")


@pytest.mark.parametrize("front", ["title: T", "id: x\ntitle: ''", "id: x\ntitle: T\nquestions: q1", "id: 3\ntitle: T"])
def test_a_topic_without_usable_front_matter_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, front: str
) -> None:
    (tmp_path / "x.md").write_text(f"---\n{front}\n---\n\n## Core knowledge\n\n- A.\n", encoding="utf-8")
    monkeypatch.setattr(guide, "FOLDER", tmp_path)
    with pytest.raises(CorpusError, match="front matter"):
        guide.builtin_topics.__wrapped__()
