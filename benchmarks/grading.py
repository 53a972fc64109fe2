"""Agreement of a grader with labelled answers and dialogues: `make bench-grading`, or

    OMP_NUM_THREADS=1 .venv-fit/bin/python -m benchmarks.grading --data ../shared/data --attacks

The embedded grader is judged on questions that it has not learned from: the encoder has not seen their graded answers,
and the logistic models were fitted without them. With `--engine llm` the same figures are printed for the model that
the settings name. Brackets are 95 % bootstrap intervals over questions. Without `--data` only our own answers count.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from agent.models import Assessment
from benchmarks.agreement import (
    Judged,
    bias,
    elicited_agreement,
    hire_line,
    judged_by,
    label_kappa,
    left_out,
    level_kappa,
)
from benchmarks.attacks import report_attacks
from benchmarks.baselines import report_baselines
from benchmarks.fit import cross_examined, encoders, gold_of
from benchmarks.gold import Graded, examined, examiners, read
from benchmarks.grading_report import report_answers, report_dialogues, report_strangers
from benchmarks.short_answers import report_short_answers


def missed(judged: Sequence[Judged], heard: Sequence[Judged]) -> list[str]:
    """Return the targets that do not hold."""
    figures = [
        ("label QWK", label_kappa(judged), 0.74),
        ("level QWK", level_kappa(judged), 0.84),
        ("hire line", hire_line(judged), 0.88),
        ("bias, turned round", -abs(bias(judged)), -0.15),
    ]
    if heard:
        figures += [("dialogues' label QWK", label_kappa(heard), 0.70), ("elicited", elicited_agreement(heard), 0.92)]
    return [f"{name} {found:.3f} (target {target})" for name, found, target in figures if found < target]


def by_model(graded: Sequence[Graded], embedded: Sequence[Judged]) -> list[Judged]:
    """Grade with the model of the settings. Raises ModelFailure; SystemExit where none is set up."""
    from agent import settings
    from agent.grading.model import Grading, grade

    chosen = settings.load()
    endpoint = chosen.endpoint()
    if endpoint is None:
        sys.exit("No model is set up: HOTSEAT_BASE_URL and HOTSEAT_MODEL name one, see docs/model-grader.md.")
    how, cancel = Grading(**chosen.grading), threading.Event()
    found = []
    for one, ours in zip(graded, embedded, strict=True):
        opinion: Assessment = grade(
            one.question, one.question.criteria, one.turns, ours.assessment, endpoint, cancel, how
        )
        found.append(Judged(one, opinion))
        print(f"{len(found)} of {len(graded)}", file=sys.stderr)
    left = sum(row.label == "unscored" for one in found for row in one.assessment.criteria)
    print(f"model {endpoint.model}, {how}; {left} criteria unscored, counted as missing")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder that holds gold/ and short_answers_cs.csv, or gold itself")
    parser.add_argument("--attacks", action="store_true", help="also pad, reorder and rob the answers (minutes)")
    parser.add_argument("--engine", choices=("embedded", "llm"), default=os.environ.get("ENGINE") or "embedded")
    parser.add_argument("--only", help="comma-separated question ids (for a slow or paid model)")
    options = parser.parse_args()
    gold = gold_of(options.data)
    answers, talks = read(gold)
    if options.engine == "llm":
        from agent.assess.assessor import judge
        from agent.assess.parameters import parameters
        from agent.assess.tuned import load_tuned

        chosen = set(options.only.split(",")) if options.only else {a.question.id for a in answers}
        picked = [a for a in answers if a.question.id in chosen]
        seen = examined(picked, examiners(picked, load_tuned()))
        judged = by_model(seen, [Judged(one, judge(one.examined, parameters())) for one in seen])
        report_answers(judged, baseline=False)
        return 0
    made = encoders(answers, anew=False)
    graded, heard, strangers = cross_examined(answers, talks, made)
    fitted = left_out(graded, heard, strangers)
    judged, spoken, away = judged_by(graded, fitted), judged_by(heard, fitted), judged_by(strangers, fitted)
    short: list[str] = []
    for source, name in (
        ("gold", "rubrics unseen too"),
        ("own", "our bank: rubrics seen, answers not"),
    ):
        some = [one for one in judged if one.graded.source == source]
        said = [one for one in spoken if one.graded.source == source]
        if not some:
            continue
        print(f"\n== {name} ==  raters: runs of a language model, no person; answers: synthetic")
        report_answers(some)
        if said:
            report_dialogues(said)
        report_strangers([one for one in away if one.graded.source == source])
        print("baselines, fitted the same way")
        report_baselines([one.graded for one in some])
        if options.attacks:
            print("attacks")
            report_attacks(some, made, fitted)
        short = missed(some, said) if source == "gold" or not short else short
    report_short_answers(options.data)
    print(f"targets missed: {', '.join(short)}" if short else "all targets hold")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
