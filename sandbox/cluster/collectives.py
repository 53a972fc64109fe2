"""Textbook costs of collectives on p ranks, n bytes: the alpha-beta-gamma model.

A message of s bytes takes alpha + s beta; reducing s bytes takes s gamma. `n` counts bytes as nccl-tests does: the
whole vector of a broadcast or an all-reduce, the gathered output of an all-gather, the input of a reduce-scatter or
of an all-to-all. Times come out in the unit of `Link`. Sources: Thakur, Rabenseifner and Gropp, "Optimization of
Collective Communication Operations in MPICH" (2005), and Chan, Heimlich, Purkayastha and van de Geijn, "Collective
communication: theory, practice, and experience" (2007), unless a function says otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A link and the arithmetic at its end, in one unit of time, such as microseconds."""

    alpha: float
    """Time of an empty message."""
    beta: float
    """Time of a byte."""
    gamma: float = 0.0
    """Time to reduce a byte."""


@dataclass(frozen=True)
class Cost:
    """What a collective costs the busiest rank."""

    latency: float
    """Time of its messages, were they empty."""
    bandwidth: float
    """Time of its bytes."""
    reduction: float
    """Time of its arithmetic."""
    messages: float
    """Messages it sends, one after the other."""
    sent_bytes: float
    """Bytes it sends."""

    @property
    def time(self) -> float:
        """Sum of the three."""
        return self.latency + self.bandwidth + self.reduction


def ring_all_gather(n: float, p: int, link: Link) -> Cost:
    """(p - 1) alpha + (p - 1)/p n beta."""
    return _cost(link, steps=p - 1, sent=_share(p) * n)


def ring_reduce_scatter(n: float, p: int, link: Link) -> Cost:
    """(p - 1) alpha + (p - 1)/p n (beta + gamma)."""
    return _cost(link, steps=p - 1, sent=_share(p) * n, reduced=_share(p) * n)


def ring_all_reduce(n: float, p: int, link: Link) -> Cost:
    """Reduce-scatter and all-gather on a ring: 2 (p - 1) alpha + 2 (p - 1)/p n beta + (p - 1)/p n gamma."""
    return _cost(link, steps=2 * (p - 1), sent=2 * _share(p) * n, reduced=_share(p) * n)


def recursive_doubling_all_gather(n: float, p: int, link: Link) -> Cost:
    """lg p alpha + (p - 1)/p n beta; p a power of two (ValueError otherwise, `bruck_all_gather` takes any p)."""
    return _cost(link, steps=_log2(p), sent=_share(p) * n)


def bruck_all_gather(n: float, p: int, link: Link) -> Cost:
    """ceil(lg p) alpha + (p - 1)/p n beta, any p."""
    return _cost(link, steps=math.ceil(math.log2(p)), sent=_share(p) * n)


def recursive_halving_reduce_scatter(n: float, p: int, link: Link) -> Cost:
    """lg p alpha + (p - 1)/p n (beta + gamma); p a power of two (ValueError otherwise)."""
    return _cost(link, steps=_log2(p), sent=_share(p) * n, reduced=_share(p) * n)


def rabenseifner_all_reduce(n: float, p: int, link: Link) -> Cost:
    """Halving, then doubling: 2 lg p alpha + 2 (p - 1)/p n beta + (p - 1)/p n gamma.

    P a power of two (ValueError otherwise).
    """
    return _cost(link, steps=2 * _log2(p), sent=2 * _share(p) * n, reduced=_share(p) * n)


def recursive_doubling_all_reduce(n: float, p: int, link: Link) -> Cost:
    """lg p (alpha + n beta + n gamma): few steps, whole vectors; p a power of two (ValueError otherwise)."""
    steps = _log2(p)
    return _cost(link, steps=steps, sent=steps * n, reduced=steps * n)


def double_tree_all_reduce(n: float, p: int, link: Link) -> Cost:
    """Two pipelined binary trees with half of the vector each: 2 ceil(lg p) alpha + 2 n beta + n gamma.

    Source: Sanders, Speck and Träff, "Two-tree algorithms for full bandwidth broadcast, reduction and scan" (2009);
    segments small enough that filling the pipeline does not count.
    """
    _ranks(p)
    return _cost(link, steps=2 * math.ceil(math.log2(p)), sent=2 * n, reduced=n)


def binomial_broadcast(n: float, p: int, link: Link) -> Cost:
    """ceil(lg p) (alpha + n beta)."""
    _ranks(p)
    steps = math.ceil(math.log2(p))
    return _cost(link, steps=steps, sent=steps * n)


def scatter_all_gather_broadcast(n: float, p: int, link: Link) -> Cost:
    """Scatter by a tree, all-gather on a ring (van de Geijn): (ceil(lg p) + p - 1) alpha + 2 (p - 1)/p n beta."""
    return _cost(link, steps=math.ceil(math.log2(_ranks(p))) + p - 1, sent=2 * _share(p) * n)


def chain_segment(n: float, p: int, link: Link) -> float:
    """Segment in bytes that makes a pipelined chain fastest: sqrt(n alpha / ((p - 2) beta)), at least 1, at most n."""
    if _ranks(p) == 2 or link.beta == 0:
        return n
    return min(n, max(1.0, math.sqrt(n * link.alpha / ((p - 2) * link.beta))))


def chain_broadcast(n: float, p: int, link: Link, segment: float | None = None) -> Cost:
    """Pipelined chain: (p - 2 + n/s) (alpha + s beta) with segments of s bytes, the best s where none is given.

    With the best s below n it is (sqrt((p - 2) alpha) + sqrt(n beta))^2. n/s is not rounded.
    """
    _ranks(p)
    size = chain_segment(n, p, link) if segment is None else min(segment, n)
    steps = p - 2 + (n / size if size > 0 else 1)
    return Cost(steps * link.alpha, steps * size * link.beta, 0.0, n / size if size > 0 else 1, n)


def pairwise_all_to_all(n: float, p: int, link: Link) -> Cost:
    """(p - 1) alpha + (p - 1)/p n beta."""
    return _cost(link, steps=p - 1, sent=_share(p) * n)


def network_all_to_all(n: float, p: int, per_node: int, link: Link) -> Cost:
    """The part of an all-to-all that leaves the node through one adapter a GPU: (p - g) alpha + (p - g)/p n beta."""
    _ranks(p)
    return _cost(link, steps=p - per_node, sent=(p - per_node) / p * n)


def multicast_all_reduce(n: float, p: int, link: Link) -> Cost:
    """All-reduce inside a switch that adds and multicasts (NVLink SHARP): alpha + n (1 + 1/p) beta.

    Each GPU sends its vector up once, and the p-th part that it owns down again; so the bus bandwidth is 2 (p - 1)/(p
    + 1) of the link's, and grows with p. Measured on 5 to 8 GPUs, see docs/cluster.md.
    """
    _ranks(p)
    return _cost(link, steps=1, sent=n * (1 + 1 / p))


def hierarchical_all_reduce(
    n: float, nodes: int, per_node: int, inner: Link, outer: Link, *, pipelined: bool = False
) -> float:
    """Time of reduce-scatter in the node, all-reduce of n/g bytes between nodes, all-gather in the node.

    Serial it is the sum of the three. Pipelined, the slowest phase governs and the others show their latency only
    (the limit of many chunks); the two inner phases share the node's links, so they count together.
    """
    phases = (
        ring_reduce_scatter(n, per_node, inner),
        ring_all_reduce(n / per_node, nodes, outer),
        ring_all_gather(n, per_node, inner),
    )
    if not pipelined:
        return sum(c.time for c in phases)
    first, middle, last = (c.time - c.latency for c in phases)
    return max(first + last, middle) + sum(c.latency for c in phases)


def lower_bound(collective: str, n: float, p: int, link: Link) -> float:
    """No algorithm is faster: ceil(lg p) alpha plus the bytes that one rank has to move (Chan et al. 2007, table 1).

    Args:
        collective: "all_reduce", "all_gather", "reduce_scatter", "broadcast" or "alltoall".

    Raises:
        KeyError: no bound is known for the collective.
    """
    moved = {
        "all_reduce": 2 * _share(p),
        "all_gather": _share(p),
        "reduce_scatter": _share(p),
        "alltoall": _share(p),
        "broadcast": 1.0,
    }
    reduced = _share(p) * n * link.gamma if collective in ("all_reduce", "reduce_scatter") else 0.0
    return math.ceil(math.log2(p)) * link.alpha + moved[collective] * n * link.beta + reduced


def adapter_rate(bus_gbs: float, nodes: int, per_node: int) -> float:
    """GB/s that each GPU's adapter carries when a hierarchical all-reduce shows that bus bandwidth.

    The nccl-tests bus bandwidth counts 2 (gk - 1)/(gk) n bytes a GPU, of which 2 (k - 1)/k n/g pass its adapter: the
    ratio is (k - 1)/(gk - 1) (stas00/ml-engineering network/README.md @744d01e1).
    """
    return bus_gbs * (nodes - 1) / (per_node * nodes - 1)


def _cost(link: Link, *, steps: float, sent: float, reduced: float = 0.0) -> Cost:
    return Cost(steps * link.alpha, sent * link.beta, reduced * link.gamma, steps, sent)


def _ranks(p: int) -> int:
    if p < 1:
        raise ValueError("p is at least 1")
    return p


def _share(p: int) -> float:
    return (_ranks(p) - 1) / p


def _log2(p: int) -> int:
    if _ranks(p) & (p - 1):
        raise ValueError("p has to be a power of two")
    return p.bit_length() - 1
