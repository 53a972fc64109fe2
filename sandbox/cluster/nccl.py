"""What NCCL's own tuner says of a collective: latency and transfer time of every algorithm and protocol.

The formulas are those of `ncclTopoTuneModel` and `ncclTopoGetAlgoTime` (NVIDIA/nccl src/graph/tuning.cc); constants
and commit are in `data/nccl.yaml`. Times are microseconds, bandwidths GB/s, sizes bytes as nccl-tests counts them:
the whole buffer of an all-reduce, the gathered output of an all-gather, the input of a reduce-scatter or an
all-to-all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from sandbox.cluster.data import read_data
from sandbox.cluster.presets import Preset

Collective = Literal["all_reduce", "all_gather", "reduce_scatter", "broadcast", "reduce", "alltoall", "sendrecv"]
COLLECTIVES: tuple[str, ...] = get_args(Collective)

_Triple = tuple[float, float, float]


class Constants(BaseModel):
    """The tables of `data/nccl.yaml`; triples are by protocol (LL, LL128, Simple) or by nodes (1, 2, 3 or more)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    protocols: tuple[str, str, str]
    base_latency: dict[str, _Triple]
    hop_latency: dict[str, dict[str, _Triple]]
    net_overhead: dict[str, float]
    ll_max_node: dict[str, float]
    ll_max_net: dict[str, tuple[float, float]]
    ring_ll128_channel: dict[str, _Triple]
    tree_ll128_channel: dict[str, _Triple]
    tree_channel: dict[str, _Triple]
    nvls_tree_channel: dict[str, _Triple]
    ring_plateau: dict[str, float]
    tree_correction: dict[str, tuple[float, ...]]


@dataclass(frozen=True)
class Choice:
    """One way to run a collective, before any scaling."""

    algorithm: str
    protocol: str
    base_us: float
    """Microseconds of a launch."""
    steps_us: float
    """Microseconds of the steps over links, were the message empty."""
    transfer_us: float
    """Microseconds to move all bytes at full bandwidth."""
    pipelined: bool = True
    """Whether the message moves in segments over several steps, so that there is a pipeline to fill."""


@dataclass(frozen=True)
class Group:
    """The ranks that take part: `gpus` of them, spread evenly over `nodes` nodes of a system."""

    preset: Preset
    gpus: int
    nodes: int

    @property
    def per_node(self) -> int:
        """GPUs of each node that take part."""
        return self.gpus // self.nodes

    @property
    def column(self) -> int:
        """Column of NCCL's tables by nodes: 0 for one, 1 for two, 2 for more."""
        return min(self.nodes, 3) - 1

    @property
    def net(self) -> float:
        """GB/s out of a node: each GPU brings its share of the adapters."""
        return self.preset.net * min(1.0, self.per_node / self.preset.gpus_per_node)


@cache
def constants() -> Constants:
    """NCCL's constants."""
    return Constants(**read_data("nccl.yaml"))


def choices(group: Group, collective: str, size: int) -> list[Choice]:
    """Every algorithm and protocol that NCCL could use for `size` bytes; for one GPU, none.

    NVLS is offered for all-reduce only: all-gather and reduce-scatter were measured to stay on the ring.
    """
    if group.gpus < 2:
        return []
    if collective in ("alltoall", "sendrecv"):
        return list(_point_to_point(group, collective, size))
    found = list(_ring(group, collective, size))
    if collective == "all_reduce":
        found += [*_tree(group, size), *_nvls(group, size)]
    return found


def bus_factor(collective: str, gpus: int) -> float:
    """Bus bandwidth over algorithm bandwidth (nccl-tests doc/PERFORMANCE.md)."""
    if collective == "all_reduce":
        return 2 * (gpus - 1) / gpus
    return (gpus - 1) / gpus if collective in ("all_gather", "reduce_scatter", "alltoall") else 1.0


def tree_correction(protocol: str, size: int) -> float:
    """Share of its bandwidth that a tree reaches at `size` bytes.

    NCCL takes the entry of the power of two below; between two entries this interpolates on the logarithm, which
    keeps the time from falling as the message grows.
    """
    table = constants().tree_correction[protocol]
    at = min(max(math.log2(max(size, 1) / 64), 0.0), len(table) - 1.0)
    low = min(int(at), len(table) - 2)
    return table[low] + (table[low + 1] - table[low]) * (at - low)


def _ring_bandwidth(group: Group) -> float:
    return group.preset.ring if group.nodes == 1 else min(group.preset.ring, group.net)


def _ll_max(group: Group) -> float:
    c, p = constants(), group.preset
    return c.ll_max_node[p.generation] if group.nodes == 1 else c.ll_max_net[p.cpu][group.column - 1]


def _ring(group: Group, collective: str, size: int) -> Iterator[Choice]:
    c, p, n = constants(), group.preset, group.gpus
    bus = _ring_bandwidth(group)
    limits = {
        "ll": min(_ll_max(group), bus / 2),
        "ll128": min(bus * 0.92, p.ring_channels * c.ring_ll128_channel[p.generation][group.column]),
        "simple": bus,
    }
    for i, protocol in enumerate(c.protocols):
        if protocol == "ll128" and p.link == "pci":
            continue
        inside = c.hop_latency[p.link]["ring"][i]
        # With one GPU a node nothing hides the network's latency: NCCL takes the tree's.
        outside = c.hop_latency["net"]["tree" if group.per_node == 1 else "ring"][i]
        base, latency = c.base_latency["ring"][i], 0.0
        if collective in ("broadcast", "reduce"):
            hop = inside if group.nodes == 1 else outside
            latency += n * (
                c.hop_latency[p.link if group.nodes == 1 else "net"]["tree"][i] if protocol == "simple" else hop
            )
        else:
            passes = 2 if collective == "all_reduce" else 1
            if group.nodes > 1:
                inside = max(inside, c.net_overhead[p.cpu] * (3 if protocol == "simple" else 1))
            crossing = passes * (group.nodes - 1)
            latency += (passes * (n - 1) - crossing) * inside + crossing * outside
            if protocol == "simple" and group.nodes > 1 and collective == "all_reduce":
                base, latency = base * c.ring_plateau[p.generation], latency * c.ring_plateau[p.generation]
        yield Choice("ring", protocol, base, latency, _transfer(size, limits[protocol] / bus_factor(collective, n)))


def _tree(group: Group, size: int) -> Iterator[Choice]:
    c, p = constants(), group.preset
    # Over two nodes each adapter carries the message once each way, over more nodes twice.
    out = math.inf if group.nodes == 1 else group.net * (2 if group.nodes == 2 else 1)
    cap = min(p.ring * 0.92, p.ring_channels * c.tree_channel[p.generation][group.column], out)
    packed = 7 / 9 if group.nodes == 1 else 120 / 128
    limits = {
        "ll": min(cap / 3.8, _ll_max(group)),
        "ll128": min(cap * packed, p.ring_channels * c.tree_ll128_channel[p.generation][group.column]),
        "simple": cap,
    }
    for i, protocol in enumerate(c.protocols):
        if protocol == "ll128" and p.link == "pci":
            continue
        steps = (group.per_node - 1) * c.hop_latency[p.link]["tree"][i]
        steps += math.log2(group.nodes) * c.hop_latency["net"]["tree"][i]
        bandwidth = limits[protocol] / 2 * tree_correction(protocol, size)
        yield Choice("tree", protocol, c.base_latency["tree"][i], 2 * steps, _transfer(size, bandwidth))


def _nvls(group: Group, size: int) -> Iterator[Choice]:
    c, p, n = constants(), group.preset, group.gpus
    if p.nvls is None or (group.nodes == 1 and n < p.nvls_from) or group.per_node < 2:
        return
    # Each GPU sends size (1 + 1/p) through the switch, which adds up and multicasts.
    inside = p.nvls * 2 * (group.per_node - 1) / (group.per_node + 1)
    if group.nodes == 1:
        yield Choice(
            "nvls",
            "simple",
            c.base_latency["nvls"][2],
            c.hop_latency["nvlink"]["nvls"][2],
            _transfer(size, inside / bus_factor("all_reduce", n)),
        )
        return
    cap = p.nvls_tree[group.column - 1] or p.nvls_channels * c.nvls_tree_channel[p.generation][group.column]
    out = group.net * (1 if group.nodes == 2 else 0.5)
    latency = (
        c.hop_latency["nvlink"]["nvls_tree"][2] + 2 * math.log2(group.nodes) * c.hop_latency["net"]["nvls_tree"][2]
    )
    yield Choice(
        "nvls_tree",
        "simple",
        c.base_latency["nvls_tree"][2],
        latency,
        _transfer(size, min(cap / bus_factor("all_reduce", n), out)),
    )


def _point_to_point(group: Group, collective: str, size: int) -> Iterator[Choice]:
    c, p = constants(), group.preset
    base = c.base_latency["ring"][0]
    if group.nodes == 1:
        latency = c.hop_latency[p.link]["ring"][0]
    else:
        latency = c.hop_latency["net"]["tree" if group.per_node == 1 else "ring"][0]
    if collective == "sendrecv":
        rate = p.p2p if group.nodes == 1 else min(p.p2p, p.net_p2p)
        yield Choice("p2p", "simple", base, latency, _transfer(size, rate), pipelined=False)
        return
    away = group.gpus - group.per_node
    # Each message to another node is posted on its own.
    latency += away * c.net_overhead[p.cpu]
    inside, outside = (group.gpus - 1) / group.gpus, away / group.gpus
    yield Choice(
        "p2p", "simple", base, latency, max(_transfer(size * inside, p.p2p), _transfer(size * outside, p.net_p2p))
    )


def _transfer(size: float, bandwidth: float) -> float:
    return size / (bandwidth * 1e3)
