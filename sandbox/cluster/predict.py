"""Predicts the time of collectives and matrix products, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sandbox.cluster.fits import basis
from sandbox.cluster.gemm import gemm_time, tflops
from sandbox.cluster.nccl import bus_factor
from sandbox.cluster.nccl_time import collective_time, fit_name
from sandbox.cluster.points import CollectivePoint, GemmPoint, Point, parse_point, read_points


class Prediction(BaseModel):
    """A predicted time in microseconds and what it is made of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["gemm", "collective"]
    model: str
    """Preset, or GPU and number format, under the names that the model uses."""
    time_us: float
    parts: dict[str, float | int | str]
    """Names ending in _us are microseconds.

    Of a collective launch, latency, bandwidth and ramp add up to `time_us`; algorithm and protocol are NCCL's
    cheapest, `bus_gbs` is the bus bandwidth that the time amounts to. Of a matrix product, launch and busy add up;
    busy is the soft maximum of waves + split and memory, `bound` says which of them is larger; tile, split and waves
    are the cheapest, `tflops` is the rate.
    """
    basis: str
    """What the fitted parameters stand on."""


def predict_point(point: Point) -> Prediction:
    """The prediction of one checked point."""
    return _gemm(point) if isinstance(point, GemmPoint) else _collective(point)


def predict_rows(rows: Iterable[Mapping[str, str]]) -> Iterator[Prediction]:
    """The prediction of each row, as it comes.

    Args:
        rows: `kind` "gemm" with gpu, dtype, m, n, k (and batch, if it is not 1), or `kind` "collective" with preset,
            gpus, nodes, collective, bytes; other keys are ignored.

    Raises:
        ClusterError: a row is wrong; rows are counted from 1.
    """
    for number, row in enumerate(rows, start=1):
        yield predict_point(parse_point(row, f"row {number}"))


def predict_csv(path: Path | str) -> Iterator[Prediction]:
    """The prediction of each row of a CSV file; every row is checked before the first is predicted.

    Raises:
        ClusterError: at the call, where the file or a row is wrong.
    """
    points = read_points(Path(path))
    return (predict_point(p) for p in points)


def _collective(point: CollectivePoint) -> Prediction:
    group = point.group
    t = collective_time(group, point.collective, point.size)
    bus = point.size / t.time_us / 1e3 * bus_factor(point.collective, group.gpus)
    return Prediction(
        kind="collective",
        model=group.preset.name,
        time_us=t.time_us,
        parts={
            "launch_us": t.launch_us,
            "latency_us": t.latency_us,
            "bandwidth_us": t.bandwidth_us,
            "ramp_us": t.ramp_us,
            "algorithm": t.algorithm,
            "protocol": t.protocol,
            "bus_gbs": bus,
        },
        basis=_basis(fit_name(group)),
    )


def _gemm(point: GemmPoint) -> Prediction:
    rate, fit = point.gpu.rate(point.dtype), point.gpu.fit(point.dtype)
    t = gemm_time(point.m, point.n, point.k, rate, fit, batch=point.batch)
    return Prediction(
        kind="gemm",
        model=f"{point.gpu.name}/{point.dtype}",
        time_us=t.time_us,
        parts={
            "launch_us": t.launch_us,
            "busy_us": t.time_us - t.launch_us,
            "waves_us": t.waves_us,
            "split_us": t.split_us,
            "memory_us": t.memory_us,
            "bound": "memory" if t.memory_us > t.waves_us + t.split_us else "compute",
            "tile": f"{t.tile[0]}x{t.tile[1]}",
            "split": t.split,
            "waves": t.waves,
            "tflops": tflops(point.m, point.n, point.k, t.time_us, batch=point.batch),
        },
        basis=_basis(point.gpu.formats[point.dtype].fit),
    )


def _basis(fit: str) -> str:
    b = basis(fit)
    count = len(b.systems)
    return f"{fit}: {b.rows} rows of {count} {'system' if count == 1 else 'systems'}, median error {b.median_error:.1%}"
