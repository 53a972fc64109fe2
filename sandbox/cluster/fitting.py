"""Fits the model's few parameters to measurements; usable for a cluster of one's own.

The loss is the weighted mean of |log(predicted / measured)|: robust against outliers and the same for a factor up or
down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from sandbox.cluster.fits import CollectiveFit
from sandbox.cluster.gemm import GemmFit, GemmRate, gemm_parts
from sandbox.cluster.nccl import Choice

Array = NDArray[np.float64]

GEMM_NAMES = ("eff", "e128", "e64", "t0", "c0", "h")
GEMM_START = (0.84, 1.0, 0.8, 4.7, 0.9, 0.7)
GEMM_BOUNDS = ((0.3, 0.7, 0.4, 0.5, 0.1, 0.3), (1.0, 1.0, 1.0, 20.0, 6.0, 1.0))
"""Start and limits of `GEMM_NAMES`: shares of a peak, then microseconds, then a share of bandwidth."""

GEMM_PULL = 0.5
"""Weight of the squared distance (of logarithms) from the start, in rows.

Keeps a parameter that no row decides where it was.
"""
SCALES = np.exp(np.arange(0.0, 4.0, 0.05))
RAMPS = np.arange(0.0, 1.55, 0.05)
"""Grid of latency scales and ramps that is searched."""
PULL = 0.03


def log_loss(predicted: Array, measured: Array, weights: Array) -> float:
    """Weighted mean of |log(predicted / measured)|; both in microseconds."""
    return float((weights * np.abs(np.log(predicted / measured))).sum() / weights.sum())


def coordinate_search(
    loss: Callable[[Array], float],
    start: Sequence[float],
    low: Sequence[float],
    high: Sequence[float],
    *,
    first: float = 0.3,
    last: float = 0.004,
) -> Array:
    """Minimum of `loss` over positive parameters: one at a time by a factor, the factor halved when nothing helps.

    Args:
        loss: value to minimise, of one point.
        start, low, high: first point and limits of each parameter.
        first, last: logarithm of the factor at the start and at the end.
    """
    at = np.array(start, dtype=float)
    best, step = loss(at), first
    while step > last:
        better = False
        for i in range(len(at)):
            for sign in (1.0, -1.0):
                trial = at.copy()
                trial[i] = np.clip(trial[i] * np.exp(sign * step), low[i], high[i])
                value = loss(trial)
                if value < best - 1e-9:
                    best, at, better = value, trial, True
        if not better:
            step /= 2
    return at


def fit_collectives(
    found: Sequence[Sequence[Choice]],
    measured: Array,
    weights: Array,
    *,
    prior: CollectiveFit | None = None,
    pull: float = PULL,
) -> CollectiveFit:
    """Fit latency scale and ramp on rows that share a class.

    Args:
        found: every choice of each row, from `nccl.choices`.
        measured: microseconds of each row.
        weights: weight of each row.
        prior: parameters towards which the fit is pulled; they decide what the rows leave open, as rows of large
            messages alone leave the latency. None for no pull.
        pull: how many rows of weight 1 and error 1 a distance of 1 from the prior weighs; the distance is that of
            log(latency_scale) and of ramp, squared and added.
    """
    width = max(len(row) for row in found)
    latency = np.full((len(found), width), 1e15)
    transfer, pipelined = latency.copy(), np.zeros_like(latency)
    for i, row in enumerate(found):
        for j, c in enumerate(row):
            latency[i, j], transfer[i, j], pipelined[i, j] = c.base_us + c.steps_us, c.transfer_us, float(c.pipelined)
    least = latency.min(axis=1, keepdims=True)

    def loss(scale: float, ramp: float) -> float:
        scaled = latency + (scale - 1) * least
        times = scaled + transfer + ramp * pipelined * np.sqrt(scaled * transfer)
        away = 0.0 if prior is None else np.log(scale / prior.latency_scale) ** 2 + (ramp - prior.ramp) ** 2
        return log_loss(times.min(axis=1), measured, weights) + pull * float(away) / float(weights.sum())

    # Two parameters: a grid finds the basin, since which choice is cheapest changes with them.
    _, scale, ramp = min((loss(s, r), s, r) for s in SCALES for r in RAMPS)
    return CollectiveFit(latency_scale=round(float(scale), 3), ramp=round(float(ramp), 2))


def fit_gemm(m: Array, n: Array, k: Array, measured: Array, rate: GemmRate) -> GemmFit:
    """Fit the six parameters of the tile model on products of one GPU and format; `measured` in microseconds."""
    weights = np.ones_like(measured)

    def loss(at: Array) -> float:
        fit = GemmFit(**dict(zip(GEMM_NAMES, at.tolist(), strict=True)))
        away = float((np.log(at / np.array(GEMM_START)) ** 2).sum())
        return log_loss(gemm_parts(m, n, k, rate, fit)["time_us"], measured, weights) + GEMM_PULL * away / len(measured)

    at = coordinate_search(loss, GEMM_START, *GEMM_BOUNDS)
    return GemmFit(**{name: round(float(x), 3) for name, x in zip(GEMM_NAMES, at, strict=True)})
