"""The base of all values that cross the facade."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """Base of everything here: frozen, and unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
