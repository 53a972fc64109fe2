"""Fits everything that the embedded assessor has learned: `make fit`, or

    OMP_NUM_THREADS=1 .venv-fit/bin/python -m benchmarks.fit --data ../shared/data/gold

1. The encoder is tuned on the bank's rubrics. 2. The questions with graded answers are split into two halves; for each
half the encoder is tuned further on the other half's answers. 3. Every answer is examined with the encoder that has not
seen its question, strong ones as answers to other questions, too; on these the logistic models are fitted and, leaving
out one question at a time, measured. 4. The shipped encoder has the mean weights of the two; it encodes the bank's
texts, which answers are compared with. Step 2 and its files are kept in `.fit/` under a hash of what they are made of.
An hour of one CPU; with `--last` the encoders of the last fit stay, which takes five minutes and no torch.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from agent.assess.cohort import encode_cohort, save_cohort
from agent.assess.encoding import Encodings
from agent.assess.parameters import COHORT, ENCODER, PATH, Provenance
from benchmarks.agreement import halfwidth, interval, judged_by, label_kappa, left_out, level_kappa
from benchmarks.fit_assessor import fit
from benchmarks.foreign import foreign
from benchmarks.gold import BANK, Graded, Record, digest, digests, examined, examiners, graded_digests, questions, read
from corpus.encoder import MiniLM, weights_path

KEPT = Path(__file__).parents[1] / ".fit"
LAST = KEPT / "last"
"""Names the folder of the last fit."""
HALVES = 2
RECIPE = ("fit_encoder.py", "minilm.py")


@dataclass(frozen=True)
class Encoders:
    """Files of encoders: for each question one that has not seen its graded answers, and one for all others."""

    halves: tuple[Path, ...]
    half_of: Mapping[str, int]
    """By question id."""
    shipped: Path


def halves(records: Sequence[Record]) -> dict[str, int]:
    """Deal the questions into halves, those of each source and kind evenly."""
    found: dict[str, int] = {}
    kinds = {record.question.id: (record.source, record.question.kind) for record in records}
    order = np.random.default_rng(0)
    dealt = 0
    for kind in sorted(set(kinds.values())):
        for name in order.permutation(sorted(name for name, of in kinds.items() if of == kind)):
            found[str(name)] = dealt % HALVES
            dealt += 1
    return found


def encoders(answers: Sequence[Record], *, anew: bool) -> Encoders:
    """Return the encoders' files; where there are none of these very texts, they are tuned now.

    Where `anew` is not asked for, those of the last fit do as well, if they are of the same questions: a measure needs
    encoders that have not seen a question's answers, not those of today's wording.
    """
    half_of = halves(answers)
    here = Path(__file__).parent
    made_of = hashlib.sha256(b"".join((here / name).read_bytes() for name in RECIPE))
    made_of.update(json.dumps([digests(questions(BANK)), half_of], sort_keys=True).encode())
    on_rubrics = KEPT / f"rubrics-{made_of.hexdigest()[:16]}.pt"
    for record in answers:
        made_of.update(json.dumps([record.question.id, record.turns[0].text, record.labels, record.quotes]).encode())
    found = _in(KEPT / made_of.hexdigest()[:16], half_of)
    last = _last(half_of)
    if not anew and last is not None:
        return last
    if not _whole(found):
        _tune(answers, found, on_rubrics)
    LAST.write_text(found.shipped.parent.name)
    return found


def _in(folder: Path, half_of: Mapping[str, int]) -> Encoders:
    return Encoders(tuple(folder / f"half{at}.onnx" for at in range(HALVES)), half_of, folder / "shipped.onnx")


def _last(half_of: Mapping[str, int]) -> Encoders | None:
    """Return the encoders of the last fit, if they were tuned on halves of all these questions."""
    if not LAST.is_file():
        return None
    folder = KEPT / LAST.read_text().strip()
    dealt = folder / "halves.json"
    stored = json.loads(dealt.read_text()) if dealt.is_file() else {}
    made = _in(folder, stored)
    return made if half_of.keys() <= stored.keys() and _whole(made) else None


def _whole(made: Encoders) -> bool:
    return all(path.is_file() for path in (*made.halves, made.shipped))


def _tune(answers: Sequence[Record], wanted: Encoders, on_rubrics: Path) -> None:
    try:
        import torch
    except ImportError:
        sys.exit("There are no encoders of a last fit in .fit/, and torch is not installed here: run `make fit` first.")

    from benchmarks import minilm
    from benchmarks.fit_encoder import tune_on_answers, tune_on_rubrics

    torch.set_num_threads(1)
    torch.manual_seed(0)
    stock = weights_path()
    KEPT.mkdir(exist_ok=True)
    if on_rubrics.is_file():
        start = minilm.MiniLM()
        start.load_state_dict(torch.load(on_rubrics, weights_only=True))
    else:
        start = tune_on_rubrics(minilm.load(stock), list(questions(BANK).values()))
        torch.save(start.state_dict(), on_rubrics)
    tuned = []
    for at, path in enumerate(wanted.halves):
        tuned.append(tune_on_answers(start, [a for a in answers if wanted.half_of[a.question.id] != at]))
        minilm.save(tuned[-1], stock, path)
    minilm.save(minilm.mean(tuned), stock, wanted.shipped)
    (wanted.shipped.parent / "halves.json").write_text(json.dumps(wanted.half_of, sort_keys=True))


def cross_examined(
    answers: Sequence[Record], talks: Sequence[Record], made: Encoders
) -> tuple[list[Graded], list[Graded], list[Graded]]:
    """Examine answers, dialogues and answers to other questions.

    Each with the encoder that has not seen graded answers to the question it is judged by.
    """
    graded: list[Graded] = []
    heard: list[Graded] = []
    strangers: list[Graded] = []
    away = foreign(answers)
    for at, path in enumerate(made.halves):
        mine = [record for record in answers if made.half_of[record.question.id] == at]
        spoken = [record for record in talks if made.half_of.get(record.question.id) == at]
        strange = [record for record in away if made.half_of[record.question.id] == at]
        known = examiners([*mine, *spoken, *strange], MiniLM(1, path, sha256(path)))
        graded += examined(mine, known)
        heard += examined(spoken, known)
        strangers += examined(strange, known)
    return graded, heard, strangers


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def gold_of(data: Path | None) -> Path | None:
    """Return the labelled folder, named itself or by the one it lies in; None where it is not there."""
    for path in (data / "gold", data) if data else ():
        if (path / "labels.csv").is_file():
            return path
    return None


def agreement(graded: Sequence[Graded], heard: Sequence[Graded], strangers: Sequence[Graded]) -> tuple[str, float]:
    """Measure by leaving out a question at a time: the sentence for scorecards, and the interval's half-width."""
    judged = judged_by(graded, left_out(graded, heard, strangers))
    unseen = [one for one in judged if one.graded.source == "gold"] or judged
    asked = len({one.graded.question.id for one in unseen})
    sentence = (
        f"On {asked} questions with {len(unseen)} synthetic answers, judged by a fit without the question: weighted "
        f"kappa (QWK) {interval(unseen, label_kappa)} for labels and {interval(unseen, level_kappa)} for levels; the "
        "rater was a language model, no person."
    )
    return sentence, halfwidth(unseen)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with questions, answers, labels and dialogues beside our own")
    parser.add_argument("--last", action="store_true", help="keep the encoders of the last fit")
    options = parser.parse_args()
    gold = gold_of(options.data)
    answers, talks = read(gold)
    if not answers:
        print("No graded answers: benchmarks/graded is empty and --data names no labelled set.", file=sys.stderr)
        return 2
    made = encoders(answers, anew=not options.last)
    graded, heard, strangers = cross_examined(answers, talks, made)
    sentence, width = agreement(graded, heard, strangers)
    shutil.copyfile(made.shipped, ENCODER)
    bank = questions(BANK)
    cohort = encode_cohort(bank, Encodings(MiniLM(1, ENCODER, sha256(ENCODER))))
    own = sum(record.source == "own" for record in answers)
    provenance = Provenance(
        fitted_on=(
            f"{len({r.question.id for r in answers})} questions, {len(answers)} synthetic answers ({own} on our bank's "
            f"questions), {sum(len(r.labels) for r in answers)} labels, {len(talks)} synthetic dialogues; raters were "
            "runs of a language model, no person"
        ),
        agreement=sentence,
        command="make fit" if gold is None else "make fit DATA=DIR",
        encoder=sha256(ENCODER),
        cohort=save_cohort(cohort, COHORT),
        rubrics=digests(bank),
        answers=graded_digests(record for record in (*answers, *talks) if record.source == "own"),
        outside=digest(graded_digests(record for record in (*answers, *talks) if record.source == "gold")),
    )
    found = fit(graded, heard, strangers, width, provenance)
    PATH.write_text(json.dumps(found.model_dump(mode="json"), separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{PATH}: {PATH.stat().st_size} bytes, {provenance.fitted_on}\n{sentence}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
