from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.cluster.gemm import GemmFit, GemmRate, gemm_parts, gemm_time, tflops
from sandbox.cluster.gpus import find_gpu, gpus
from sandbox.cluster.roofline import attainable_tflops, intensity, ridge, roofline_us

RATE = GemmRate(sms=100, peak_tflops=1000, hbm_gbs=2000, in_bytes=2, out_bytes=2)
IDEAL = GemmFit(eff=1, e128=1, e64=1, t0=0, c0=0, h=1)
SIZES = st.integers(1, 20_000)


def h100(m: int, n: int, k: int, dtype: str = "bf16") -> float:
    gpu = find_gpu("h100")
    return tflops(m, n, k, gemm_time(m, n, k, gpu.rate(dtype), gpu.fit(dtype)).time_us)


def test_one_full_wave_by_hand() -> None:
    fit = IDEAL.model_copy(update={"e128": 0.01, "e64": 0.01, "t0": 3.0, "c0": 1.0})
    # 10 x 10 tiles of 256 x 128 on 100 SMs of 10 TFLOP/s each: one wave.
    t = gemm_time(2560, 1280, 4096, RATE, fit)
    assert (t.waves, t.split, t.tile) == (1, 1, (256, 128))
    assert t.waves_us == pytest.approx(2 * 256 * 128 * 4096 / 10e6 + 1.0)
    assert t.memory_us == pytest.approx(2 * (2560 * 4096 + 4096 * 1280 + 2560 * 1280) / 2e6)
    busy = (t.waves_us**4 + t.memory_us**4) ** 0.25
    assert t.time_us == pytest.approx(3.0 + busy)


def test_one_tile_more_than_the_sms_costs_a_second_wave() -> None:
    fit = IDEAL.model_copy(update={"e128": 0.01, "e64": 0.01, "c0": 1.0})
    one, two = gemm_time(2560, 1280, 512, RATE, fit), gemm_time(2561, 1280, 512, RATE, fit)
    assert (one.waves, two.waves) == (1, 2)
    assert two.waves_us == pytest.approx(2 * one.waves_us)


def test_a_collective_that_holds_sms_costs_a_wave() -> None:
    gpu = find_gpu("h100")
    alone, beside = (
        gemm_time(
            132 * 256,
            128,
            8192,
            gpu.rate("bf16"),
            gpu.fit("bf16").model_copy(update={"e128": 0.3, "e64": 0.3}),
            busy_sms=s,
        )
        for s in (0, 24)
    )
    assert alone.waves == 1
    assert beside.waves_us > 1.3 * alone.waves_us


def test_long_thin_products_split_k() -> None:
    gpu = find_gpu("h100")
    t = gemm_time(256, 256, 65536, gpu.rate("bf16"), gpu.fit("bf16"))
    assert t.split > 1
    assert t.split_us > 1


def test_rates_on_an_h100_are_those_measured() -> None:
    assert h100(8192, 8192, 8192) == pytest.approx(798, rel=0.05)
    assert h100(4096, 4096, 4096) == pytest.approx(780, rel=0.08)
    assert h100(256, 4096, 4096) == pytest.approx(418, rel=0.15)


def test_arrays_and_single_products_agree() -> None:
    gpu = find_gpu("b200")
    m, n, k = np.array([128, 4096, 77]), np.array([256, 512, 1000]), np.array([1024, 8192, 333])
    together = gemm_parts(m, n, k, gpu.rate("bf16"), gpu.fit("bf16"))["time_us"]
    one = [gemm_time(*map(int, s), gpu.rate("bf16"), gpu.fit("bf16")).time_us for s in zip(m, n, k, strict=True)]
    assert together == pytest.approx(one)


def test_a_batch_shares_its_waves() -> None:
    gpu = find_gpu("h100")
    rate, fit = gpu.rate("bf16"), gpu.fit("bf16")
    one, many = gemm_time(512, 512, 512, rate, fit), gemm_time(512, 512, 512, rate, fit, batch=8)
    assert one.time_us < many.time_us < 8 * one.time_us


@given(st.sampled_from(sorted(gpus())), SIZES, SIZES, SIZES)
def test_no_product_beats_the_roofline(name: str, m: int, n: int, k: int) -> None:
    gpu = gpus()[name]
    for dtype in gpu.formats:
        rate, fit = gpu.rate(dtype), gpu.fit(dtype)
        best = max(fit.eff * max(1, fit.e128, fit.e64), fit.h)
        t = gemm_time(m, n, k, rate, fit)
        assert t.time_us >= roofline_us(m, n, k, rate) / max(1.0, best)
        assert t.launch_us + max(t.waves_us + t.split_us, t.memory_us) <= t.time_us * (1 + 1e-9)
        assert t.time_us <= t.launch_us + 2**0.25 * max(t.waves_us + t.split_us, t.memory_us) * (1 + 1e-9)


@given(SIZES, SIZES, SIZES, st.integers(1, 5000))
def test_more_rows_never_take_less_time(m: int, n: int, k: int, more: int) -> None:
    gpu = find_gpu("a100")
    rate, fit = gpu.rate("fp16"), gpu.fit("fp16")
    assert gemm_time(m + more, n, k, rate, fit).time_us >= gemm_time(m, n, k, rate, fit).time_us * (1 - 1e-9)


def test_roofline_figures_of_the_data_sheets() -> None:
    assert ridge(find_gpu("h100").rate("bf16")) == pytest.approx(295, abs=1)
    assert ridge(find_gpu("a100").rate("bf16")) == pytest.approx(153, abs=1)
    assert intensity(4096, 4096, 4096, find_gpu("h100").rate("bf16")) == pytest.approx(4096 / 3)
    assert attainable_tflops(1e9, RATE) == 1000
    assert attainable_tflops(100, RATE) == pytest.approx(200)
