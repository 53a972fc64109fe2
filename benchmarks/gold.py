"""Reads labelled answers and dialogues: our own beside this module, and those of a folder outside the project."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from agent.assess.cohort import encode_cohort
from agent.assess.encoding import Encoder, Encodings
from agent.assess.examination import Examination, Examiner
from agent.assess.reading import read as read_turns
from agent.models import Turn
from rubrics.schema import Question

RANK = {"missing": 0, "contradicted": 0, "partial": 1, "met": 2}
BANK = Path(__file__).parents[1] / "rubrics" / "data"
OWN = Path(__file__).parent / "graded"
"""Answers on the bank's questions: `QUESTION/NN.txt`, `d1.jsonl`, `kinds.csv`, `labels.csv`, `dialogue_labels.csv`."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """One answer or dialogue with a rater's labels."""

    question: Question
    name: str
    source: str
    """`own` (on the bank's questions, beside this module) or `gold` (the folder outside the project)."""
    turns: tuple[Turn, ...]
    labels: tuple[str, ...]
    """One for each of the question's criteria, without those of the second angle."""
    quotes: tuple[str, ...]
    """What the rater quoted for each, or nothing."""
    kind: str = ""
    level: int = 0
    """The rater's level, 1 to 4; 0 for a dialogue."""
    elicited: tuple[str, ...] = ()
    """For a dialogue, what drew each point out."""

    @property
    def ranks(self) -> npt.NDArray[np.int64]:
        """Shape (C,): 0 missing or contradicted, 1 partial, 2 met."""
        return np.array([RANK[label] for label in self.labels])


@dataclass(frozen=True, kw_only=True)
class Graded(Record):
    """The same with what the assessor's first steps make of it."""

    examined: Examination
    quoted: npt.NDArray[np.float64]
    """Shape (N, C): 1 where the rater's quote for the criterion lies in the sentence; empty for dialogues."""


def questions(folder: Path) -> dict[str, Question]:
    """Read the questions of a folder, or of the folders of topics in it, by id."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    paths = sorted(folder.glob("*/*.yaml")) or sorted(folder.glob("*.yaml"))
    found = [Question.model_validate(yaml.load(path.read_text(), loader)) for path in paths]
    return {question.id: question for question in found}


def read(data: Path | None) -> tuple[list[Record], list[Record]]:
    """Return the answers and the dialogues of our own set and, where it is there, of the folder `data`."""
    answers, talks = _own(OWN, questions(BANK))
    if data is not None:
        answers += _gold_answers(data)
        talks += _gold_dialogues(data)
    return answers, talks


def _own(folder: Path, bank: Mapping[str, Question]) -> tuple[list[Record], list[Record]]:
    """Read the folders that were rated completely; criteria that a question no longer has are left out with it."""
    answers: list[Record] = []
    talks: list[Record] = []
    for place in sorted(path for path in folder.glob("*") if path.name in bank):
        question = bank[place.name]
        kinds = {row["answer"].removesuffix(".txt"): row["kind"] for row in _rows(place / "kinds.csv")}
        rated = {(row["answer"].removesuffix(".txt"), row["criterion"]): row for row in _rows(place / "labels.csv")}
        for path in sorted(place.glob("[0-9]*.txt")):
            mine = [rated.get((path.stem, criterion.id)) for criterion in question.criteria]
            overall = rated.get((path.stem, "_overall"))
            kept = [row for row in mine if row is not None]
            if overall is None or len(kept) < len(mine) or any(row["label"] not in RANK for row in kept):
                continue
            answers.append(
                Record(
                    question=question,
                    name=path.stem,
                    source="own",
                    turns=(Turn(speaker="candidate", text=path.read_text()),),
                    labels=tuple(row["label"] for row in kept),
                    quotes=tuple(row["quote"] for row in kept),
                    kind=kinds.get(path.stem, ""),
                    level=int(overall["label"]),
                )
            )
        heard = {
            (row["dialogue"].removesuffix(".jsonl"), row["criterion"]): row
            for row in _rows(place / "dialogue_labels.csv")
        }
        for path in sorted(place.glob("d*.jsonl")):
            said = [heard.get((path.stem, criterion.id)) for criterion in question.criteria]
            whole = [row for row in said if row is not None and row["label"] in RANK]
            if len(whole) == len(said):
                talks.append(_dialogue(question, path, whole, "own"))
    return answers, talks


def _gold_answers(folder: Path) -> list[Record]:
    rows = {(r["question"], r["answer"], r["criterion"]): r for r in _rows(folder / "labels.csv")}
    kinds = {(r["question"], r["answer"]): r["kind"] for r in _rows(folder / "kinds.csv")}
    found = []
    for question in questions(folder / "questions").values():
        for path in sorted((folder / "answers" / question.id).glob("*.txt")):
            mine = [rows[question.id, path.stem, criterion.id] for criterion in question.criteria]
            found.append(
                Record(
                    question=question,
                    name=path.stem,
                    source="gold",
                    turns=(Turn(speaker="candidate", text=path.read_text()),),
                    labels=tuple(r["label"] for r in mine),
                    quotes=tuple(r["quote_rater_1"] for r in mine),
                    kind=kinds[question.id, path.stem],
                    level=int(rows[question.id, path.stem, "_overall"]["label"]),
                )
            )
    return found


def _gold_dialogues(folder: Path) -> list[Record]:
    rows = {(r["question"], r["dialogue"], r["criterion"]): r for r in _rows(folder / "dialogue_labels.csv")}
    found = []
    for question in questions(folder / "questions").values():
        for path in sorted((folder / "dialogues" / question.id).glob("*.jsonl")):
            mine = [rows[question.id, path.stem, criterion.id] for criterion in question.criteria]
            found.append(_dialogue(question, path, mine, "gold"))
    return found


def _dialogue(question: Question, path: Path, rows: Sequence[Mapping[str, str]], source: str) -> Record:
    lines = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
    return Record(
        question=question,
        name=path.stem,
        source=source,
        turns=tuple(Turn.model_validate(line) for line in lines),
        labels=tuple(row["label"] for row in rows),
        quotes=("",) * len(rows),
        elicited=tuple(row["elicited"] for row in rows),
    )


def examiners(records: Iterable[Record], encoder: Encoder) -> dict[str, Examiner]:
    """Return an examiner for each question that the records have, their sentences encoded already, and the bank."""
    encodings = Encodings(encoder)
    records = list(records)
    asked = {record.question.id: record.question for record in records}
    readings = [read_turns(record.turns) for record in records]
    # All at once: texts of like length then share a batch.
    encodings.of([text for reading in readings for text in reading.said])
    encodings.of([text for reading in readings for line in reading.followups for text in line.sentences])
    cohort = encode_cohort(questions(BANK), encodings)
    return {
        name: Examiner(question.model_copy(update={"second_angle": None}), encodings, cohort)
        for name, question in asked.items()
    }


def examined(records: Iterable[Record], known: Mapping[str, Examiner]) -> list[Graded]:
    """Examine the records."""
    found = []
    for record in records:
        seen = known[record.question.id].examine(record.turns)
        held = np.zeros((0, len(record.labels)))
        if record.level:
            supports = np.array([label in {"met", "partial"} for label in record.labels])
            columns = [_holding(quote, record.turns[0].text, seen) for quote in record.quotes]
            held = np.stack(columns, axis=1) * supports
        plain = {field.name: getattr(record, field.name) for field in fields(record)}
        found.append(Graded(**plain, examined=seen, quoted=held))
    return found


def digests(asked: Mapping[str, Question]) -> dict[str, str]:
    """Return by question two digests of six digits: of its criteria's ids, and of the texts that the fit reads."""
    found = {}
    for name, question in sorted(asked.items()):
        every = question.all_criteria()
        texts = [question.prompt, *(criterion.model_dump(mode="json", include=_READ) for criterion in every)]
        found[name] = digest([criterion.id for criterion in every])[:6] + digest(texts)[:6]
    return found


def graded_digests(records: Iterable[Record]) -> dict[str, str]:
    """Return by question a digest of its graded answers and dialogues."""
    found: dict[str, list[object]] = {}
    for record in records:
        said = [turn.text for turn in record.turns]
        found.setdefault(record.question.id, []).append(
            [record.name, said, record.labels, record.quotes, record.elicited]
        )
    return {name: digest(rows) for name, rows in sorted(found.items())}


_READ = {"id", "expectation", "evidence", "misconceptions", "terms"}


def digest(value: object) -> str:
    """Return twelve hexadecimal digits of the sha256 of a value as JSON."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def weighted(labels: Sequence[int], question: Question) -> float:
    """Return the weighted share of points (labels 0 to 2), 0 to 1."""
    weights = [criterion.weight for criterion in question.criteria]
    return sum(w * r / 2 for w, r in zip(weights, labels, strict=True)) / sum(weights)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def spans(quote: str, text: str) -> list[tuple[int, int]]:
    """Return where the pieces of a quote (which may be joined by dots) stand in a text."""
    found = []
    for piece in quote.replace("…", "...").split("..."):
        start = text.find(piece.strip())
        if len(piece.strip()) >= 8 and start >= 0:
            found.append((start, start + len(piece.strip())))
    return found


def holds(start: int, end: int, quote: tuple[int, int]) -> bool:
    """Tell whether a sentence holds a good part of a quote."""
    shared = min(end, quote[1]) - max(start, quote[0])
    return shared > 0 and shared >= min(0.5 * (end - start), 0.4 * (quote[1] - quote[0]))


def _holding(quote: str, text: str, seen: Examination) -> npt.NDArray[np.float64]:
    """Return 1 for each sentence that holds a good part of a quote."""
    pieces = spans(quote, text)
    return np.array([float(any(holds(p.start, p.end, piece) for piece in pieces)) for p in seen.reading.places])
