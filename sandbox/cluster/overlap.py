"""Time of a product and a collective that overlap in chunks, and what the overlap is worth.

All times are in one unit of the caller's choice. The formulas are those of a two-stage pipeline; against the table of
the Flux kernels (bytedance/flux README @239a13d) see docs/cluster.md.
"""

from __future__ import annotations


def chunked_all_gather_gemm(gemm: float, gather: float, *, chunks: int, slowdown: float = 1.0) -> float:
    """All-gather feeding a product, cut into `chunks`; the local shard needs no communication, so it goes first.

    T = gemm / c + max((c - 1) / c * gemm * slowdown, gather)

    Args:
        gemm: time of the whole product alone.
        gather: time of the whole all-gather alone.
        chunks: parts, at least 1.
        slowdown: factor on the product while the collective runs: SMs / (SMs - those of the collective) or more for
            collectives that run as kernels, 1 for copy engines.
    """
    _check(chunks, slowdown)
    return gemm / chunks + max((chunks - 1) / chunks * gemm * slowdown, gather)


def chunked_gemm_reduce_scatter(gemm: float, scatter: float, *, chunks: int, slowdown: float = 1.0) -> float:
    """Product feeding a reduce-scatter; the last chunk's communication, or the first one's product, stays in the open.

    T = max(gemm * slowdown + scatter / c, gemm * slowdown / c + scatter). Arguments as in `chunked_all_gather_gemm`.
    """
    _check(chunks, slowdown)
    busy = gemm * slowdown
    return max(busy + scatter / chunks, busy / chunks + scatter)


def double_buffered(compute: float, broadcast: float, *, steps: int) -> float:
    """`steps` equal steps, the next panel's broadcast under this one's product: T = b + (S - 1) max(g, b) + g.

    Args:
        compute: time of one step's product.
        broadcast: time of one step's broadcast.
        steps: number of steps, at least 1.
    """
    if steps < 1:
        raise ValueError("steps is at least 1")
    return broadcast + (steps - 1) * max(compute, broadcast) + compute


def overlap_efficiency(compute: float, communication: float, total: float) -> float:
    """Share of the shorter of the two that was hidden: (compute + communication - total) / min of both.

    1 is perfect.
    """
    return (compute + communication - total) / min(compute, communication)


def _check(chunks: int, slowdown: float) -> None:
    if chunks < 1:
        raise ValueError("chunks is at least 1")
    if slowdown < 1:
        raise ValueError("slowdown is at least 1")
