"""Fits the parameters of sandbox/cluster to measurements and writes sandbox/cluster/data/fits.yaml.

    python benchmarks/fit_cluster.py --data DIR [--output FILE] [--date YYYY-MM-DD]

DIR holds nccl_points.csv and gemm_points.csv. Nothing but the parameters, their errors and the names of the systems
is stored.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from cluster_points import NOT_FITTED, Array, Gemms, Point, collective_points, gemm_groups, sweep_weights

from sandbox.cluster.fits import CollectiveFit
from sandbox.cluster.fitting import fit_collectives, fit_gemm
from sandbox.cluster.gemm import GemmFit, gemm_parts
from sandbox.cluster.gpus import gpus
from sandbox.cluster.nccl_time import quickest

GEMM_CLASSES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    # class: GPU and format of the rows, sources
    "v100/fp16": ("v100", ("fp16",), ("DeepBench",)),
    "v100/fp32": ("v100", ("fp32",), ("DeepBench",)),
    "a100/fp16": ("a100", ("fp16",), ("vidur",)),
    "h100/bf16": ("h100", ("bf16",), ("openxla",)),
    "h100/tf32": ("h100", ("tf32",), ("openxla",)),
    "h800/fp8": ("h800", ("fp8",), ("DeepGEMM",)),
    "b200/bf16": ("b200", ("bf16",), ("openxla",)),
    "b200/tf32": ("b200", ("tf32",), ("openxla",)),
    "b200/fp8": ("b200", ("fp8",), ("openxla",)),
}


def gemm_rows(groups: list[Gemms], name: str) -> Gemms:
    gpu, dtypes, sources = GEMM_CLASSES[name]
    found = [g for g in groups if g.gpu == gpu and g.dtype in dtypes and g.source in sources]
    joined = (np.concatenate([getattr(g, x) for g in found]) for x in ("m", "n", "k", "batch", "time_us"))
    return Gemms(gpu, dtypes[0], " and ".join(g.source for g in found), *joined)


def gemm_errors(rows: Gemms, fit: GemmFit) -> Array:
    rate = gpus()[rows.gpu].rate(rows.dtype)
    times = gemm_parts(rows.m, rows.n, rows.k, rate, fit, batch=rows.batch)["time_us"]
    return np.abs(times / rows.time_us - 1)


def spread(errors: Array) -> dict[str, float]:
    return {
        "median_error": round(float(np.median(errors)), 3),
        "p90_error": round(float(np.quantile(errors, 0.9)), 3),
    }


def fit_points(points: Sequence[Point], *, prior: CollectiveFit | None = None) -> CollectiveFit:
    measured = np.array([p.time_us for p in points])
    return fit_collectives([p.found for p in points], measured, sweep_weights(points), prior=prior)


def fit_all_collectives(data: Path) -> dict[str, Any]:
    points = [p for p in collective_points(data) if p.system not in NOT_FITTED]
    everything = fit_points(points)
    fits: dict[str, Any] = {}
    for name in sorted({p.fit for p in points}):
        rows = [p for p in points if p.fit == name]
        measured = np.array([p.time_us for p in rows])
        fit = fit_points(rows, prior=everything)
        times = np.array([quickest(p.found, fit).time_us for p in rows])
        systems = sorted({p.system for p in rows})
        fits[name] = {
            "fit": fit.model_dump(),
            "basis": {"rows": len(rows), "systems": systems, **spread(np.abs(times / measured - 1))},
        }
    return fits


def fit_all_gemms(data: Path) -> dict[str, Any]:
    groups, fits = gemm_groups(data), {}
    for name in GEMM_CLASSES:
        rows = gemm_rows(groups, name)
        fit = fit_gemm(rows.m, rows.n, rows.k, rows.time_us, gpus()[rows.gpu].rate(rows.dtype))
        fits[name] = {
            "fit": fit.model_dump(),
            "basis": {"rows": len(rows), "systems": [rows.source], **spread(gemm_errors(rows, fit))},
        }
    return fits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with nccl_points.csv and gemm_points.csv")
    target = Path(__file__).resolve().parent.parent / "sandbox/cluster/data/fits.yaml"
    parser.add_argument("--output", type=Path, default=target)
    parser.add_argument("--date", default=date.today().isoformat())
    args = parser.parse_args()
    names = ("nccl_points.csv", "gemm_points.csv")
    found = {
        "provenance": {
            "command": "python benchmarks/fit_cluster.py --data DIR",
            "date": args.date,
            "loss": "weighted mean of |log(predicted / measured)|; a sweep of r rows weighs sqrt(r)",
            "pull": "a class is pulled, weakly, towards the fit of all rows (PULL in sandbox/cluster/fitting.py)",
            "sha256": {n: hashlib.sha256((args.data / n).read_bytes()).hexdigest() for n in names},
            "not_fitted": dict(NOT_FITTED),
        },
        "collectives": fit_all_collectives(args.data),
        "gemm": fit_all_gemms(args.data),
    }
    head = "# Written by benchmarks/fit_cluster.py: do not edit. The rows behind it are named in docs/cluster.md.\n"
    args.output.write_text(head + yaml.safe_dump(found, sort_keys=False, width=120), encoding="utf-8")
    for kind in ("collectives", "gemm"):
        for name, row in found[kind].items():
            print(f"{name:22}", row["fit"], row["basis"]["median_error"], row["basis"]["p90_error"])


if __name__ == "__main__":
    main()
