"""How well a rubric's own evidence would do as an answer: what support a true statement of each criterion gets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

import numpy as np

from agent.assess.encoding import Encodings, Floats, Indices, Likeness, Rubric, likeness
from agent.assess.parameters import Logistic
from agent.assess.support import support_inputs
from agent.assess.text import legible

_ALTERNATIVES = re.compile(r"\b(?:or|such as|for instance|for example|possibly|e\.g)\b", re.IGNORECASE)
_PARTS = re.compile(r"\band\b|[,;]", re.IGNORECASE)
_KINDS = ("behavioral", "statistics")
"""Stories and formulas resemble rubric texts less than other answers do."""
_HIGHEST = 5
"""So many of the other criteria's statements, the most confusable ones, are averaged."""


@dataclass(frozen=True)
class Yardstick:
    """A rubric measured by itself: M evidence statements, each compared with the rubric without itself."""

    owner: Indices
    """Shape (M,): which criterion a statement belongs to."""
    signs: Mapping[str, Floats]
    """The inputs of stage 1, each (M, C)."""
    texts: Mapping[str, Floats]
    """Inputs of stage 2 that depend on the rubric's wording and kind alone, each (C,)."""


def yardstick(rubric: Rubric, encodings: Encodings) -> Yardstick:
    """Compare each evidence statement with its rubric, itself hidden."""
    count = len(rubric.criteria)
    rows = [(at, row) for at in range(count) for row in rubric.texts_of(at, "evidence")]
    statements = [text for criterion in rubric.criteria for text in criterion.evidence]
    parts = []
    for (at, row), passage in zip(rows, encodings.of([legible(text) for text in statements]), strict=True):
        like = _without(likeness(rubric, [passage]), int(row), rubric.texts_of(at, "evidence"))
        parts.append(support_inputs(rubric, [passage], like))
    expectations = [rubric.texts_of(at, "expectation")[0] for at in range(count)]
    near = rubric.pooled @ rubric.pooled.T
    wording: dict[str, list[float]] = {
        "wording_closeness": [near[row, rubric.texts_of(at, "evidence")].mean() for at, row in enumerate(expectations)],
        "wording_alternatives": [bool(_ALTERNATIVES.search(c.expectation)) for c in rubric.criteria],
        "wording_parts": [len(_PARTS.findall(c.expectation)) for c in rubric.criteria],
    }
    owner = np.array([at for at, _ in rows])
    signs = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    for name in ("cosine_evidence", "tokens_evidence"):
        wording[f"own_{name}"] = [signs[name][owner == at, at].mean() for at in range(count)]
    for kind in _KINDS:
        wording[f"kind_{kind}"] = [rubric.kind == kind] * count
    return Yardstick(
        owner=owner,
        signs=signs,
        texts={name: np.array(values, np.float32) for name, values in wording.items()},
    )


def calibration_inputs(measured: Yardstick, support: Logistic) -> dict[str, Floats]:
    """Return inputs of stage 2, each (C,): support by a criterion's own evidence and by the most confusable other."""
    logits = support.logit(measured.signs)
    own, other = [], []
    for at in range(logits.shape[1]):
        mine = measured.owner == at
        own.append(logits[mine, at].mean())
        rest = np.sort(logits[~mine, at])[-_HIGHEST:]
        other.append(rest.mean() if len(rest) else own[-1])
    found = {"own_evidence": np.array(own, np.float32), "other_evidence": np.array(other, np.float32)}
    return {**found, **measured.texts}


def _without(like: Likeness, row: int, siblings: Indices) -> Likeness:
    """Hide one text from a comparison: it gets the value of its farthest sibling."""
    rest = siblings[siblings != row]
    hidden = {}
    for field in fields(Likeness):
        value = getattr(like, field.name)
        if value.ndim == 2 and value.shape[1] == like.cosine.shape[1]:
            value = value.copy()
            value[:, row] = value[:, rest].min(axis=1)
            hidden[field.name] = value
    return replace(like, **hidden)
