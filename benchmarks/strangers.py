"""How far answers are, as a whole, from their own question and from others: what the guard `STRANGER` rests on.

    OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.strangers [--data DIR]

DIR holds the outside labelled set; without it our own set alone is measured. The shipped encoder has seen these
answers, so expect the distance of unseen ones to be a little larger.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np

from agent.assess.encoding import Encodings
from agent.assess.examination import Examiner
from agent.assess.guards import STRANGER, nearest
from agent.assess.tuned import load_tuned
from benchmarks.gold import Record, read

FOREIGN = 4
"""Strong answers to questions on other topics that each question is compared with."""
ATTEMPTED = 2
"""Least level of an answer that has something to do with its question for certain."""
STRONG = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of the outside set")
    options = parser.parse_args()
    answers, talks = read(options.data)
    encodings, rng = Encodings(load_tuned()), random.Random(0)
    examiners = {one.question.id: Examiner(one.question, encodings) for one in answers}

    def nearness(examiner: Examiner, one: Record) -> float:
        near = nearest(examiner.examine(one.turns).like)
        return float(near.mean()) if near.size else 0.0

    own = [nearness(examiners[one.question.id], one) for one in answers if one.level >= ATTEMPTED]
    dialogues = [nearness(examiners[one.question.id], one) for one in talks if one.question.id in examiners]
    foreign = []
    for name, topic in {one.question.id: one.question.topic for one in answers}.items():
        others = [one for one in answers if one.level >= STRONG and one.question.topic != topic]
        foreign += [nearness(examiners[name], one) for one in rng.sample(others, FOREIGN)]
    for what, values in (("own answers", own), ("own dialogues", dialogues), ("strong foreign answers", foreign)):
        low, middle, high = np.quantile(values, [0.0, 0.5, 1.0])
        under = np.mean(np.array(values) < STRANGER)
        print(f"{what:24} {len(values):4}  {low:.3f} to {high:.3f}, median {middle:.3f}; under {STRANGER}: {under:.3f}")


if __name__ == "__main__":
    main()
