from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.parsing import passages_of, read_document
from corpus.parsing.sections import section_of
from corpus.parsing.sentences import split
from corpus.parsing.topics import Lead, name_topics
from corpus.passage import MAX_CHARACTERS, MAX_WORDS
from corpus.reading import clean

OURS = """\
---
id: knots
title: Knots and hitches
questions: [bowline-1]
problems: []
---

## What is tested

Tying under load.

## Core knowledge

- **Bowline** holds a *fixed* loop: `dx*dx + dy*dy`, a*b*c.
  It can be untied. {#bowline}
- Outer point:
  - short one
  - an inner point that is long enough to stand by itself

## Worked example: Moor a boat

### First 30 seconds

Ask about the tide.

### Pillars

1. Fenders first. {#fenders}

```python
tie(line)
check(line)
```

## Second angle: Rescue

Speed counts.

## Pitfalls

- Tying a granny knot. It slips.
"""

SITE = """\
<!doctype html><html><head><title>Stars
 and tides</title><style>p{}</style><script>steal()</script></head><body>
<h1>Stars and tides</h1><p>For <b>sailors</b><!-- hidden -->.</p>
<h2 id="moon">The moon</h2>
<h3>Core knowledge</h3>
<ul><li><p>Springs follow
 the new moon.</p></li><li>Neaps<ul><li>are small</li></ul></li></ul>
<h3>Pitfalls</h3><p>Pitfall: forgetting &lt;script&gt;alert(1)&lt;/script&gt;</p>
<h2>The sun</h2><table><tr><th>day</th><td>12 h</td></tr></table>
<pre>
a = 1
b = 2
</pre></body></html>
"""


def test_our_own_format() -> None:
    found = passages_of(read_document(OURS, ".md"), "hotseat")
    assert {(passage.topic, passage.topic_name) for passage in found} == {("knots", "Knots and hitches")}
    rows = [(passage.section, passage.title, passage.anchor, passage.text, passage.line) for passage in found]
    assert rows == [
        ("what_is_tested", "", "what-is-tested", "Tying under load.", 10),
        ("core_knowledge", "", "bowline", "Bowline holds a fixed loop: `dx*dx + dy*dy`, a*b*c. It can be untied.", 14),
        ("core_knowledge", "", "core-knowledge", "Outer point: short one", 16),
        ("core_knowledge", "", "core-knowledge", "an inner point that is long enough to stand by itself", 18),
        ("worked_example", "Moor a boat", "first-30-seconds", "Ask about the tide.", 24),
        ("worked_example", "Moor a boat", "fenders", "Fenders first.", 28),
        ("worked_example", "Moor a boat", "pillars", "tie(line)\ncheck(line)", 31),
        ("second_angle", "Rescue", "second-angle-rescue", "Speed counts.", 37),
        ("pitfalls", "", "pitfalls", "Tying a granny knot. It slips.", 41),
    ]  # fmt: skip


def test_a_page_of_html() -> None:
    document = read_document(SITE, ".html")
    assert document.title == "Stars and tides"
    found = passages_of(document, "g")
    assert [(passage.topic, passage.section, passage.text, passage.line) for passage in found] == [
        ("overview", "text", "For sailors.", 3),
        ("the-moon", "core_knowledge", "Springs follow the new moon.", 6),
        ("the-moon", "core_knowledge", "Neaps", 7),
        ("the-moon", "core_knowledge", "are small", 7),
        ("the-moon", "pitfalls", "Pitfall: forgetting <script>alert(1)</script>", 8),
        ("the-sun", "note", "day | 12 h", 9),
        ("the-sun", "note", "a = 1\nb = 2", 11),
    ]


def test_markdown_without_known_sections_takes_its_second_level_as_topics() -> None:
    text = "# Cheese\n\nIntro.\n\n## Hard\n\nAged.\n\n### Rinds\n\nWashed.\n\n## Soft\n\nFresh.\n"
    found = passages_of(read_document(text, ".md"), "g")
    assert [(passage.topic, passage.title, passage.text) for passage in found] == [
        ("overview", "", "Intro."),
        ("hard", "", "Aged."),
        ("hard", "Rinds", "Washed."),
        ("soft", "", "Fresh."),
    ]


def test_front_matter_that_is_not_yaml_is_refused() -> None:
    with pytest.raises(CorpusError, match="line 3"):
        read_document("---\na: [\n---\ntext", ".md")


def test_headings_map_to_known_subjects_once_and_others_keep_their_own() -> None:
    leads = [Lead(heading, "", "", "") for heading in (
        "Recommendation Systems And Ranking", "Ranking", "Graph Traversal and BFS", "Recommendation Systems", "Cheese",
    )]  # fmt: skip
    assert [slug for slug, _ in name_topics(leads, [])] == [
        "recommendation_ranking", "ranking", "graph_search", "recommendation-systems", "cheese",
    ]  # fmt: skip


def test_sections_by_their_headings() -> None:
    assert section_of("What’s being tested") == ("what_is_tested", "")
    assert section_of('Worked example — "Shape a dough"') == ("worked_example", "Shape a dough")
    assert section_of("Core knowledge of the trade") is None
    assert section_of("Practice: makes perfect") is None


@given(st.text(alphabet=st.sampled_from("ab .;:()1—\n“”A"), max_size=3_000), st.integers(1, 30))
def test_splitting_loses_no_word_and_keeps_the_limit(text: str, limit: int) -> None:
    ranges = split(text, limit)
    pieces = [text[start:end] for start, end in ranges]
    assert " ".join(" ".join(pieces).split()) == " ".join(text.split())
    assert all(0 < len(piece.split()) <= limit for piece in pieces)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(ranges))


def test_splitting_ends_at_sentences_but_not_at_abbreviations() -> None:
    text = "Use caches, e.g. Redis ones. Measure p99 first. Then tune."
    assert [text[a:b] for a, b in split(text, 6)] == ["Use caches, e.g. Redis ones.", "Measure p99 first. Then tune."]


def test_a_word_of_a_million_characters_is_cut() -> None:
    found = passages_of(read_document("x" * 1_000_000, ".txt"), "g")
    assert sum(len(passage.text) for passage in found) == 1_000_000
    assert max(len(passage.text) for passage in found) <= MAX_CHARACTERS


@given(st.text(max_size=400), st.sampled_from([".md", ".html", ".txt", ""]))
def test_any_text_is_read_and_no_passage_is_too_long(text: str, suffix: str) -> None:
    text = clean(text)
    try:
        document = read_document(text, suffix)
    except CorpusError:
        return
    last = text.count("\n") + 1
    for passage in passages_of(document, "g"):
        assert passage.text.strip()
        assert len(passage.text.split()) <= MAX_WORDS
        assert 1 <= passage.line <= passage.end_line <= last


@pytest.mark.parametrize(
    "text", ["<div>" * 15_000 + "x", "<!--" * 40_000, "<b>" * 15_000 + "x" + "</b>" * 15_000, "<?x " * 40_000]
)
def test_hostile_pages_are_read_in_no_time(text: str) -> None:
    assert len(passages_of(read_document(text, ".html"), "g")) <= 1


def test_a_page_of_only_markup_is_refused() -> None:
    with pytest.raises(CorpusError, match="too much markup"):
        read_document("<p>" * 200_001, ".html")
