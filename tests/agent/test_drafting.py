"""Draft questions from a guide's structure: every statement is the guide's own, and every criterion cites its lines."""

from __future__ import annotations

import json

import pytest
import yaml
from command import run

from agent.drafting.draft import drafts, kind_of
from agent.drafting.outline import outline, outside_brackets
from agent.drafting.wording import identifier, short
from corpus.parsing import passages_of, read_document
from rubrics.loader import load_question
from rubrics.schema import Question

GUIDE = """# Our guide

## Nearest-neighbor search

### What's being tested
Judgement about recall, memory and latency.

### Core knowledge
- Inverted lists: cluster the vectors, search only the closest cells; the number of cells probed buys recall with latency.
- Product quantization: store sub-vector codes instead of floats, so that a billion vectors fit into memory.
- Graph indexes: walk a proximity graph greedily, which gives high recall at low latency but costs memory for edges.
- Exact rerank: rescore the best hundred with full vectors to mend what the codes lost.

### Worked example - Design a photo search
First 30 seconds: ask the number of photos, the latency budget (p99), and whether deletes must show at once. State assumptions: 2 billion photos, 50 ms p99. Skeleton: (1) embedding model (trained with in-batch negatives, normalized), (2) index (inverted lists with product quantization, sharded by hash), (3) freshness path (a small exact index for today's photos merged at query time). A tradeoff: probing more cells raises recall but also p99; prefer an exact rerank of the best hundred. Close: if more time, measure recall against brute force on a sample and plan the rollout.

### A second angle - Search that must forget
Start by asking how soon a deleted photo has to vanish. Keep a tombstone bitmap that is applied before the rerank. Rebuild the cells every night so that tombstones do not pile up.

### Common pitfalls
Pitfall: Reporting recall without a budget - recall at an unbounded latency means nothing; state both.

Pitfall: Quantizing without an exact rerank - product quantization codes lose the order of the best hundred vectors.

### Connections
Interviewers may pivot to serving and monitoring, or experimentation.

### Further reading
- A survey of approximate nearest neighbors.
"""


@pytest.fixture
def made():
    passages = passages_of(read_document(GUIDE, ".md"), "g")
    return drafts(outline([p for p in passages if p.topic == passages[0].topic]))


def test_a_worked_example_becomes_a_question_of_its_shape(made):
    question = made[0].question
    assert question.prompt == "Design a photo search."
    assert question.kind == "system_design"
    assert [c.role for c in question.criteria] == ["opening", "pillar", "pillar", "pillar", "tradeoff", "close"]
    assert [c.name for c in question.criteria[1:4]] == ["Embedding model", "Index", "Freshness path"]
    assert [f.ask for f in question.opening] == [
        "What about this: the number of photos?",
        "What about this: the latency budget (p99)?",
        "Can you say whether deletes must show at once?",
    ]
    assert all("2 billion photos" in f.fact for f in question.opening)
    assert "probing more cells raises recall" in question.criteria[4].expectation.lower()
    assert [c.name for c in question.second_angle.criteria][1] == "Keep a tombstone bitmap"
    assert {pivot.topic for pivot in question.pivots} == {
        "serving_feature_stores_monitoring",
        "experimentation_ab_testing",
    }


def test_core_knowledge_becomes_a_talk(made):
    question = made[1].question
    assert [c.name for c in question.criteria] == [
        "Inverted lists",
        "Product quantization",
        "Graph indexes",
        "Exact rerank",
    ]
    assert question.kind == "ml_concepts"


def test_a_pitfall_is_used_once_where_it_belongs(made):
    named = [m for c in made[0].question.criteria for m in c.misconceptions]
    assert len(named) == len(set(named))
    assert "Quantizing without an exact rerank" in [m for c in made[1].question.criteria for m in c.misconceptions]


def test_every_criterion_cites_lines_that_hold_it(made):
    lines = GUIDE.splitlines()
    for draft in made:
        for criterion in draft.question.all_criteria():
            assert criterion.sources
            guide, _, place = criterion.sources[0].partition(":")
            first, _, last = place.partition("-")
            cited = " ".join(lines[int(first) - 1 : int(last or first)]).lower()
            said = criterion.evidence[0].lower().removeprefix("settles before anything else: ").split(";")[0]
            assert guide == "g"
            assert said.rstrip(".") in cited


def test_evidence_is_three_to_five_statements_that_differ(made):
    for draft in made:
        for criterion in draft.question.all_criteria():
            assert 3 <= len(criterion.evidence) <= 5
            assert len(set(criterion.evidence)) == len(criterion.evidence)


def test_probes_do_not_hold_what_is_secret(made):
    from rubrics.leaks import leaks

    for draft in made:
        question = draft.question
        for criterion in question.all_criteria():
            assert not [leak for probe in criterion.probes for leak in leaks(probe, question, criterion)]


def test_prose_without_structure_gives_nothing():
    passages = passages_of(read_document("# Notes\n\nJust a paragraph about search.\n", ".md"), "g")
    assert drafts(outline(passages)) == []
    with pytest.raises(ValueError, match="passages"):
        outline([])


def test_lists_are_cut_outside_brackets_only():
    assert outside_brackets("a (b, c), d; and e") == ["a (b, c)", "d", "and e"]
    assert outside_brackets("a (b, c") == ["a (b, c"]
    assert outside_brackets("a), b") == ["a)", "b"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Propose a contextual bandit layer on top of it", "contextual bandit layer"),
        ("Cold-start: combine features", "Cold-start"),
        ("(", "A point"),
    ],
)
def test_names_are_short_and_end_well(text, name):
    assert short(text) == name


def test_ids_are_ids():
    assert identifier("3 ways: A/B!") == "q_3_ways_a_b"
    assert identifier("!!") == ""
    assert len(identifier("x" * 300)) <= 80


def test_the_command_writes_files_that_load(tmp_path, home):
    source = tmp_path / "guide.md"
    source.write_text(GUIDE)
    told = run(home, "ingest", str(source), "--json")
    guide = json.loads(told.stdout)["guides"][0]["id"]
    out = tmp_path / "drafts"
    done = run(home, "questions", "draft", "--guide", guide, "-o", str(out), "--json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["questions"]
    assert len(rows) == 2
    for row in rows:
        question = load_question(out / f"{row['id']}.yaml")
        assert isinstance(question, Question)
        assert yaml.safe_load(row["text"])["id"] == question.id
    again = run(home, "questions", "draft", "--guide", guide, "-o", str(out))
    assert again.returncode == 2
    assert "is there already" in again.stderr


def test_the_kind_comes_from_the_name():
    class Named:
        example = ""

        def __init__(self, name):
            self.name = name

    assert kind_of(Named("Leadership stories")) == "behavioral"
    assert kind_of(Named("A/B testing")) == "experimentation"
    assert kind_of(Named("Random walks")) == "statistics"
    assert kind_of(Named("Trees")) == "ml_concepts"
