"""Content against content: questions, guide and problems name one another, and each name exists."""

from __future__ import annotations

import pytest
from command import rows, run

from agent.api import bank as api
from corpus.guide import builtin_topics
from rubrics.loader import bank
from rubrics.schema import BANK_TOPICS
from sandbox.library import load_problem, problem_ids

KINDS = ("system_design", "ml_concepts", "experimentation", "behavioral", "statistics", "coding")


def test_the_bank_has_no_findings():
    assert not api.check_questions()


def test_the_embedded_assessor_grades_the_bank_s_texts_as_they_are_meant():
    """About a minute: every rule of `hotseat questions check --all`; what it cannot do yet is listed by name."""
    assert not [row for row in api.check_grading() if row["level"] == "error"]


def test_the_guide_treats_the_ten_topics():
    assert set(builtin_topics()) == set(BANK_TOPICS)


@pytest.mark.parametrize("kind", KINDS)
def test_two_questions_a_kind_at_least(kind):
    assert sum(question.kind == kind for question in bank().values()) >= 2


def test_eight_questions_for_every_topic_that_is_not_pure_coding():
    counts = {topic: sum(question.topic == topic for question in bank().values()) for topic in BANK_TOPICS}
    assert all(n >= 8 for topic, n in counts.items() if topic not in ("graph_search", "lru_cache_pins")), counts


@pytest.mark.parametrize("topic", BANK_TOPICS)
def test_a_topic_names_its_questions_and_problems(topic):
    page = builtin_topics()[topic]
    assert set(page.questions) == {key for key, question in bank().items() if question.topic == topic}
    assert set(page.problems) == {name for name in problem_ids() if topic in load_problem(name).topics}


def test_pivots_lead_to_other_topics_of_ours():
    for key, question in bank().items():
        for pivot in question.pivots:
            assert pivot.topic in BANK_TOPICS, key
            assert pivot.topic != question.topic, key


def test_coding_questions_have_a_problem():
    for key, question in bank().items():
        if question.kind == "coding":
            assert question.problem in problem_ids(), key


MINIMAL = """\
id: mine
topic: cooking
kind: ml_concepts
prompt: Why does bread rise?
criteria:
  - id: gas
    name: Cause
    weight: 3
    expectation: Yeast turns sugar into carbon dioxide, which the gluten holds.
    evidence:
      - The yeast eats sugar and gives off gas.
      - Bubbles of CO2 are caught in the stretchy dough.
      - Fermentation blows it up from inside.
"""


def test_a_user_s_file_may_leave_out_what_our_bank_must_have(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(MINIMAL)
    assert api.check_questions([path]) == []
    assert all(row["level"] == "warning" for row in api.check_grading([path]))


@pytest.mark.parametrize(
    ("old", "new", "status", "level", "words"),
    [
        ("weight", "weight", 0, None, ""),
        ("    weight: 3", "    weight: 3\n    probes: [Is it carbon dioxide?]", 1, "error", "carbon dioxide"),
        ("weight", "wieght", 2, "refused", "line 8"),
    ],
)
def test_the_exit_status_of_a_user_s_file(tmp_path, old, new, status, level, words):
    path = tmp_path / "mine.yaml"
    path.write_text(MINIMAL.replace(old, new))
    done = run(tmp_path, "questions", "check", str(path), "--json")
    assert done.returncode == status
    (output,) = rows(done.stdout)
    hard = [row for row in output["findings"] if row["level"] != "warning"]
    assert [row["level"] for row in hard] == ([level] if level else [])
    assert all(words in row["what"] for row in hard)
