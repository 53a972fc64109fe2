from __future__ import annotations

from pathlib import Path

import pytest

from corpus.parsing import passages_of, read_document
from corpus.parsing.glue import Glue
from corpus.passage import Passage


@pytest.fixture
def passages(scraped: Path) -> list[Passage]:
    return passages_of(read_document(scraped.read_text(encoding="utf-8"), ".txt"), "bakers")


def _texts(passages: list[Passage], section: str, topic: str) -> list[str]:
    return [passage.text for passage in passages if (passage.section, passage.topic) == (section, topic)]


def test_title_topics_and_sections_are_found(scraped: Path, passages: list[Passage]) -> None:
    assert read_document(scraped.read_text(encoding="utf-8"), ".txt").title == "Baker's Interview Notes"
    topics = list(dict.fromkeys((passage.topic, passage.topic_name) for passage in passages))
    assert topics == [
        ("overview", ""),
        ("shape-a-wet-dough", "Shape a wet dough"),
        ("ovens-heat-and-steam", "Ovens, Heat And Steam"),
        ("sourdough-and-starters", "Sourdough And Starters"),
    ]
    assert {passage.section for passage in passages if passage.topic == "shape-a-wet-dough"} == {
        "note", "what_is_tested", "core_knowledge", "worked_example", "pitfalls",
    }  # fmt: skip


def test_lone_and_trailing_dashes_open_bullets(passages: list[Passage]) -> None:
    bullets = _texts(passages, "core_knowledge", "shape-a-wet-dough")
    assert [bullet.split()[0] for bullet in bullets] == ["Hydration:", "Gluten", "Salt"]
    assert _texts(passages, "core_knowledge", "ovens-heat-and-steam") == [
        "Steam in the first minutes keeps the crust soft, O(1) cost, O(n) gain; vent later.",
        "Stones store heat.",
        "Fans dry the surface.",
    ]


def test_code_spans_come_back_into_their_sentences(passages: list[Passage]) -> None:
    hydration, windows, _ = _texts(passages, "core_knowledge", "shape-a-wet-dough")
    assert hydration.endswith("need stretchAndFold for strength, and Couche for shape.")
    assert windows == "Gluten windows: call knead(dough) until it passes; check(dough) then stops."


def test_a_pitfall_keeps_its_explanation_and_its_lines(passages: list[Passage]) -> None:
    first, second = [passage for passage in passages if passage.section == "pitfalls"]
    assert first.text == "Pitfall: Adding flour until the dough is dry. The loaf gets dense; wet hands help more."
    assert (first.line, first.end_line) == (22, 23)
    assert second.text == "Pitfall: Judging the proof by the clock with timer_alarm only when hungry."
    assert (second.line, second.end_line) == (24, 25)


def test_doubled_labels_are_single_and_pointers_are_no_passages(passages: list[Passage]) -> None:
    notes = [passage.text for passage in passages if passage.section == "note"]
    assert notes[0] == "Focus area — You bake rarely, so read this first."
    assert not [passage for passage in passages if "covered in depth" in passage.text]


def test_every_passage_is_where_it_says(scraped: Path, passages: list[Passage]) -> None:
    lines = scraped.read_text(encoding="utf-8").split("\n")
    for passage in passages:
        source = "".join("\n".join(lines[passage.line - 1 : passage.end_line]).split())
        for word in passage.text.split():
            assert word.strip(";,.") in source or word.strip(";,.") in {"Focus", "Light"}, (passage, word)


def test_plain_text_without_known_sections_is_one_topic_of_paragraphs() -> None:
    text = (
        "On queues and stacks\n\nA queue serves the first to come, as breadth-first search needs it, and\n"
        "a stack serves the last one. Both are lists with\nrestricted ends.\n\n* push adds\n* pop takes\n  away\n"
    )
    found = passages_of(read_document(text, ".txt"), "g")
    assert {passage.topic for passage in found} == {"topic-1"}
    assert [passage.text for passage in found][1:] == [
        "A queue serves the first to come, as breadth-first search needs it, and "
        "a stack serves the last one. Both are lists with restricted ends.",
        "push adds",
        "pop takes away",
    ]
    assert (found[1].line, found[1].end_line) == (3, 5)


@pytest.mark.parametrize(
    ("glued", "mended"),
    [
        ("AllReducefor sums,AllGatherfor blocks", "AllReduce for sums, AllGather for blocks"),
        ("x, andBroadcastfor tiles", "x, and Broadcast for tiles"),
        ("p99SLO of 50 ms", "p99 SLO of 50 ms"),
        ("O(V+E)time,O(V)space; stop", "O(V+E) time, O(V) space; stop"),
        ("move_to_fronton access", "move_to_front on access"),
        ("likeLoRAupdates small matrices", "like LoRA updates small matrices"),
        ("FlashAttention, MobileNetV3, TensorFlow", "FlashAttention, MobileNetV3, TensorFlow"),
        ("get_user_id(x, y) returns 2,700", "get_user_id(x, y) returns 2,700"),
        ("comparedx*dx + dy*dy", "compare dx*dx + dy*dy"),
    ],
)  # fmt: skip
def test_glue(glued: str, mended: str) -> None:
    assert Glue(["the access to small updates"]).mend(glued) == mended
