"""Data files of the cluster model: NCCL constants, systems, GPUs, fitted parameters."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def read_data(name: str) -> Any:
    """The parsed content of one of this folder's YAML files."""
    return yaml.safe_load(files(__name__).joinpath(name).read_text(encoding="utf-8"))
