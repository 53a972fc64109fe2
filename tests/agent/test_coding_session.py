"""Coding rounds of the three kinds through the session, with the real judge, store and voice and a fake assessor."""

from __future__ import annotations

import desk
import pytest

from agent import events as ev
from agent.interview.coding_moves import CODING_PHRASES
from agent.store import Store
from sandbox.library import load_problem
from tui.plain import result

PLAN = (
    "I go outwards from the start in rings with a queue, every cell is marked as it enters, so that nothing is looked at "
    "twice, and the first time the target comes up its distance is final."
)
USERS = "problem:sample_size_two_proportions"


@pytest.fixture
def coding(home, seen):
    """`coding(reference, kind)` begins a round."""
    opened = []

    def begin(reference, kind):
        live = desk.open_coding(Store(), reference, kind, seen)
        opened.append(live)
        live.__enter__()
        live.go_on()
        return live

    yield begin
    for live in opened:
        live.__exit__(None, None, None)


def sample(problem, name):
    return next(s for s in load_problem(problem).samples if s.path.stem == name).path.read_text()


def last(seen, kind):
    return next(event for event in reversed(seen) if event.event == kind)


def decided(live):
    return live.state.round.decisions[-1]


def in_the_editor(live, said=f"{PLAN} That is O(n)."):
    live.answer(said, 30)
    assert live.state.round.wants == "code"


# -- solve


def test_the_cost_is_asked_for_before_the_code(coding, seen):
    live = coding("problem:grid_bfs", "solve")
    assert last(seen, "round_started").coding == "solve"
    live.answer(PLAN, 30)
    assert (decided(live).phrase, decided(live).then) == ("cost_first", "answer")
    live.answer("linear", 10)
    assert (decided(live).phrase, decided(live).then) == ("start_coding", "code")


def test_an_input_of_ones_own_runs_with_the_visible_cases(coding, seen):
    live = coding("problem:grid_bfs", "solve")
    in_the_editor(live)
    live.code(sample("grid_bfs", "wa_counts_cells"))
    live.case("['..'], (0, 0), (0, 1)", 10)
    cases = last(seen, "cases")
    assert (cases.of, cases.cases[0]["name"], cases.cases[0]["verdict"]) == ("visible", "your case 1", "WA")
    assert cases.cases[0]["expected"] == "1"
    assert live.state.round.own_cases == ("['..'], (0, 0), (0, 1)",)
    assert seen[-1].wants == "code"


@pytest.mark.parametrize("text", ["(", "1", "", "x" * 300_000, "\ud800", "open('/etc/passwd').read(), 1, 2"])
def test_an_input_that_is_none_gets_a_notice_and_changes_nothing(coding, seen, text):
    live = coding("problem:grid_bfs", "solve")
    in_the_editor(live)
    before = live.state
    live.case(text)
    assert seen[-1].event == "notice"
    assert live.state.rounds == before.rounds
    assert live.state.inputs == before.inputs


def test_no_input_is_taken_while_words_are_asked_for(coding, seen):
    live = coding("problem:grid_bfs", "solve")
    live.case("['..'], (0, 0), (0, 1)")
    assert seen[-1].title == "No input wanted"


def test_a_wrong_submission_is_asked_about_without_its_hidden_data(coding, seen):
    live = coding(USERS, "solve")
    in_the_editor(live)
    live.code(sample("sample_size_two_proportions", "wa_ends_allowed"))
    live.command("submit", 60)
    assert last(seen, "verdict").verdict == "WA"
    said = last(seen, "reply")
    assert decided(live).phrase == "not_accepted_wa"
    assert "WA" in said.text
    hidden = [case for case in last(seen, "verdict").cases if case["verdict"] == "WA" and not case["visible"]]
    assert not any(case["name"] in said.text for case in hidden)


@pytest.mark.parametrize("body", ["return -7", "return 1 / 0"])
def test_a_visible_example_that_fails_is_spoken_of_first(coding, seen, body):
    live = coding("problem:grid_bfs", "solve")
    in_the_editor(live)
    live.code(f"def shortest_moves(grid, start, target): {body}")
    live.command("submit", 60)
    shown = [case for case in last(seen, "verdict").cases if case["visible"]]
    assert not any(case["verdict"] == "AC" for case in shown)
    assert (decided(live).phrase, decided(live).then) == ("not_accepted_visible", "code")
    said = last(seen, "reply").text
    assert "visible example" in said
    assert "fail" in said
    assert "not tried" not in said


def test_growth_is_held_against_what_was_said(coding, seen):
    live = coding("problem:grid_bfs", "solve")
    in_the_editor(live, f"{PLAN} So that is quadratic in the number of cells.")
    live.code(load_problem("grid_bfs").reference.read_text())
    live.command("submit", 60)
    verdict = last(seen, "verdict")
    assert verdict.verdict == "AC"
    assert (decided(live).phrase, decided(live).then) == ("growth_flatter", "answer")
    said = last(seen, "reply").text
    assert "quadratic" in said
    assert f"about n^{verdict.growth['time_exponent']:.2f}" in said
    live.answer("Each cell is looked at once, so it is linear after all.", 20)
    live.command("end")
    done = last(seen, "round_scored").coding
    assert (done.kind, done.submits, done.submits_before_ac, done.runs) == ("solve", 1, 0, 0)
    assert (done.cost.stated, done.cost.agrees, done.cost.foreseen) == ("linear", True, None)
    assert done == seen[-1].report.rounds[0].coding


def test_what_the_level_rests_on_is_kept(coding, seen):
    live = coding("problem:grid_bfs", "solve")
    live.answer("How large can the grid get?", 5)
    facts = len({fact for one in live.state.round.decisions for fact in one.facts if fact is not None})
    live.answer(PLAN, 30)
    live.answer("linear", 5)
    live.code("def shortest_moves(grid, start, target): return -7")
    live.command("submit", 5)
    live.command("hint", 5)
    live.code(load_problem("grid_bfs").reference.read_text())
    live.command("submit", 5)
    live.command("hint", 5)
    live.command("end")
    scored = last(seen, "round_scored")
    done = scored.coding
    assert (done.submits_before_ac, done.hints_before_ac, done.hints) == (1, 1, 2)
    assert (done.planned, done.facts_told, done.unjudged) == (True, facts, False)
    # On a busy machine the measured growth may be another one; then nothing was foreseen.
    assert done.cost.foreseen == (None if done.cost.agrees is False else "probed")
    program = next(row for row in scored.scorecard.criteria if row.id == "program")
    assert (program.label, program.elicited) == ("met", "hinted")
    assert "after 1 failed submit, with 1 hint" in program.reason


def test_a_program_without_a_word_is_scored_too(coding, seen):
    live = coding("problem:grid_bfs", "bug")
    live.case(FAILS, 5)
    live.command("pass")
    live.code(load_problem("grid_bfs").reference.read_text())
    live.command("submit", 5)
    live.command("end")
    card = last(seen, "round_scored").scorecard
    assert not any(turn.speaker == "candidate" for turn in live.state.round.turns)
    assert next(row for row in card.criteria if row.id == "program").label == "met"
    assert card.overall.level < 3


def test_what_could_not_be_judged_is_not_held_against_anybody(coding, seen, monkeypatch):
    from sandbox.errors import SandboxError

    def broken(*args, **more):
        raise SandboxError("The judge is broken", "It does not start.", "Try again.")

    monkeypatch.setattr("sandbox.judge.judge", broken)
    live = coding("problem:grid_bfs", "solve")
    in_the_editor(live)
    live.command("submit", 5)
    assert seen[-1].event in ("notice", "awaiting")
    live.command("end")
    scored = last(seen, "round_scored")
    assert scored.coding.unjudged
    assert next(row for row in scored.scorecard.criteria if row.id == "program").label == "unscored"


def test_without_growth_edge_cases_and_trade_offs_come_first(coding, seen):
    live = coding(USERS, "solve")
    in_the_editor(live)
    live.code(load_problem("sample_size_two_proportions").reference.read_text())
    live.command("submit", 60)
    assert last(seen, "verdict").growth is None
    aimed = next(c for c in live.state.round.question.criteria if c.id == decided(live).criterion)
    assert aimed.role == "tradeoff" or aimed.dimension == "verification"


# -- tests


RIGHT = "def cases():\n    return [((['..', '..'], (0, 0), (1, 1)), 2), ((['#.', '..'], (0, 0), (1, 1)), -1)]\n"
ALARM = "def cases():\n    return [((['..', '..'], (0, 0), (1, 1)), 3)]\n"


def test_tests_are_judged_by_what_they_catch(coding, seen):
    live = coding("problem:grid_bfs", "tests")
    in_the_editor(live, PLAN)
    assert "def cases" in live.state.round.code
    live.case("['..'], (0, 0), (0, 1)")
    assert seen[-1].todo == "Write it into cases()."
    live.code(ALARM)
    live.command("run", 5)
    assert last(seen, "cases").verdict == "AC"
    live.command("submit", 5)
    verdict = last(seen, "verdict")
    assert (verdict.tests.false_alarms, verdict.tests.caught) == (1, 0)
    assert "1 false alarm" in last(seen, "reply").text
    assert decided(live).then == "code"
    live.code("def cases(): return 5")
    live.command("submit", 5)
    assert decided(live).phrase == "tests_unusable"
    live.code(RIGHT)
    live.command("submit", 5)
    verdict = last(seen, "verdict")
    assert (verdict.tests.false_alarms, verdict.tests.caught, verdict.tests.of) == (0, 4, 7)
    assert "missed" not in verdict.wire()
    assert not any(name in str(verdict.wire()) for name in ("wraps", "depth_first"))
    assert result(verdict) == "4 of 7 wrong programs are caught, with no false alarm."
    assert decided(live).phrase == "tests_done"
    live.command("end")
    done = last(seen, "round_scored").coding
    assert (done.kind, done.tests.caught, done.own_cases, done.submits) == ("tests", 4, 2, 3)
    assert "wraps at the edge" in done.missed


# -- find the bug


FAILS = "['..', '..', '..'], (0, 0), (2, 0)"
"""What the patch of grid_bfs that the tests' seed chooses gets wrong: it searches depth first."""


def test_a_bug_is_found_said_and_mended(coding, seen):
    live = coding(USERS, "bug")
    assert live.state.round.sample not in str([event.wire() for event in seen])
    assert live.state.round.code.rstrip() in last(seen, "question").text
    live.answer("I think that something is off with the quantiles, but I am not certain.", 10)
    assert decided(live).phrase == "bug_need_input"
    live.case("0.10, 0.20, 0.05, 0.80", 5)
    assert last(seen, "cases").of == "input"
    assert (last(seen, "cases").verdict, decided(live).phrase) == ("AC", "bug_passes")
    live.case("users_needed(0.2, 0.5, 0.05, 0.8, ratio=2.7)", 5)
    assert decided(live).phrase == "bug_fault"
    assert "On that input" in last(seen, "reply").text
    live.answer("The comparisons are not divided in the way that the task asks for.", 10)
    assert (decided(live).phrase, decided(live).then) == ("bug_mend", "code")
    live.code(load_problem("sample_size_two_proportions").reference.read_text())
    live.command("submit", 20)
    assert last(seen, "verdict").verdict == "AC"
    live.command("end")
    done = last(seen, "round_scored").coding
    assert (done.bug.found, done.bug.mended, done.bug.tries) == (True, True, 2)
    assert done.bug.fault == " ".join(live.state.round.sample.split("_")[1:])
    assert any("fault" in name.lower() for name, _ in done.facts())


def test_without_an_input_the_mend_comes_all_the_same(coding):
    live = coding("problem:grid_bfs", "bug")
    for _ in range(3):
        live.answer("I do not see it, everything looks as it should to me here.", 10)
    assert (decided(live).phrase, decided(live).then) == ("bug_mend_unfound", "code")


def test_passing_leads_to_the_mend(coding):
    live = coding("problem:grid_bfs", "bug")
    live.answer("It may be the order of the checks.", 10)
    live.command("pass")
    assert decided(live).then == "code"


def test_every_phrase_of_a_coding_round_is_in_the_table():
    from agent.voice.embedded import phrases

    assert set(phrases()) >= CODING_PHRASES


def test_a_death_after_each_event_loses_and_repeats_nothing(home):
    """Kill between each pair of commits of a round in which a bug is looked for."""

    class Killed(Exception):
        pass

    def play(store, limit):
        budget = [limit]
        real = Store.append

        def append(self, session, key, make):
            if budget[0] == 0:
                raise Killed
            budget[0] -= 1
            return real(self, session, key, make)

        store.append = append.__get__(store)
        name, seen = None, []
        while True:
            try:
                with desk.open_coding(store, "problem:grid_bfs", "bug", seen, session=name) as live:
                    name = live.id
                    live.go_on()
                    while not live.over:
                        now = live.state.round
                        assert live.state.inputs < 12
                        if now.wants == "code" and now.runs:
                            live.command("end")
                        elif now.wants == "code":
                            live.command("run")
                        elif now.bug_found:
                            live.answer("The order in which cells are looked at is wrong.", 20)
                        elif now.tried:
                            live.case(FAILS, 20)
                        else:
                            live.case("['.'], (0, 0), (0, 0)", 20)
                return name, seen
            except Killed:
                budget[0] = -1
                name = name or store.sessions()[0].id

    def told(name):
        keep = (ev.Cases, ev.Reply, ev.QuestionAsked, ev.CaseRecorded, ev.AnswerRecorded, ev.RoundScored)
        return [
            (e.event, getattr(e, "text", None), getattr(e, "verdict", None))
            for _, e in Store().events(name)
            if isinstance(e, keep)
        ]

    reference, _ = play(Store(), -1)
    assert [kind for kind, _, _ in told(reference)].count("cases") == 3
    for limit in range(1, len(Store().events(reference))):
        name, seen = play(Store(), limit)
        assert told(name) == told(reference), limit
        shown = [e.seq for e in seen if e.event != "reply_delta"]
        assert sorted(set(shown)) == list(range(1, max(shown) + 1)), limit
