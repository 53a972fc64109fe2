"""The embedded assessor: judges what was said against a question's rubric, without a model endpoint."""

from __future__ import annotations

from agent.assess.assessor import Assessor, assess
from agent.assess.parameters import parameters

__all__ = ["AGREEMENT", "GRADER", "Assessor", "assess"]

GRADER: str
"""Name and version, for a scorecard's provenance."""
AGREEMENT: str
"""The published agreement figures, in one sentence."""


def __getattr__(name: str) -> str:
    """Read the two from the fitted parameters when they are first asked for."""
    if name == "GRADER":
        return parameters().name
    if name == "AGREEMENT":
        return parameters().provenance.agreement
    raise AttributeError(name)
