from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.cluster import distributed as d
from sandbox.cluster.overlap import (
    chunked_all_gather_gemm,
    chunked_gemm_reduce_scatter,
    double_buffered,
    overlap_efficiency,
)

SIZES = st.integers(64, 100_000)
TIMES = st.floats(0.01, 1e3)


def test_one_dimensional_volumes_are_exact() -> None:
    assert d.row_parallel(1000, 200, 300, 4) == d.Traffic(0.75 * 60_000, 3, (300_000 + 200_000) / 4 + 60_000)
    assert d.row_parallel(1000, 200, 300, 4, ring=True).memory == (300_000 + 200_000) / 4 + 2 * 60_000 / 4
    assert d.inner_parallel(100, 50, 10_000, 4) == d.Traffic(1.5 * 5000, 6, (1_000_000 + 500_000) / 4 + 5000)
    assert d.inner_parallel(100, 50, 10_000, 4, scatter=True).volume == 0.75 * 5000


def test_summa_by_hand() -> None:
    t = d.summa(800, 600, 480, 4, 2, panel=48)
    assert t.volume == 800 * 480 / 4 * (1 - 1 / 2) + 480 * 600 / 2 * (1 - 1 / 4)
    assert t.messages == 10 * (2 + 1)
    assert t.memory == (800 * 480 + 480 * 600 + 800 * 600) / 8 + 48 * (200 + 300)
    assert d.summa(800, 600, 480, 4, 2, panel=48, double_buffered=True).memory == t.memory + 48 * 500


def test_the_worked_example_of_64_gpus() -> None:
    # n = 65536, 8 x 8, 16 bits: each direction receives 0.94 GB.
    t = d.summa(65536, 65536, 65536, 8, 8, panel=1024)
    assert t.volume / 2 * 2 == pytest.approx(0.94e9, rel=0.01)


def test_cannon_and_its_grid() -> None:
    t = d.cannon(400, 400, 400, 16)
    assert t.volume == 2 * 160_000 / 4
    assert t.messages == 8
    assert t.memory == 5 * 160_000 / 16
    assert d.cannon(8, 8, 8, 1).volume == 0
    with pytest.raises(ValueError, match="square"):
        d.cannon(400, 400, 400, 12)


def test_25d_between_cannon_and_the_cube() -> None:
    assert d.replicated_2_5d(4096, 64, 1).volume == d.cannon(4096, 4096, 4096, 64).volume
    assert d.replicated_2_5d(4096, 4096, 4).volume < d.replicated_2_5d(4096, 4096, 1).volume
    with pytest.raises(ValueError, match="cube root"):
        d.replicated_2_5d(4096, 64, 5)
    with pytest.raises(ValueError, match="cubic"):
        d.cube_3d(8, 8, 8, 9)


@pytest.mark.parametrize(("memory", "copies"), [(3e6 / 64, 1), (6.1e6 / 64, 2), (1e9, 4), (1e4, 0)])
def test_copies_that_memory_allows(memory: float, copies: int) -> None:
    assert d.best_copies(1000, 64, memory) == copies


@given(st.integers(1, 2000))
def test_copies_never_exceed_the_cube_root(ranks: int) -> None:
    c = d.best_copies(10, ranks, 1e12)
    assert c**3 <= ranks < (c + 1) ** 3


@given(SIZES, SIZES, SIZES, st.integers(1, 12))
def test_no_algorithm_beats_the_lower_bound(m: int, n: int, k: int, q: int) -> None:
    square = min(m, n, k)
    found = [
        (d.row_parallel(m, n, k, q), (m, n, k, q)),
        (d.inner_parallel(m, n, k, q, scatter=True), (m, n, k, q)),
        (d.summa(m, n, k, q, q + 1, panel=64), (m, n, k, q * (q + 1))),
        (d.cannon(m, n, k, q * q), (m, n, k, q * q)),
        (d.cube_3d(m, n, k, q**3), (m, n, k, q**3)),
        (d.replicated_2_5d(square, q**3, q), (square, square, square, q**3)),
    ]
    for traffic, problem in found:
        bound = d.lower_bound(*problem)
        assert traffic.volume >= bound * (1 - 1e-9) - 1e-6, (traffic, problem)
        assert traffic.volume >= d.memory_bound(*problem, memory=traffic.memory) * (1 - 1e-9)


def test_the_bound_is_met_where_it_is_tight() -> None:
    assert d.lower_bound(10_000, 100, 100, 8) == pytest.approx(d.row_parallel(10_000, 100, 100, 8).volume)
    assert d.lower_bound(4096, 4096, 4096, 64) == pytest.approx(d.cube_3d(4096, 4096, 4096, 64).volume)


@given(SIZES, SIZES, SIZES)
def test_the_bound_is_continuous_where_its_cases_meet(m: int, n: int, k: int) -> None:
    c, b, a = sorted((m, n, k))
    for edge in (a / b, a * b / c**2):
        low, high = d.lower_bound(m, n, k, max(1, math.floor(edge))), d.lower_bound(m, n, k, math.floor(edge) + 1)
        assert high >= -1e-6
        assert low >= -1e-6


def test_flux_rows_within_twelve_percent() -> None:
    # bytedance/flux README @239a13d, milliseconds: product, collective, overlapped.
    assert chunked_all_gather_gemm(2.438, 0.662, chunks=8) == pytest.approx(2.469, rel=0.12)
    assert chunked_gemm_reduce_scatter(2.453, 0.646, chunks=8) == pytest.approx(2.508, rel=0.12)
    assert chunked_all_gather_gemm(0.846, 0.583, chunks=8, slowdown=1.1) == pytest.approx(0.957, rel=0.12)
    assert chunked_gemm_reduce_scatter(0.818, 0.590, chunks=8, slowdown=1.1) == pytest.approx(0.932, rel=0.12)


@given(TIMES, TIMES, st.integers(1, 64))
def test_overlap_lies_between_the_longer_and_the_sum(gemm: float, comm: float, chunks: int) -> None:
    for total in (
        chunked_all_gather_gemm(gemm, comm, chunks=chunks),
        chunked_gemm_reduce_scatter(gemm, comm, chunks=chunks),
        double_buffered(gemm / chunks, comm / chunks, steps=chunks),
    ):
        assert max(gemm, comm) * (1 - 1e-9) <= total <= (gemm + comm) * (1 + 1e-9)
        assert -1e-6 <= overlap_efficiency(gemm, comm, total) <= 1 + 1e-6


def test_overlap_refuses_nonsense() -> None:
    for call in (
        lambda: chunked_all_gather_gemm(1, 1, chunks=0),
        lambda: chunked_gemm_reduce_scatter(1, 1, chunks=2, slowdown=0.5),
        lambda: double_buffered(1, 1, steps=0),
        lambda: d.row_parallel(1, 1, 1, 0),
    ):
        with pytest.raises(ValueError):
            call()
