"""GPUs by name: data sheet and the class whose fitted parameters they use."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from sandbox.cluster.data import read_data
from sandbox.cluster.errors import ClusterError
from sandbox.cluster.fits import gemm_fit
from sandbox.cluster.gemm import GemmFit, GemmRate


class Format(BaseModel):
    """One number format of a GPU.

    Dense peak in 1e12 operations a second, bytes of an input and of an output element.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    peak_tflops: float = Field(gt=0)
    in_bytes: float = Field(gt=0)
    out_bytes: float = Field(gt=0)
    fit: str
    """Class in `data/fits.yaml`."""
    eff_scale: float = 1.0
    """Multiplies the class's eff."""


class Gpu(BaseModel):
    """Data sheet of one GPU; memory bandwidth in GB/s (1e9), memory in GiB."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: str
    sms: int = Field(ge=1)
    hbm_gbs: float = Field(gt=0)
    memory_gib: float = Field(gt=0)
    aliases: tuple[str, ...] = ()
    formats: dict[str, Format]

    def rate(self, dtype: str) -> GemmRate:
        """What the GPU can do in the format; `dtype` is one of `formats`."""
        f = self.formats[dtype]
        return GemmRate(
            sms=self.sms, hbm_gbs=self.hbm_gbs, peak_tflops=f.peak_tflops, in_bytes=f.in_bytes, out_bytes=f.out_bytes
        )

    def fit(self, dtype: str) -> GemmFit:
        """Fitted parameters for the format; `dtype` is one of `formats`."""
        f = self.formats[dtype]
        fit = gemm_fit(f.fit)
        return fit.model_copy(update={"eff": fit.eff * f.eff_scale})


@cache
def gpus() -> dict[str, Gpu]:
    """All GPUs by name, in the order of the data file."""
    return {name: Gpu(name=name, **row) for name, row in read_data("gpus.yaml")["gpus"].items()}


def find_gpu(name: str) -> Gpu:
    """The GPU of that name or alias; case and punctuation do not matter.

    Raises:
        ClusterError: there is none; the message lists the known ones.
    """
    labels = {_plain(label): g for g in gpus().values() for label in (*g.aliases, g.name)}
    found = labels.get(_plain(name))
    if found is None:
        raise ClusterError("Unknown GPU", f"There is no GPU {name!r}.", f"Use one of: {', '.join(gpus())}.")
    return found


def find_format(gpu: Gpu, dtype: str) -> str:
    """The GPU's own name of the number format `dtype`.

    "fp32" means the plain format where the GPU has one; names of XLA's tables are known as well.

    Raises:
        ClusterError: the GPU has no such format; the message lists those it has.
    """
    aliases: dict[str, list[str]] = read_data("gpus.yaml")["format_aliases"]
    labels = {_plain(label): name for name, others in aliases.items() for label in (name, *others)}
    found = labels.get(_plain(dtype))
    if found is None or found not in gpu.formats:
        raise ClusterError(
            "Unknown number format",
            f"There is no format {dtype!r} for {gpu.name}.",
            f"Use one of: {', '.join(gpu.formats)}.",
        )
    return found


def _plain(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))
