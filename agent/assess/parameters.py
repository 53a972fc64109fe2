"""The fitted numbers (`parameters.json`, see `benchmarks/fit_assessor.py`) and the logistic models made of them."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from agent.assess.encoding import Floats

PATH = Path(__file__).parent / "parameters.json"
ENCODER = Path(__file__).parent / "encoder.onnx"
"""all-MiniLM-L6-v2, tuned by `benchmarks/fit_encoder.py`; int8, of the stock file's make."""
COHORT = Path(__file__).parent / "cohort.npz"
"""The bank's texts as this encoder sees them, see `agent/assess/cohort.py`."""


class _Stored(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Logistic(_Stored):
    """A logistic regression on standardised inputs."""

    inputs: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float

    def logit(self, inputs: Mapping[str, Floats]) -> Floats:
        """Return the log-odds, in the shape of the inputs. Raises KeyError where an input is not there."""
        total: Floats | float = self.bias
        for name, mean, scale, weight in zip(self.inputs, self.mean, self.scale, self.weights, strict=True):
            total = total + (inputs[name] - mean) * (weight / scale)
        return np.asarray(total, np.float32)


class Provenance(_Stored):
    """Where the numbers come from."""

    fitted_on: str
    agreement: str
    """One sentence with the published figures, for scorecards."""
    command: str
    encoder: str = ""
    """sha256 of the encoder's file that the numbers belong to."""
    cohort: str = ""
    """sha256 of the file with the bank's texts."""
    rubrics: dict[str, str] = {}
    """By question of the bank, a digest of the texts that were fitted on."""
    answers: dict[str, str] = {}
    """By question, a digest of our own graded answers and dialogues (`benchmarks/graded`)."""
    outside: str = ""
    """Digest of the labelled set from outside the project, where there was one."""


class Parameters(_Stored):
    """Everything that was fitted."""

    name: str
    support: Logistic
    """Stage 1: a sentence supports a criterion."""
    partial: Logistic
    """Stage 2: an answer establishes at least a part."""
    met: Logistic
    contradicted: Logistic
    belongs: Logistic
    """The answer is to this question; the other probabilities are multiplied with this one."""
    dialogue_partial: Logistic
    """The same for a dialogue with follow-ups; two of its inputs are the answer's log-odds."""
    dialogue_met: Logistic
    label_cuts: tuple[float, float]
    """Expected label (0 to 2) from which it is called partial and met."""
    level_halfwidth: float
    """80 % of the cross-validated level residuals are smaller."""
    provenance: Provenance


@functools.cache
def parameters() -> Parameters:
    """Return the shipped parameters."""
    return Parameters.model_validate(json.loads(PATH.read_text(encoding="utf-8")))


def probability(logit: Floats) -> Floats:
    """Return the logistic function, element by element."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logit, -30.0, 30.0))), np.float32)
