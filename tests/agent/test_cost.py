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
    ("it's log n amortised", (0, 1)),
    ("log n amortized per call", (1, 1)),
    ("n log n in all, for the sort", (1, 1)),
    ("n times log n", (1, 1)),
    ("n log k, with a heap of k", (1, 1)),
    ("linear in n", (1, 0)),
    ("It is order n.", (1, 0)),
    ("on the order of n log n", (1, 1)),
    ("order n squared, since every pair is compared", (2, 0)),
    ("of the order of n", (1, 0)),
    ("log of the size for a push", (0, 1)),
    ("I would keep a heap, so it is n log n.", (1, 1)),
    ("I'd go with breadth-first search: O(V + E).", (1, 0)),
    ("That would be n log n.", (1, 1)),
    ("A plain array would be quadratic, but mine is n log n.", (1, 1)),
    ("Sorting brings it down from quadratic to n log n.", (1, 1)),
    ("The heap turns the quadratic comparison into n log n.", (1, 1)),
    ("It is linear, compared with quadratic for all pairs.", (1, 0)),
    ("It is quadratic. No wait, it is n log n.", (1, 1)),
    ("At first I thought quadratic, but it is linear.", (1, 0)),
    ("If the key is there I move it. All of it is linear.", (1, 0)),
    ("O(V + E), and if a cell is blocked I skip it", (1, 0)),
    ("To see if a key is there I look once, linear for all.", (1, 0)),
    ("Instead I keep a heap: n log n.", (1, 1)),
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
    "With one fixed time to live a plain queue would do, in constant time.",
    "If all entries lived equally long, a queue suffices, in constant time.",
    "With a single time to live it would be constant.",
    "A sorted list could do it in linear time.",
    "At worst I could scan everything, that is linear.",
    "Alternatively one sorts first, n log n.",
    "Instead one sorts everything, n log n.",
    "The naive version is quadratic.",
    "Brute force: n squared.",
    "Another way is a balanced tree, logarithmic for each.",
    "A plain queue would do. That would be constant.",
    "A tree would do; it would be log n.",
    "It is constant if every entry lives equally long.",
    "It is constant, if every entry lives equally long.",
    "Without stale entries it is linear.",
    "better than quadratic",
    "It needs log n bits for each entry.",
    "I sum the log p of all tokens.",
    "It is solved by the quadratic formula.",
    "There are two constants in it.",
    "linear probing finds the slot",
    "They are kept in order next to each other.",
    "Suppose it were sorted: then logarithmic.",
]
AFTER_THE_CODE = [
    ("A sorted list has linear inserts.", None),
    ("With one fixed time to live a plain queue does it in constant time.", None),
    ("The simple version scans everything and is linear.", None),
    ("For one fixed time it is constant.", None),
    ("It's quadratic after all.", (2, 0)),
    ("My loop is linear.", (1, 0)),
    ("With my heap it is n log n.", (1, 1)),
    ("quadratic", (2, 0)),
]


@pytest.mark.parametrize(("text", "wanted"), READ)
def test_what_is_read(text, wanted):
    found = stated_cost([text])
    assert found is not None
    assert (found.power, found.logs) == wanted


@pytest.mark.parametrize("text", PASSED_OVER)
def test_what_is_passed_over(text):
    assert stated_cost([text]) is None


@pytest.mark.parametrize(("text", "wanted"), AFTER_THE_CODE)
def test_after_the_code_other_programs_are_spoken_of_too(text, wanted):
    found = stated_cost(["It is cubic.", text], approach=1)
    assert (found.power, found.logs) == (wanted or (3, 0))


def test_the_cost_of_an_alternative_is_not_ones_own():
    said = [
        "It's log n amortised.",
        "I mark entries.",
        "With one fixed time to live a plain queue would do, in constant time",
    ]
    found = stated_cost(said, each=True, approach=1)
    assert (found.power, found.logs, found.words) == (1, 1, "log n for each")


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
