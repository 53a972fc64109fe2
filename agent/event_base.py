"""What every event of a session has."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict


class EventBase(BaseModel):
    """One event: where it belongs, its number, its time."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hidden: ClassVar[frozenset[str]] = frozenset()
    """Fields that stay in the log and are not printed."""

    session: str
    seq: int
    """Number among the public events of the session, from 1; an internal event carries the last public number."""
    at: datetime.datetime

    def wire(self) -> dict[str, Any]:
        """The event as printed: plain JSON values."""
        return self.model_dump(mode="json", by_alias=True, exclude=set(self.hidden) or None)
