"""Fitted parameters, with what they were fitted on (`data/fits.yaml`, written by `benchmarks/fit_cluster.py`)."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from sandbox.cluster.data import read_data
from sandbox.cluster.gemm import GemmFit


class CollectiveFit(BaseModel):
    """The two fitted parameters of one class of systems."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    latency_scale: float = Field(ge=1)
    """lambda: latency of an empty message over what NCCL's tuner says; what host, driver and fabric add."""
    ramp: float = Field(ge=0)
    """kappa: weight of sqrt(latency * transfer), the time to fill the pipeline."""


class Basis(BaseModel):
    """What a fit stands on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows: int
    systems: tuple[str, ...]
    median_error: float
    p90_error: float


@cache
def collective_fit(name: str) -> CollectiveFit:
    """The fit of a class of systems, such as `h100` or `h100-efa`."""
    return CollectiveFit(**read_data("fits.yaml")["collectives"][name]["fit"])


@cache
def gemm_fit(name: str) -> GemmFit:
    """The fit of a GPU and number format, such as `h100/bf16`."""
    return GemmFit(**read_data("fits.yaml")["gemm"][name]["fit"])


@cache
def basis(name: str) -> Basis:
    """What the fit of that name stands on (a class of systems, or GPU/format)."""
    fits = read_data("fits.yaml")
    return Basis(**(fits["gemm"].get(name) or fits["collectives"][name])["basis"])
