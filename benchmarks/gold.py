"""Reads a labelled set of answers and dialogues from a folder outside the project; used by the fit and the measure."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from agent.assess.encoding import Encoder, Encodings
from agent.assess.examination import Examination, Examiner
from agent.models import Turn
from rubrics.schema import Question

RANK = {"missing": 0, "contradicted": 0, "partial": 1, "met": 2}


@dataclass(frozen=True)
class Graded:
    """One answer or dialogue with a rater's labels, and what the assessor's first steps make of it."""

    question: Question
    name: str
    turns: tuple[Turn, ...]
    labels: tuple[str, ...]
    """One for each of the question's criteria."""
    examined: Examination
    quoted: npt.NDArray[np.float64]
    """Shape (N, C): 1 where the rater's quote for the criterion lies in the sentence; empty for dialogues."""
    kind: str = ""
    level: int = 0
    elicited: tuple[str, ...] = ()


def questions(folder: Path) -> dict[str, Question]:
    found = [
        Question.model_validate(yaml.safe_load(path.read_text())) for path in sorted(folder.glob("questions/*.yaml"))
    ]
    return {question.id: question for question in found}


def answers(folder: Path, examiners: dict[str, Examiner]) -> list[Graded]:
    rows = {(r["question"], r["answer"], r["criterion"]): r for r in _rows(folder / "labels.csv")}
    kinds = {(r["question"], r["answer"]): r["kind"] for r in _rows(folder / "kinds.csv")}
    graded = []
    for question in questions(folder).values():
        for path in sorted((folder / "answers" / question.id).glob("*.txt")):
            turns = (Turn(speaker="candidate", text=path.read_text()),)
            examined = examiners[question.id].examine(turns)
            mine = [rows[question.id, path.stem, criterion.id] for criterion in question.criteria]
            quoted = [_holding(r["quote_rater_1"], turns[0].text, examined) for r in mine]
            supports = np.array([r["label"] in {"met", "partial"} for r in mine])
            graded.append(
                Graded(
                    question=question,
                    name=path.stem,
                    turns=turns,
                    labels=tuple(r["label"] for r in mine),
                    examined=examined,
                    quoted=np.stack(quoted, axis=1) * supports,
                    kind=kinds[question.id, path.stem],
                    level=int(rows[question.id, path.stem, "_overall"]["label"]),
                )
            )
    return graded


def dialogues(folder: Path, examiners: dict[str, Examiner]) -> list[Graded]:
    rows = {(r["question"], r["dialogue"], r["criterion"]): r for r in _rows(folder / "dialogue_labels.csv")}
    graded = []
    for question in questions(folder).values():
        for path in sorted((folder / "dialogues" / question.id).glob("*.jsonl")):
            turns = tuple(
                Turn.model_validate(json.loads(line)) for line in path.read_text().splitlines() if line.strip()
            )
            mine = [rows[question.id, path.stem, criterion.id] for criterion in question.criteria]
            graded.append(
                Graded(
                    question=question,
                    name=path.stem,
                    turns=turns,
                    labels=tuple(r["label"] for r in mine),
                    examined=examiners[question.id].examine(turns),
                    quoted=np.zeros((0, len(mine))),
                    elicited=tuple(r["elicited"] for r in mine),
                )
            )
    return graded


def examiners(folder: Path, encoder: Encoder) -> dict[str, Examiner]:
    encodings = Encodings(encoder)
    return {name: Examiner(question, encodings) for name, question in questions(folder).items()}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def _holding(quote: str, text: str, examined: Examination) -> npt.NDArray[np.float64]:
    """Return 1 for each sentence that holds a good part of a quote (which may be joined from pieces by dots)."""
    found = np.zeros(len(examined.passages))
    for piece in quote.replace("…", "...").split("..."):
        start = text.find(piece.strip())
        if len(piece.strip()) < 8 or start < 0:
            continue
        end = start + len(piece.strip())
        for at, place in enumerate(examined.reading.places):
            shared = min(place.end, end) - max(place.start, start)
            if shared > 0 and shared >= min(0.5 * (place.end - place.start), 0.4 * (end - start)):
                found[at] = 1.0
    return found


def weighted(labels: Sequence[int], question: Question) -> float:
    """Return the weighted share of points (labels 0 to 2), 0 to 1."""
    weights = [criterion.weight for criterion in question.criteria]
    return sum(w * r / 2 for w, r in zip(weights, labels, strict=True)) / sum(weights)
