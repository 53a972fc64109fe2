"""Systems by name: links, network and the class whose fitted latency they use."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sandbox.cluster.data import read_data
from sandbox.cluster.errors import ClusterError

Generation = Literal["volta", "ampere", "hopper", "blackwell"]
Link = Literal["nvlink", "pci"]


class Preset(BaseModel):
    """One kind of system. Bandwidths in GB/s (1e9 bytes a second); `data/presets.yaml` says what each means."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: str
    gpu: str
    generation: Generation
    link: Link
    cpu: Literal["intel", "amd"]
    gpus_per_node: int = Field(ge=1)
    ring: float = Field(gt=0)
    ring_channels: int = Field(ge=1)
    nvls: float | None = None
    nvls_channels: int = 8
    nvls_from: int = 5
    nvls_tree: tuple[float | None, float | None] = (None, None)
    """Bus bandwidth of the tree of NVLS domains over two nodes and over more, where it was measured."""
    p2p: float = Field(gt=0)
    net: float = Field(gt=0)
    net_p2p: float = Field(gt=0)
    node_fit: str
    net_fit: str
    aliases: tuple[str, ...] = ()
    sources: dict[str, str]


@cache
def presets() -> dict[str, Preset]:
    """All presets by name, in the order of the data file; `base` is resolved.

    A preset inherits every field of its base but title and aliases; of the sources, those it does not name itself.
    """
    rows: dict[str, Any] = read_data("presets.yaml")["presets"]
    full: dict[str, dict[str, Any]] = {}
    for name, row in rows.items():
        base = full.get(row.get("base", ""), {})
        merged = {**base, "aliases": [], **row, "sources": {**base.get("sources", {}), **row.get("sources", {})}}
        merged.pop("base", None)
        full[name] = merged
    return {name: Preset(name=name, **row) for name, row in full.items()}


def find_preset(name: str) -> Preset:
    """The preset of that name or alias; case, punctuation and words like "dgx", "nvswitch" or "ib" do not matter.

    Raises:
        ClusterError: no preset has that name; the message lists the known ones.
    """
    found = _by_words().get(_words(name))
    if found is None:
        raise ClusterError(
            "Unknown preset",
            f"There is no system {name!r}.",
            f"Use one of: {', '.join(presets())}.",
        )
    return presets()[found]


@cache
def _by_words() -> dict[frozenset[str], str]:
    return {_words(label): p.name for p in presets().values() for label in (*p.aliases, p.name)}


def _words(name: str) -> frozenset[str]:
    ignored = _ignored()
    return frozenset(w for w in re.findall(r"[a-z0-9]+", name.lower()) if w not in ignored)


@cache
def _ignored() -> frozenset[str]:
    return frozenset(read_data("presets.yaml")["ignored_words"])
