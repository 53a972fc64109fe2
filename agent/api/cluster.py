"""The cost model of GEMMs and collectives."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def predict(points: Path) -> list[dict[str, Any]]:
    """One row a point: `time_us` and `parts`. Raises ClusterError that names the row."""
    from sandbox.cluster.predict import predict_csv

    return [prediction.model_dump(mode="json") for prediction in predict_csv(points)]
