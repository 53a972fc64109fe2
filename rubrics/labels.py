"""The words of a verdict on one criterion."""

from __future__ import annotations

from typing import Literal

Label = Literal["met", "partial", "missing", "contradicted", "unscored"]
Elicited = Literal["unprompted", "probed", "challenged", "hinted", "given"]
Level = Literal[1, 2, 3, 4]
TargetLevel = Literal["L3", "L4", "L5", "L6"]

LEVEL_NAMES: dict[int, str] = {
    1: "strong no hire",
    2: "below the bar",
    3: "at the bar",
    4: "above the bar",
}
