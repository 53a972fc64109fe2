"""The cost that a candidate states: what is read, what is passed over, and the comparison with what was measured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.interview.cost import Cost, claim, stated_cost

READ = [
    ("It runs in O(n log n) time.", (1, 1)),
    ("Sorting costs O(N log N), the scan after it is linear.", (1, 1)),
    ("That is quadratic in the number of points.", (2, 0)),
    ("Linear in edges, since every edge is looked at once.", (1, 0)),
    ("O(V + E)", (1, 0)),
    ("O(|V|+|E|) with an adjacency list", (1, 0)),
    ("O(E log V) for Dijkstra", (1, 1)),
    ("O(n²) time and O(n) memory", (2, 0)),
    ("O(n^2) steps", (2, 0)),
    ("O(n**1.5)", (1.5, 0)),
    ("O(n sqrt(n))", (1.5, 0)),
    ("o(n*n) sounds fine", (2, 0)),
    ("O(1)", (0, 0)),
    ("O(rows * cols), each cell once", (1, 0)),
    ("Θ(n log(n))", (1, 1)),
    ("The naive way is O(n^2), but with buckets it is O(n).", (1, 0)),
    ("Memory is O(n^2). Time is O(n log n).", (1, 1)),
    ("First I sort, O(n log n). Overall it is linear.", (1, 0)),
    ("logarithmic", (0, 1)),
    ("n log n", (1, 1)),
    ("It's not quadratic, it is linear.", (1, 0)),
    ("O(log n) per event", (1, 1)),
    ("that can be done in O(n log n)", (1, 1)),
    ("each push costs O(log n)", (1, 1)),
    ("O(n), as each cell enters the queue once", (1, 0)),
    ("It is linear because every edge is relaxed once", (1, 0)),
]
PASSED_OVER = [
    "I use a queue.",
    "O(n * m)",
    "O(n k) for k neighbours",
    "O(2^n)",
    "O(n!)",
    "space is linear",
    "Brute force would take quadratic time.",
    "a linear scan would be simple",
    "walking past the pinned ones can be linear for each put",
    "I avoid the quadratic comparison of all pairs",
    "",
    "O(",
    "O()",
    "the constant factor matters",
]


@pytest.mark.parametrize(("text", "wanted"), READ)
def test_what_is_read(text, wanted):
    found = stated_cost([text])
    assert found is not None
    assert (found.power, found.logs) == wanted


@pytest.mark.parametrize("text", PASSED_OVER)
def test_what_is_passed_over(text):
    assert stated_cost([text]) is None


def test_the_last_turn_that_states_one_counts():
    said = ["It is O(n^2).", "With a heap it is O(n log n).", "I would test the empty list."]
    assert stated_cost(said).words == "O(n log n)"


def test_calls_of_a_class_cost_n_times_as_much():
    assert stated_cost(["Every operation is O(1)."], each=True).power == 1
    assert stated_cost(["get and put are constant"], each=True).power == 1
    assert stated_cost(["for all n calls it is O(n)"], each=True).power == 1
    assert stated_cost(["O(1) for each call"]).words == "O(1) for each"


def measured(*points):
    return {"points": [{"n": n, "cpu_ms": cost, "peak_kb": 1} for n, cost in points]}


GROWTH = measured((1000, 2.0), (2000, 7.7), (4000, 30.0))


@pytest.mark.parametrize(
    ("said", "agrees"), [("O(n log n)", False), ("quadratic", True), ("I use a queue", None), ("linear", False)]
)
def test_the_comparison(said, agrees):
    found = claim([said], GROWTH)
    assert found.agrees is agrees
    assert found.evidence == "at 4 times the size it took 15 times as long, about n^1.95"


def test_without_a_measurement_only_the_statement():
    assert claim(["O(n)"], None).measured_exponent is None
    assert claim(["O(n)"], {"points": []}).stated == "O(n)"


def test_times_too_short_to_be_measured_contradict_nobody():
    noisy = claim(["O(n)"], measured((100, 0.01), (200, 0.3), (400, 0.02), (900, 0.6)))
    assert noisy.agrees is None
    assert noisy.evidence == ""


def test_the_words_are_about_the_sizes_of_the_exponent():
    found = claim(["O(n)"], measured((10, 0.1), (1000, 1.0), (2000, 2.0), (4000, 4.0)))
    assert found.evidence == "at 4 times the size it took 4 times as long, about n^1.00"


@given(st.text(max_size=400))
def test_any_text_can_be_read(text):
    found = stated_cost([text, text + " O(" + text + ")"])
    assert found is None or (found.power >= 0 and len(found.words) < 100)


@given(st.floats(0, 3), st.integers(0, 2))
def test_the_exponent_of_a_pure_power_is_itself(power, logs):
    sizes = [100, 1000, 10_000]
    found = Cost(power, logs, "").exponent(sizes)
    assert power - 1e-9 <= found <= power + 0.4 * logs + 1e-9
