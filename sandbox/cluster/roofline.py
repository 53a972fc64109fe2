"""Roofline: arithmetic intensity, the ridge, and the time no kernel can beat.

Source: Williams, Waterman and Patterson, "Roofline: an insightful visual performance model" (2009).
"""

from __future__ import annotations

from sandbox.cluster.gemm import GemmRate


def intensity(m: int, n: int, k: int, rate: GemmRate) -> float:
    """Operations a byte of a product m x k times k x n, each matrix moved once: 2 m n k / bytes."""
    moved = rate.in_bytes * (m * k + k * n) + rate.out_bytes * m * n
    return 2.0 * m * n * k / moved


def ridge(rate: GemmRate) -> float:
    """Operations a byte from which a kernel can be compute-bound: peak over memory bandwidth."""
    return rate.peak_tflops * 1e12 / (rate.hbm_gbs * 1e9)


def attainable_tflops(operations_a_byte: float, rate: GemmRate) -> float:
    """Ceiling in 1e12 operations a second at that intensity: min(peak, intensity x bandwidth)."""
    return min(rate.peak_tflops, operations_a_byte * rate.hbm_gbs / 1e3)


def roofline_us(m: int, n: int, k: int, rate: GemmRate) -> float:
    """Microseconds that a product takes at the ceiling; a lower bound by data sheet, no launch, no waves."""
    return 2.0 * m * n * k / (attainable_tflops(intensity(m, n, k, rate), rate) * 1e6)
