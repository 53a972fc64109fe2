"""P(open) beside raters: what the thresholds of `agent/interview/open_points.py` rest on.

    OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.openness [--data DIR]

DIR holds the outside labelled set; without it our own set alone is measured. The shipped assessor was fitted on these
answers, so expect a little less of unseen ones. The raters are runs of a language model; no person rated anything.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from agent.assess import Assessor
from agent.interview.open_points import OPEN, OPEN_BEFORE
from benchmarks.gold import Record, read
from rubrics.schema import Question

EDGES = (0.0, 0.05, 0.1, OPEN, 0.25, 0.4, 0.6, 1.01)


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of the outside set")
    answers, talks = read(parser.parse_args().data)
    _answers(answers)
    _dialogues(talks)


@cache
def _assessor(question: Question) -> Assessor:
    return Assessor(question)


def _answers(answers: Sequence[Record]) -> None:
    found = [
        (one.level, _assessor(one.question).assess(one.turns).of(criterion.id).p_open, label)
        for one in answers
        for criterion, label in zip(one.question.criteria, one.labels, strict=True)
    ]
    print(f"{len(answers)} answers: P(open), points, share that raters did not call met")
    for low, high in itertools.pairwise(EDGES):
        some = [label for _, chance, label in found if low <= chance < high]
        print(f"  {low:.2f} to {min(high, 1.0):.2f}  {len(some):5}  {_share(some):.2f}")
    for level in (2, 3, 4):
        some = [chance >= OPEN for at, chance, label in found if at == level and label != "met"]
        print(f"of what was not called met at level {level}, {sum(some) / max(1, len(some)):.2f} is open from {OPEN}")


def _dialogues(talks: Sequence[Record]) -> None:
    """Points nobody asked about: open before the first follow-up, and not any more at the end."""
    fallen, surely = [], []
    for talk in talks:
        first = next(at for at, turn in enumerate(talk.turns) if turn.speaker == "candidate")
        aimed = {turn.criterion for turn in talk.turns if turn.speaker == "interviewer"}
        before = _assessor(talk.question).assess(talk.turns[: first + 1])
        after = _assessor(talk.question).assess(talk.turns)
        for criterion, label in zip(talk.question.criteria, talk.labels, strict=True):
            was, now = before.of(criterion.id).p_open, after.of(criterion.id).p_open
            if criterion.id not in aimed and was >= OPEN > now:
                fallen.append(label)
                surely += [label] if was >= OPEN_BEFORE else []
    for name, some in ((f"open from {OPEN}", fallen), (f"open from {OPEN_BEFORE}", surely)):
        missing = sum(label in ("missing", "contradicted") for label in some)
        print(
            f"dialogues, {name} at first, closed by replies to other points: {len(some)}, of these missing {missing}, "
            f"not met {sum(label != 'met' for label in some)}"
        )


def _share(labels: Sequence[str]) -> float:
    return sum(label != "met" for label in labels) / max(1, len(labels))


if __name__ == "__main__":
    main()
