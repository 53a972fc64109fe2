"""The published agreement of a model grader, by model id and prompt version. Measured, never assumed."""

from __future__ import annotations

import functools
from importlib.resources import files

import yaml

NOT_MEASURED = "not measured here"


@functools.cache
def _measured() -> dict[str, dict[str, str]]:
    """Model id, then prompt with its version, then the sentence with the figures and their kind of raters."""
    text = (files("agent.grading") / "agreement.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text) or {}


def agreement_of(model: str, prompt: str) -> str:
    """The figure of exactly this model with exactly this prompt, or that it was not measured."""
    return _measured().get(model, {}).get(prompt, NOT_MEASURED)
