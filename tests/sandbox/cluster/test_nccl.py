from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.cluster.fits import CollectiveFit
from sandbox.cluster.nccl import COLLECTIVES, Group, bus_factor, choices, constants, tree_correction
from sandbox.cluster.nccl_time import collective_time, price, quickest
from sandbox.cluster.presets import find_preset, presets


def group(preset: str, gpus: int, nodes: int) -> Group:
    return Group(find_preset(preset), gpus, nodes)


@st.composite
def groups(draw: st.DrawFn) -> Group:
    preset = presets()[draw(st.sampled_from(list(presets())))]
    per_node = draw(st.integers(1, preset.gpus_per_node))
    nodes = draw(st.integers(2 if per_node == 1 else 1, 32))
    return Group(preset, per_node * nodes, nodes)


def best(found: Group, collective: str, size: int) -> float:
    """NCCL's own estimate, nothing fitted."""
    return quickest(choices(found, collective, size), CollectiveFit(latency_scale=1, ramp=0)).time_us


def test_small_all_reduce_matches_the_tuner_by_hand() -> None:
    # 8 GPUs, ring LL: 6.6 + 14 steps of 0.6.
    assert best(group("h100", 8, 1), "all_reduce", 8) == pytest.approx(6.6 + 14 * 0.6, abs=0.01)
    # 2 x 8, tree LL: 6.8 + 2 (7 * 0.6 + log2(2) * 5.0).
    assert best(group("h100", 16, 2), "all_reduce", 8) == pytest.approx(25.2, abs=0.01)
    # 4 x 8: log2(4) * 5.0.
    assert best(group("h100", 32, 4), "all_reduce", 8) == pytest.approx(35.2, abs=0.01)


@pytest.mark.parametrize(("gpus", "busbw"), [(5, 414), (6, 436), (7, 460), (8, 473)])
def test_nvls_bandwidth_grows_with_the_group_as_measured(gpus: int, busbw: float) -> None:
    size = 8 << 30
    t = collective_time(group("h200", gpus, 1), "all_reduce", size)
    assert t.algorithm == "nvls"
    assert size / t.time_us / 1e3 * bus_factor("all_reduce", gpus) == pytest.approx(busbw, rel=0.04)


def test_four_gpus_stay_on_the_ring() -> None:
    assert collective_time(group("h200", 4, 1), "all_reduce", 8 << 30).algorithm == "ring"


def test_small_messages_use_ll_and_large_ones_simple() -> None:
    small, large = (collective_time(group("a100", 8, 1), "all_reduce", s) for s in (1024, 1 << 30))
    assert (small.protocol, large.protocol) == ("ll", "simple")


def test_a_node_that_lends_fewer_gpus_lends_fewer_adapters() -> None:
    full, half = group("h100", 16, 2), group("h100", 4, 2)
    assert half.net == pytest.approx(full.net / 4)


def test_one_gpu_has_nothing_to_choose() -> None:
    assert choices(group("h100", 1, 1), "all_reduce", 1024) == []


def test_ll128_is_for_nvlink_only() -> None:
    assert "ll128" not in {c.protocol for c in choices(group("pcie4", 8, 1), "all_reduce", 1 << 20)}
    assert "ll128" in {c.protocol for c in choices(group("a100", 8, 1), "all_reduce", 1 << 20)}


def test_a_single_message_between_two_has_no_pipeline_to_fill() -> None:
    assert collective_time(group("h100", 2, 1), "sendrecv", 1 << 20).ramp_us == 0
    assert collective_time(group("h100", 8, 1), "alltoall", 1 << 20).ramp_us > 0


def test_the_tree_correction_meets_the_table_at_powers_of_two() -> None:
    for protocol, table in constants().tree_correction.items():
        assert [tree_correction(protocol, 64 << i) for i in range(len(table))] == pytest.approx(table)
        assert tree_correction(protocol, 1) == table[0]
        assert tree_correction(protocol, 1 << 40) == table[-1]


@given(groups(), st.sampled_from(COLLECTIVES), st.integers(1, 1 << 36), st.integers(1, 1 << 34))
def test_more_bytes_never_take_less_time(g: Group, collective: str, size: int, more: int) -> None:
    assert collective_time(g, collective, size + more).time_us >= collective_time(g, collective, size).time_us * (
        1 - 1e-9
    )


@given(groups(), st.sampled_from(COLLECTIVES), st.integers(1, 1 << 36))
def test_parts_add_up_and_no_time_is_below_bandwidth_or_latency(g: Group, collective: str, size: int) -> None:
    found = choices(g, collective, size)
    t = collective_time(g, collective, size)
    assert t.time_us == pytest.approx(t.launch_us + t.latency_us + t.bandwidth_us + t.ramp_us)
    assert min(t.launch_us, t.latency_us, t.bandwidth_us, t.ramp_us) >= 0
    assert t.time_us >= min(c.transfer_us for c in found)
    assert t.time_us >= min(c.base_us + c.steps_us for c in found) * (1 - 1e-9)
    assert math.isfinite(t.time_us)


@given(groups(), st.integers(1, 1 << 30))
def test_a_larger_scale_or_ramp_never_helps(g: Group, size: int) -> None:
    found = choices(g, "all_reduce", size)
    base = quickest(found, CollectiveFit(latency_scale=1.2, ramp=0.3)).time_us
    assert quickest(found, CollectiveFit(latency_scale=1.5, ramp=0.3)).time_us >= base
    assert quickest(found, CollectiveFit(latency_scale=1.2, ramp=0.6)).time_us >= base


def test_what_the_host_adds_is_the_same_for_every_protocol() -> None:
    found = choices(group("a100", 8, 1), "all_reduce", 1 << 20)
    plain, slow = CollectiveFit(latency_scale=1, ramp=0), CollectiveFit(latency_scale=2, ramp=0)
    added = {round(price(c, slow, 15.0).time_us - price(c, plain, 15.0).time_us, 9) for c in found}
    assert added == {15.0}
