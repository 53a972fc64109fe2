"""Coding problems in plans: drawn by topic and history, drilled by name and kind."""

from __future__ import annotations

from collections import Counter

import pytest

from agent.api.plans import loop
from agent.errors import BadInput
from agent.models import Profile
from agent.planning.loop import QuestionRow, loop_plan, topic_drill
from agent.planning.problems import problem_of, problem_row, problem_rows
from rubrics.loader import bank
from sandbox.catalogue import catalogue, rounds_of
from sandbox.errors import SandboxError

SOLID = Profile()
TALK = [QuestionRow(f"talk{n}", "computer_vision", "ml_concepts") for n in range(6)]
KERNELS = [
    QuestionRow(f"coding.k{n}", "computer_vision", "coding", problem=f"k{n}", coding="solve", reference=f"problem:k{n}")
    for n in range(3)
]


def talked(question):
    return QuestionRow(question.id, question.topic, question.kind, problem=question.problem)


def coding_rounds(seeds):
    return [r for seed in seeds for r in loop("screen", SOLID, seed).rounds if r.kind == "coding"]


def test_loops_draw_many_problems_and_mostly_of_coding_topics(home):
    rounds = coding_rounds(range(60))
    assert len({r.question for r in rounds}) >= 25
    assert all(r.coding == "solve" for r in rounds)
    assert all(r.question in bank() or r.question.startswith("problem:") for r in rounds)
    topics = Counter(r.topic for r in rounds)
    coding = topics["graph_search"] + topics["lru_cache_pins"]
    assert coding > len(rounds) / 4
    assert len(topics) >= 5


def test_the_same_seed_draws_the_same_problem(home):
    assert coding_rounds([3]) == coding_rounds([3])


def test_a_problem_that_was_played_comes_back_last():
    rows = [row for row in problem_rows("solve") if row.topic == "lru_cache_pins"]
    assert len(rows) >= 3
    played: list[str] = []
    for _ in rows:
        drawn = topic_drill("lru_cache_pins", rows, 1, asked=played).rounds[0].question
        assert drawn not in played
        played.append(drawn)
    assert "asked before" in topic_drill("lru_cache_pins", rows, 1, asked=played).rounds[0].reason


def test_played_in_one_kind_is_played_in_all():
    rows = [row for row in problem_rows("tests") if row.topic == "lru_cache_pins"]
    others = [f"problem:{row.problem}" for row in rows[1:]]
    assert topic_drill("lru_cache_pins", rows, 5, asked=others).rounds[0].question == rows[0].reference


def test_a_loop_never_draws_a_problem_twice(home):
    rows = [*map(talked, bank().values()), *problem_rows("solve")]
    twice = 0
    for seed in range(40):
        plan = loop_plan("onsite", Profile(ratings={"coding": 1}, focus_subtopics=("graph_search",)), rows, seed)
        names = [r.question for r in plan.rounds if r.kind == "coding"]
        twice += len(names) == 2
        assert len(set(names)) == len(names)
    assert twice == 40


def test_a_drill_on_a_topic_to_talk_about_gives_code_now_and_then():
    drawn = [topic_drill("computer_vision", [*TALK, *KERNELS], seed).rounds[0] for seed in range(400)]
    share = sum(r.kind == "coding" for r in drawn) / len(drawn)
    assert 0.17 < share < 0.33  # a third as often as talk: one in four
    assert topic_drill("computer_vision", KERNELS, 1).rounds[0].kind == "coding"


def test_a_row_for_every_topic_of_every_problem_that_can_be_it():
    tests = {row.problem for row in problem_rows("tests")}
    assert tests == {spec.id for spec in catalogue() if "tests" in rounds_of(spec)}
    assert {row.topic for row in problem_rows("solve") if row.problem == "disc_components"} == {
        "graph_search",
        "computer_vision",
    }


def test_a_drill_by_name_takes_the_banks_question_where_there_is_one(home):
    assert loop("drill", SOLID, 1, problem="grid_bfs").rounds[0].question == "gs_grid_bfs_talk"
    found = loop("drill", SOLID, 1, problem="grid_bfs", coding="bug", minutes=12).rounds[0]
    assert (found.question, found.coding, found.minutes) == ("problem:grid_bfs", "bug", 12)
    assert loop("drill", SOLID, 1, problem="rope").rounds[0].question == "problem:rope"


def test_a_drill_by_topic_and_kind(home):
    found = loop("drill", SOLID, 1, topic="transformers_llm_lifecycle", coding="tests").rounds[0]
    assert (found.kind, found.coding) == ("coding", "tests")
    with pytest.raises(BadInput, match="behavioral_star"):
        loop("drill", SOLID, 1, topic="behavioral_star", coding="tests")


def test_a_question_that_a_problem_made_can_be_drilled_again(home):
    assert problem_of("coding.grid_bfs.bug") == ("grid_bfs", "bug")
    assert problem_of("coding.grid_bfs") == ("grid_bfs", "solve")
    assert problem_of("coding.nothing") is None
    assert problem_of("coding.grid_bfs.nothing") is None
    assert loop("drill", SOLID, 1, question="coding.rope.tests").rounds[0].coding == "tests"


def test_a_problem_that_cannot_be_such_a_round_says_so():
    with pytest.raises(BadInput, match="cannot be a round of the kind bug"):
        problem_row("weighted_reservoir", "bug")
    with pytest.raises(SandboxError):
        problem_row("no_such_problem", "solve")
