"""Rows of a points file: what to predict, checked before anything is computed."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sandbox.cluster.errors import ClusterError
from sandbox.cluster.gpus import Gpu, find_format, find_gpu
from sandbox.cluster.nccl import COLLECTIVES, Group
from sandbox.cluster.presets import find_preset

LARGEST = 2**53
"""No count or size in a row is larger: beyond it a float no longer holds whole numbers."""

KINDS: dict[str, tuple[str, ...]] = {
    "gemm": ("gpu", "dtype", "m", "n", "k"),
    "collective": ("preset", "gpus", "nodes", "collective", "bytes"),
}
"""Columns that a row of each kind has to fill."""


@dataclass(frozen=True)
class GemmPoint:
    """A product m x k times k x n, `batch` times in one launch, on one GPU.

    `dtype` is the GPU's own name of the format.
    """

    gpu: Gpu
    dtype: str
    m: int
    n: int
    k: int
    batch: int


@dataclass(frozen=True)
class CollectivePoint:
    """A collective of `size` bytes, counted as nccl-tests does, in a group of GPUs."""

    group: Group
    collective: str
    size: int


Point = GemmPoint | CollectivePoint


def read_points(path: Path) -> list[Point]:
    """Every row of a CSV file.

    Raises:
        ClusterError: the file cannot be read, or a row is wrong; the message has file and line.
    """
    points: list[Point] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as f:
            reader = csv.DictReader(f, strict=True)
            _check_header(path, reader.fieldnames)
            for row in reader:
                points.append(parse_point(row, f"{path}:{reader.line_num}"))
    except OSError as e:
        raise ClusterError("Cannot read the points", f"{path}: {e.strerror}.", "Name a CSV file that exists.") from e
    except UnicodeDecodeError as e:
        raise ClusterError("Cannot read the points", f"{path} is not UTF-8 text.", "Save it as UTF-8.") from e
    except csv.Error as e:
        raise ClusterError("Cannot read the points", f"{path}: {e}.", "Write it as comma-separated values.") from e
    if not points:
        raise ClusterError("No points", f"{path} has a header and no rows.", "Add a row for each prediction.")
    return points


def parse_point(row: Mapping[str, object], where: str) -> Point:
    """The point that one row describes; `where` names the row in messages.

    Raises:
        ClusterError: a column is missing or its value is unknown or out of range.
    """
    kind = _text(row, "kind").lower()
    if kind not in KINDS:
        found = f"kind is {kind!r}." if kind else "kind is empty."
        raise ClusterError("Unknown kind of point", f"{where}: {found}", f"Use one of: {', '.join(KINDS)}.")
    missing = [c for c in KINDS[kind] if not _text(row, c)]
    if missing:
        raise ClusterError(
            "A value is missing",
            f"{where}: a {kind} row has no {' and no '.join(missing)}.",
            f"Fill the columns kind, {', '.join(KINDS[kind])}.",
        )
    try:
        return _gemm(row) if kind == "gemm" else _collective(row)
    except ClusterError as e:
        raise ClusterError(e.title, f"{where}: {e.happened}", e.todo) from None


def _gemm(row: Mapping[str, object]) -> GemmPoint:
    gpu = find_gpu(_text(row, "gpu"))
    dtype = find_format(gpu, _text(row, "dtype"))
    m, n, k = (_count(row, name) for name in ("m", "n", "k"))
    return GemmPoint(gpu, dtype, m, n, k, _count(row, "batch") if _text(row, "batch") else 1)


def _collective(row: Mapping[str, object]) -> CollectivePoint:
    preset = find_preset(_text(row, "preset"))
    gpus, nodes, size = (_count(row, name) for name in ("gpus", "nodes", "bytes"))
    name = re.sub(r"[^a-z0-9]", "", _text(row, "collective").lower())
    collective = next((c for c in COLLECTIVES if c.replace("_", "") == name), None)
    if collective is None:
        raise ClusterError(
            "Unknown collective", f"There is no {_text(row, 'collective')!r}.", f"Use one of: {', '.join(COLLECTIVES)}."
        )
    if gpus < 2:
        raise ClusterError("Too few GPUs", "gpus is 1.", "A collective needs at least 2.")
    if gpus % nodes:
        raise ClusterError(
            "GPUs and nodes do not fit", f"{gpus} GPUs on {nodes} nodes.", "Use the same number of GPUs on every node."
        )
    if gpus // nodes > preset.gpus_per_node:
        raise ClusterError(
            "Too many GPUs a node",
            f"{gpus} GPUs on {nodes} nodes; a node of {preset.name} has {preset.gpus_per_node}.",
            "Use more nodes or fewer GPUs.",
        )
    return CollectivePoint(Group(preset, gpus, nodes), collective, size)


def _text(row: Mapping[str, object], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()


def _count(row: Mapping[str, object], name: str) -> int:
    text = _text(row, name)
    if not re.fullmatch(r"[0-9]{1,16}", text) or not 1 <= int(text) <= LARGEST:
        raise ClusterError("Not a count", f"{name} is {text[:40]!r}.", f"Write a whole number from 1 to {LARGEST}.")
    return int(text)


def _check_header(path: Path, names: object) -> None:
    columns = list(names) if isinstance(names, (list, tuple)) else []
    if "kind" not in columns:
        raise ClusterError(
            "No column `kind`",
            f"{path}:1: the first line names {', '.join(map(str, columns)) or 'nothing'}.",
            "Start the file with a line of column names: kind, and those of the rows below.",
        )
    twice = sorted({c for c in columns if columns.count(c) > 1})
    if twice:
        raise ClusterError("A column appears twice", f"{path}:1: {', '.join(twice)}.", "Name each column once.")
