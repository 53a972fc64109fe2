from __future__ import annotations

import numpy as np
import pytest

from sandbox.cluster.fits import CollectiveFit
from sandbox.cluster.fitting import coordinate_search, fit_collectives, fit_gemm, log_loss
from sandbox.cluster.gemm import GemmFit, gemm_parts
from sandbox.cluster.gpus import find_gpu
from sandbox.cluster.nccl import Group, choices
from sandbox.cluster.nccl_time import quickest
from sandbox.cluster.presets import find_preset


def sweep(first: int, last: int) -> list[list[object]]:
    group = Group(find_preset("a100"), 8, 1)
    return [choices(group, "all_reduce", 1 << i) for i in range(first, last)]  # type: ignore[misc]


def test_a_fit_finds_the_parameters_that_made_the_rows() -> None:
    truth = CollectiveFit(latency_scale=2.0, ramp=0.5)
    found = sweep(3, 34)
    measured = np.array([quickest(row, truth).time_us for row in found])  # type: ignore[arg-type]
    fit = fit_collectives(found, measured, np.ones(len(found)))  # type: ignore[arg-type]
    assert fit.latency_scale == pytest.approx(2.0, rel=0.05)
    assert fit.ramp == pytest.approx(0.5, abs=0.06)


def test_the_prior_decides_what_large_messages_leave_open() -> None:
    truth = CollectiveFit(latency_scale=2.0, ramp=0.0)
    found = sweep(34, 37)
    measured = np.array([quickest(row, truth).time_us for row in found])  # type: ignore[arg-type]
    prior = CollectiveFit(latency_scale=1.5, ramp=0.0)
    fit = fit_collectives(found, measured, np.ones(len(found)), prior=prior)  # type: ignore[arg-type]
    assert fit.latency_scale == pytest.approx(1.5, rel=0.06)


def test_a_gemm_fit_predicts_the_rows_it_was_made_of() -> None:
    rate = find_gpu("a100").rate("fp16")
    truth = GemmFit(eff=0.75, e128=0.9, e64=0.7, t0=6.0, c0=1.5, h=0.8)
    m, n, k = (x.ravel().astype(float) for x in np.meshgrid(*[[256, 768, 2048, 8192]] * 3))
    measured = gemm_parts(m, n, k, rate, truth)["time_us"]
    fit = fit_gemm(m, n, k, measured, rate)
    assert log_loss(gemm_parts(m, n, k, rate, fit)["time_us"], measured, np.ones(len(m))) < 0.03
    assert fit.t0 == pytest.approx(6.0, rel=0.15)


def test_the_search_stays_within_its_limits() -> None:
    at = coordinate_search(lambda x: float(((x - 9.0) ** 2).sum()), (1.0, 1.0), (0.1, 0.1), (20.0, 2.0))
    assert at == pytest.approx([9.0, 2.0], rel=0.02)
