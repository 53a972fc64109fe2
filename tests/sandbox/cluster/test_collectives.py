from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.cluster import collectives as c
from sandbox.cluster.collectives import Cost, Link

UNIT = Link(alpha=1.0, beta=0.0)
BYTES = Link(alpha=0.0, beta=1.0)
POWERS = st.sampled_from([2, 4, 8, 16, 64])
LINKS = st.builds(Link, alpha=st.floats(0, 100), beta=st.floats(1e-6, 1), gamma=st.floats(0, 1))

Formula = Callable[[float, int, Link], Cost]
ANY_P: dict[Formula, str] = {
    c.ring_all_gather: "all_gather",
    c.bruck_all_gather: "all_gather",
    c.ring_reduce_scatter: "reduce_scatter",
    c.ring_all_reduce: "all_reduce",
    c.double_tree_all_reduce: "all_reduce",
    c.binomial_broadcast: "broadcast",
    c.scatter_all_gather_broadcast: "broadcast",
    c.chain_broadcast: "broadcast",
    c.pairwise_all_to_all: "alltoall",
}
POWER_OF_TWO: dict[Formula, str] = {
    c.recursive_doubling_all_gather: "all_gather",
    c.recursive_halving_reduce_scatter: "reduce_scatter",
    c.rabenseifner_all_reduce: "all_reduce",
    c.recursive_doubling_all_reduce: "all_reduce",
}
FORMULAS = {**ANY_P, **POWER_OF_TWO}


@pytest.mark.parametrize(
    ("formula", "steps", "moved"),
    [
        (c.ring_all_gather, 7, 7 / 8),
        (c.ring_reduce_scatter, 7, 7 / 8),
        (c.ring_all_reduce, 14, 14 / 8),
        (c.recursive_doubling_all_gather, 3, 7 / 8),
        (c.recursive_halving_reduce_scatter, 3, 7 / 8),
        (c.rabenseifner_all_reduce, 6, 14 / 8),
        (c.recursive_doubling_all_reduce, 3, 3),
        (c.double_tree_all_reduce, 6, 2),
        (c.binomial_broadcast, 3, 3),
        (c.scatter_all_gather_broadcast, 10, 14 / 8),
        (c.pairwise_all_to_all, 7, 7 / 8),
        (c.multicast_all_reduce, 1, 9 / 8),
    ],
)
def test_steps_and_bytes_on_eight_ranks(formula: Formula, steps: int, moved: float) -> None:
    assert formula(800.0, 8, UNIT).time == steps
    assert formula(800.0, 8, BYTES).time == pytest.approx(moved * 800)


@pytest.mark.parametrize("formula", POWER_OF_TWO)
def test_recursive_algorithms_refuse_other_sizes(formula: Formula) -> None:
    with pytest.raises(ValueError, match="power of two"):
        formula(1.0, 6, UNIT)


@given(st.sampled_from(list(FORMULAS)), POWERS, st.floats(0, 1e9), LINKS)
def test_none_beats_the_lower_bound(formula: Formula, p: int, n: float, link: Link) -> None:
    assert formula(n, p, link).time >= c.lower_bound(FORMULAS[formula], n, p, link) * (1 - 1e-9)


@given(st.sampled_from(list(ANY_P)), st.integers(2, 100), st.floats(0, 1e9), st.floats(0, 1e9), LINKS)
def test_more_bytes_never_cost_less(formula: Formula, p: int, n: float, more: float, link: Link) -> None:
    assert formula(n + more, p, link).time >= formula(n, p, link).time * (1 - 1e-9)


@given(st.integers(3, 64), st.floats(1e4, 1e9), st.floats(0.1, 10), st.floats(1e-5, 1e-2))
def test_the_best_segment_of_a_chain(p: int, n: float, alpha: float, beta: float) -> None:
    link = Link(alpha, beta)
    best = c.chain_broadcast(n, p, link).time
    assert all(c.chain_broadcast(n, p, link, n / parts).time >= best * (1 - 1e-9) for parts in (1, 2, 7, 100, 5000))
    if c.chain_segment(n, p, link) < n:
        assert best == pytest.approx((math.sqrt((p - 2) * alpha) + math.sqrt(n * beta)) ** 2)


def test_a_chain_of_two_is_one_message() -> None:
    assert c.chain_broadcast(100.0, 2, Link(5.0, 1.0)).time == 105.0


def test_a_chain_without_latency_sends_single_bytes() -> None:
    assert c.chain_segment(100.0, 4, BYTES) == 1
    assert c.chain_broadcast(100.0, 4, BYTES).time == 102


def test_hierarchical_all_reduce_moves_what_the_parts_move() -> None:
    inner, outer = Link(0, 1 / 400), Link(0, 1 / 50)
    serial = c.hierarchical_all_reduce(800.0, 4, 8, inner, outer)
    assert serial == pytest.approx(2 * 7 / 8 * 800 / 400 + 2 * 3 / 4 * 100 / 50)
    piped = c.hierarchical_all_reduce(800.0, 4, 8, inner, outer, pipelined=True)
    assert piped == pytest.approx(max(2 * 7 / 8 * 800 / 400, 2 * 3 / 4 * 100 / 50))


def test_hierarchical_all_reduce_brackets_the_measured_b200() -> None:
    # 4 x 8 B200, 4 GiB: 22.05 ms measured, between the pipelined and the serial time (stas00/ml-engineering).
    inner, outer = Link(0, 1 / 700e9), Link(0, 1 / 50e9)
    piped, serial = (c.hierarchical_all_reduce(4 * 2**30, 4, 8, inner, outer, pipelined=x) for x in (True, False))
    assert piped < 22.05e-3 < serial


def test_adapter_rate_and_network_share() -> None:
    assert c.adapter_rate(720, 2, 8) == pytest.approx(48)
    assert c.network_all_to_all(160.0, 16, 8, BYTES).time == 80
    assert c.network_all_to_all(160.0, 16, 8, UNIT).time == 8


def test_ring_beats_doubling_on_bytes_and_loses_on_messages() -> None:
    link = Link(alpha=1.0, beta=1e-3)
    assert c.ring_all_reduce(1e6, 64, link).time < c.recursive_doubling_all_reduce(1e6, 64, link).time
    assert c.ring_all_reduce(1.0, 64, link).time > c.recursive_doubling_all_reduce(1.0, 64, link).time


def test_zero_ranks_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        c.ring_all_reduce(1.0, 0, UNIT)
