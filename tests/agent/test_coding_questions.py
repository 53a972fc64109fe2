"""Every problem makes a round of every kind that it can be, with criteria that give nothing away."""

from __future__ import annotations

import ast

import pytest

from agent.coding import fault_in_words
from agent.interview.questions import load
from rubrics.check import check_question
from sandbox.catalogue import catalogue, rounds_of
from sandbox.library import load_problem, problem_ids

TALKED_OVER = {"cost", "edges", "tradeoff", "testing", "method"}


@pytest.mark.parametrize("spec", catalogue(), ids=lambda spec: spec.id)
def test_a_problem_makes_a_question_to_talk_about(spec):
    loaded = load(f"problem:{spec.id}")
    question = loaded.question
    assert (question.id, question.kind, question.problem) == (f"coding.{spec.id}", "coding", spec.id)
    assert loaded.statement == load_problem(spec.id).statement
    assert len(loaded.hints) == 3
    assert len(loaded.facts) == len(spec.facts)
    assert {criterion.id.split("_")[0] for criterion in question.criteria} == {"clarify", *TALKED_OVER}
    own = [criterion for criterion in question.criteria if criterion.expectation in spec.criteria]
    assert len(own) == len(spec.criteria)
    assert all(len(criterion.probes) >= 2 for criterion in question.criteria)


@pytest.mark.parametrize(
    ("problem", "asked", "topic"),
    [
        ("ttl_cache", "", "lru_cache_pins"),
        ("ttl_cache", "serving_feature_stores_monitoring", "serving_feature_stores_monitoring"),
        ("ttl_cache", "behavioral_star", "lru_cache_pins"),
        ("rope", "", "transformers_llm_lifecycle"),
    ],
)
def test_a_round_counts_for_the_topic_that_its_problem_was_drawn_on(problem, asked, topic):
    assert load(f"problem:{problem}", topic=asked).question.topic == topic


@pytest.mark.parametrize("kind", ["solve", "tests", "bug"])
def test_names_and_probes_give_nothing_away(kind):
    for spec in catalogue():
        if kind in rounds_of(spec) and (kind != "bug" or spec.id in ("grid_bfs", "rope", "ttl_cache")):
            question = load(f"problem:{spec.id}", kind, 1).question
            found = check_question(question, None, set(problem_ids()), set())
            assert not [row for row in found if "away" in row.what], spec.id
            names = [criterion.name for criterion in question.criteria]
            assert len(set(names)) == len(names)


def test_tests_are_asked_for_with_their_form():
    loaded = load("problem:rate_limiter", "tests")
    assert '((budget, window, clock), [("allow", client, cost)], [expected])' in loaded.statement
    assert loaded.statement.endswith(load_problem("rate_limiter").statement)
    assert len(loaded.hints) == 3
    assert loaded.hints != load_problem("rate_limiter").hints
    ast.parse(loaded.starter)
    assert "(grid, start, target), expected" in load("problem:grid_bfs", "tests").statement


def test_a_patch_is_shown_and_its_fault_is_a_criterion():
    loaded = load("problem:grid_bfs", "bug", 3)
    assert loaded.starter.rstrip() in loaded.statement
    assert loaded.sample.startswith("wa_")
    assert loaded.sample not in loaded.spoken()
    fault = loaded.question.criteria[0]
    assert fault_in_words(loaded.sample) in fault.expectation
    assert load("problem:grid_bfs", "bug", 3) == loaded
    assert len({load("problem:grid_bfs", "bug", seed).sample for seed in range(12)}) > 1


def test_a_question_of_the_bank_keeps_its_own_criteria():
    loaded = load("gs_grid_bfs_talk")
    assert loaded.question.id == "gs_grid_bfs_talk"
    assert (loaded.coding, loaded.entry) == ("solve", "function")


def test_a_folder_of_the_users_own(tmp_path):
    import shutil

    folder = tmp_path / "grid_bfs"
    shutil.copytree(load_problem("grid_bfs").folder, folder)
    (folder / "problem.yaml").write_text((folder / "problem.yaml").read_text().replace("id: grid_bfs", "id: my_grid"))
    mine = folder.rename(tmp_path / "my_grid")
    assert load(f"problem:{mine}").question.problem == str(mine)
