"""Fit the matcher of clarifying questions on `benchmarks/clarifying.yaml`, and measure it question by question.

    OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.fit_clarify [--write]

The paraphrases are ours; those of tests/agent/clarifying.yaml, on other questions, are not looked at here.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import yaml

from agent.interview.clarify import TOLD, Array, likeness, probability
from benchmarks.fit_assessor import logistic
from corpus.encoder import load_encoder
from rubrics.loader import bank

DATA = Path(__file__).with_name("clarifying.yaml")
OUT = Path(__file__).parents[1] / "agent" / "interview" / "clarify.json"
RIDGE = 1.0
SIGNS = tuple(f"sign_{at}" for at in range(10))

Row = tuple[str, int | None, Array]
"""Question, the fact that is asked for (None: none), signs towards each fact."""


def rows() -> list[Row]:
    """Every paraphrase with its signs."""
    encoder, found = load_encoder(), []
    for name, ways in yaml.safe_load(DATA.read_text()).items():
        facts = bank()[name].opening
        for wanted, texts in ways.items():
            target = None if wanted == "none" else int(wanted)
            found += [(name, target, signs) for signs in likeness(texts, facts, encoder)]
    return found


def fit(data: list[Row]) -> dict[str, object]:
    """Means, scales, weights and bias."""
    signs = np.concatenate([signs for *_, signs in data])
    target = np.concatenate([np.arange(len(signs)) == wanted for _, wanted, signs in data]).astype(float)
    model = logistic(dict(zip(SIGNS, signs.T, strict=True)), target, RIDGE)
    return {"mean": model.mean, "scale": model.scale, "weights": model.weights, "bias": model.bias}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"store the fit in {OUT.name}")
    options = parser.parse_args()
    data = rows()
    right = wrong = off = 0
    for left_out in sorted({name for name, *_ in data}):
        made = fit([row for row in data if row[0] != left_out])
        mean, scale, weights = (np.array(made[key]) for key in ("mean", "scale", "weights"))
        for _, wanted, signs in (row for row in data if row[0] == left_out):
            logits = (signs - mean) / scale @ weights + made["bias"]
            best = int(logits.argmax())
            told = best if 1 / (1 + np.exp(-logits[best])) >= TOLD else None
            right += told is not None and told == wanted
            wrong += told is not None and wanted is not None and told != wanted
            off += told is not None and wanted is None
    asked = sum(wanted is not None for _, wanted, _ in data)
    print(f"leaving one question out: {right / asked:.3f} of {asked} get their fact, {wrong} another one;")
    print(f"{off} of {len(data) - asked} questions that no fact answers get one")
    if options.write:
        OUT.write_text(json.dumps({**fit(data), "fitted_on": f"{len(data)} paraphrases of ours"}) + "\n")
        print(f"{OUT} written; probabilities now {probability(data[0][2]).round(2)} for the first")


if __name__ == "__main__":
    main()
