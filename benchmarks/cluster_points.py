"""Reads the measured collectives and matrix products that the cluster model is fitted on and tested against."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sandbox.cluster.gpus import find_format, find_gpu, gpus
from sandbox.cluster.nccl import Choice, Group, choices
from sandbox.cluster.nccl_time import fit_name
from sandbox.cluster.presets import presets

Array = NDArray[np.float64]

SYSTEMS: tuple[tuple[str, str, str], ...] = (
    # text in the `system` column, preset, name of the system (several rows of the table may be one system)
    ("AWS p4de", "a100-efa", "AWS p4de"),
    ("AWS p5.48xlarge single", "h100", "AWS p5 node"),
    ("NCCL 2.18.5", "h100-efa", "AWS p5 EKS, NCCL 2.18"),
    ("AWS p5.48xlarge (8xH100 NVSwitch", "h100-efa", "AWS p5 x 2"),
    ("CoreWeave", "h100-sharp", "CoreWeave 8 x 8"),
    ("GB200 NVL72 single", "gb200", "GB200 rack"),
    ("GB200 NVL72 x", "gb200", "GB200 racks"),
    ("Lambda 1CC", "b200", "Lambda B200 x 2"),
    ("GCP A4", "b200", "GCP A4 x 2"),
    ("GCP A3 Mega", "h100-tcpxo", "GCP A3 Mega"),
    ("GCP A3 High", "h100-tcpx", "GCP A3 High"),
    ("8xA100 NVSwitch node (1 process", "a100-single-process", "A100 -g 8 (stas00)"),
    ("A100-80GB NVSwitch (1 process", "a100-single-process", "A100 -g 8 (thanos)"),
    ("HGX-A100-80GB NVSwitch (MPI", "a100", "A100 MPI (thanos)"),
    ("8xA100 NVSwitch", "a100", "A100 (li-plus)"),
    ("DGX-A100 (", "a100", "DGX-A100 (Vidur)"),
    ("AWS P6-B200 1 node", "b200", "AWS P6 node"),
    ("AWS P6-B200 4 nodes", "b200-efa", "AWS P6 x 4"),
    ("B200 node, ", "b200", "B200 node (stas00)"),
    ("HGX-B200 NVLink5 (Vultr)", "b200", "Vultr B200"),
    ("8xH200", "h200", "H200 node (stas00)"),
    ("HGX-H100 (Dell", "h100", "Dell H100 x 2"),
    ("HGX-H100 2 of 8", "h100", "H100 2 of 8 nodes"),
    ("HGX-H100 NVSwitch (1 process", "h100", "H100 -g 8"),
    ("2 DGX-H100 using 2", "h100", "DGX-H100 2 x 2"),
    ("DGX-H100 (", "h100", "DGX-H100 (Vidur)"),
    ("2xH100-PCIe", "h100-pcie", "H100 PCIe pair"),
    ("4xA100-PCIe-40GB", "pcie-cross-socket", "4 A100 PCIe"),
    ("RTX 6000D", "pcie5", "RTX 6000D 2 x 8"),
    ("RTX 2080 Ti", "pcie3", "2 RTX 2080 Ti"),
    ("nf5688m7", "h800", "H800 (nf5688m7)"),
    ("8xH800", "h800", "H800 (Flux)"),
    ("8xA800", "a800", "A800 (Flux)"),
    ("8xL20", "l20", "L20 (Flux)"),
)

LEFT_OUT: tuple[tuple[str, str], ...] = (
    ("NVLS off", "NVLS switched off by hand; NCCL would not choose so"),
    ("latency study", "one channel and the ring forced by hand"),
)

NOT_FITTED = {"AWS p5 EKS, NCCL 2.18": "an older NCCL with other algorithms"}
"""Systems that are predicted and counted, but that no fit may use."""


@dataclass(frozen=True)
class Point:
    """One measured collective with every way in which NCCL could run it."""

    system: str
    fit: str
    collective: str
    gpus: int
    size: int
    time_us: float
    found: tuple[Choice, ...]

    @property
    def sweep(self) -> tuple[str, str, int]:
        """Rows that belong to one run of a benchmark."""
        return (self.system, self.collective, self.gpus)


def collective_points(data: Path) -> list[Point]:
    """The rows of `nccl_points.csv` whose algorithm was NCCL's own choice."""
    points = []
    for row in _rows(data / "nccl_points.csv"):
        if any(text in row["system"] for text, _ in LEFT_OUT):
            continue
        preset, system = next((p, s) for text, p, s in SYSTEMS if text in row["system"])
        group = Group(presets()[preset], int(row["gpus"]), int(row["nodes"]))
        size, collective = int(row["bytes"]), row["collective"]
        found = tuple(choices(group, collective, size))
        points.append(Point(system, fit_name(group), collective, group.gpus, size, float(row["time_us"]), found))
    return points


def sweep_weights(points: Sequence[Point]) -> Array:
    """Weights that keep a long sweep from drowning a short one: a sweep of r rows counts as sqrt(r)."""
    rows = Counter(p.sweep for p in points)
    return np.array([rows[p.sweep] ** -0.5 for p in points])


@dataclass(frozen=True)
class Gemms:
    """Measured products of one GPU, format and source; shapes and microseconds by row."""

    gpu: str
    dtype: str
    source: str
    m: Array
    n: Array
    k: Array
    batch: Array
    time_us: Array

    def __len__(self) -> int:
        return len(self.m)

    def take(self, rows: NDArray[np.intp]) -> Gemms:
        """Some of the rows."""
        parts = (x[rows] for x in (self.m, self.n, self.k, self.batch, self.time_us))
        return Gemms(self.gpu, self.dtype, self.source, *parts)


NO_MODEL = ("MI210",)
"""GPUs of the tables with too few rows for six parameters."""
GEMM_SOURCES = ("openxla", "vidur", "LLMCompass", "MAMF", "DeepGEMM", "DeepBench")


def gemm_groups(data: Path, name: str = "gemm_points.csv") -> list[Gemms]:
    """The rows of a GEMM table by GPU, format and source."""
    rows: dict[tuple[str, str, str], list[tuple[float, ...]]] = {}
    for row in _rows(data / name):
        if row["gpu"] in NO_MODEL:
            continue
        gpu = find_gpu(row["gpu"]).name
        source = next(s for s in GEMM_SOURCES if s in row["source"])
        m, n, k, batch = (float(row.get(key) or 1) for key in ("m", "n", "k", "batch"))
        time_us = 2 * m * n * k * batch / float(row["tflops"]) / 1e6
        key = (gpu, find_format(gpus()[gpu], row["dtype"]), source)
        rows.setdefault(key, []).append((m, n, k, batch, time_us))
    return [Gemms(*key, *np.array(found).T) for key, found in rows.items()]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))
