"""Time of one matrix product on one GPU: tiles, waves and memory.

A product m x k times k x n is cut into output tiles of Tm x Tn, each computed by one streaming multiprocessor (SM).
The tiles run in waves of at most one a SM, so the last wave costs as much as a full one however few tiles it holds; k
may be split over s SMs a tile at the price of adding the partial sums. The library is taken to pick the best tile and
split:

    waves  = ceil(ceil(m / Tm) ceil(n / Tn) batch s / SMs)
    wave   = 2 Tm Tn ceil64(k / s) / (peak / SMs * eff * e_tile) + c0
    memory = bytes / (h * HBM bandwidth)
    work   = waves * wave + [s > 1] (4 s m n batch / (h * HBM bandwidth) + 1 us)
    time   = t0 + (work^4 + memory^4)^(1/4)

The fourth-power sum is a soft maximum: where arithmetic and memory take equally long, neither hides the other
completely. The tile and wave quantisation is that of NVIDIA's "Matrix Multiplication Background User's Guide"; the
form with its six fitted parameters is this project's, `data/fits.yaml` holds them with their provenance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import BaseModel, ConfigDict, Field

TILES: tuple[tuple[int, int], ...] = (
    (256, 128),
    (128, 256),
    (128, 128),
    (256, 64),
    (64, 256),
    (128, 64),
    (64, 128),
    (64, 64),
    (64, 32),
    (32, 64),
)
"""Output tiles (rows, columns) that the library is taken to have."""
SPLITS: tuple[int, ...] = (1, 2, 3, 4, 6, 8, 16)
"""Parts into which k may be cut."""
MIN_SPLIT_K = 256
"""k of a part is at least this."""
K_STEP = 64
"""The inner loop advances by this many elements of k."""
SOFTNESS = 4
"""Power of the soft maximum of arithmetic and memory time; 3 to 5 fit equally well."""
REDUCE_LAUNCH_US = 1.0
"""Extra step that adds the partial sums of a split."""


class GemmFit(BaseModel):
    """The six fitted parameters of one GPU and number format."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    eff: float = Field(gt=0)
    """Share of the data sheet's peak that a 256 x 128 tile sustains."""
    e128: float = Field(gt=0)
    """Share of that for the 128 x 128 and 256 x 64 classes."""
    e64: float = Field(gt=0)
    """Share for tiles with half as many elements or fewer."""
    t0: float = Field(ge=0)
    """Fixed microseconds of a launch."""
    c0: float = Field(ge=0)
    """Microseconds that a wave loses to filling its pipeline and writing its tile."""
    h: float = Field(gt=0)
    """Share of the data sheet's memory bandwidth that is reached."""


class GemmRate(BaseModel):
    """What a GPU can do in one number format, from its data sheet."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sms: int = Field(ge=1)
    peak_tflops: float = Field(gt=0)
    """Dense peak of the format, 1e12 floating-point operations a second."""
    hbm_gbs: float = Field(gt=0)
    """Memory bandwidth, 1e9 bytes a second."""
    in_bytes: float = Field(gt=0)
    """Bytes of one element of A or B."""
    out_bytes: float = Field(gt=0)
    """Bytes of one element of C."""


@dataclass(frozen=True)
class GemmTime:
    """Time of a product in microseconds, and where it goes.

    time_us = launch_us + soft maximum (power `SOFTNESS`) of waves_us + split_us and memory_us, so at least launch_us
    plus the larger of the two and at most 19 % above it; tile, split and waves are those that were chosen.
    """

    time_us: float
    launch_us: float
    waves_us: float
    split_us: float
    memory_us: float
    tile: tuple[int, int]
    split: int
    waves: int


_TILE = np.array([t for t in TILES for _ in SPLITS], dtype=float)
_SPLIT = np.array([s for _ in TILES for s in SPLITS], dtype=float)
_AREA = _TILE[:, 0] * _TILE[:, 1]
_CLASS = np.where(_AREA >= 256 * 128, 0, np.where(_AREA >= 128 * 128, 1, 2))


def moved_bytes(m: ArrayLike, n: ArrayLike, k: ArrayLike, batch: ArrayLike, rate: GemmRate) -> NDArray[np.float64]:
    """Bytes of A, B and C, each moved once."""
    m, n, k = (np.asarray(x, dtype=float) for x in (m, n, k))
    moved: NDArray[np.float64] = np.asarray(batch, dtype=float) * (
        rate.in_bytes * (m * k + k * n) + rate.out_bytes * m * n
    )
    return moved


def gemm_parts(
    m: ArrayLike, n: ArrayLike, k: ArrayLike, rate: GemmRate, fit: GemmFit, *, batch: ArrayLike = 1, busy_sms: int = 0
) -> dict[str, NDArray[Any]]:
    """Parts of the time of many products at once; every argument may be an array of the same length.

    Args:
        m, n, k: shape of the product.
        rate: data sheet of the GPU in the product's format.
        fit: its fitted parameters.
        batch: equal products in one launch.
        busy_sms: SMs that a collective running beside it holds.

    Returns:
        arrays `waves_us, split_us, memory_us` of the chosen tile and split, `time_us`, and `choice`, an index into
        tiles x splits; the first four in microseconds.
    """
    m, n, k, batch = (np.atleast_1d(np.asarray(x, dtype=float))[:, None] for x in (m, n, k, batch))
    sms = rate.sms - busy_sms
    share = np.array([1.0, fit.e128, fit.e64])[_CLASS]
    part_k = np.ceil(k / _SPLIT)
    allowed = (_SPLIT == 1) | (k / _SPLIT >= MIN_SPLIT_K)
    waves = np.ceil(np.ceil(m / _TILE[:, 0]) * np.ceil(n / _TILE[:, 1]) * batch * _SPLIT / sms)
    flops_per_us = rate.peak_tflops * 1e6 / rate.sms * fit.eff * share
    wave_us = 2 * _AREA * np.ceil(part_k / K_STEP) * K_STEP / flops_per_us + fit.c0
    bytes_per_us = rate.hbm_gbs * 1e3 * fit.h
    split_us = np.where(_SPLIT > 1, 4 * _SPLIT * m * n * batch / bytes_per_us + REDUCE_LAUNCH_US, 0.0)
    total = np.where(allowed, waves * wave_us + split_us, np.inf)
    best = total.argmin(axis=1)
    row = np.arange(len(best))
    memory_us = moved_bytes(m, n, k, batch, rate)[:, 0] / bytes_per_us
    return {
        "time_us": fit.t0 + (total[row, best] ** SOFTNESS + memory_us**SOFTNESS) ** (1 / SOFTNESS),
        "waves_us": (waves * wave_us)[row, best],
        "split_us": np.broadcast_to(split_us, total.shape)[row, best],
        "memory_us": memory_us,
        "waves": waves[row, best],
        "choice": best,
    }


def gemm_time(m: int, n: int, k: int, rate: GemmRate, fit: GemmFit, *, batch: int = 1, busy_sms: int = 0) -> GemmTime:
    """Time of one product, or of one launch of `batch` equal ones. Arguments as in `gemm_parts`."""
    parts = gemm_parts(m, n, k, rate, fit, batch=batch, busy_sms=busy_sms)
    choice = int(parts["choice"][0])
    return GemmTime(
        time_us=float(parts["time_us"][0]),
        launch_us=fit.t0,
        waves_us=float(parts["waves_us"][0]),
        split_us=float(parts["split_us"][0]),
        memory_us=float(parts["memory_us"][0]),
        tile=TILES[choice // len(SPLITS)],
        split=SPLITS[choice % len(SPLITS)],
        waves=int(parts["waves"][0]),
    )


def tflops(m: int, n: int, k: int, time_us: float, *, batch: int = 1) -> float:
    """Rate of a product: 2 m n k batch operations in `time_us` microseconds, in 1e12 a second."""
    return 2.0 * m * n * k * batch / time_us / 1e6
