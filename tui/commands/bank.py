"""questions, problems, problem, judge, score, cluster."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import Any

import click

from agent.api import bank
from agent.api.faults import BadInput
from tui.output import say, write_json


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def questions(context: click.Context, as_json: bool) -> None:
    """The question bank."""
    if context.invoked_subcommand is not None:
        return
    rows = bank.questions()
    if as_json:
        write_json({"questions": rows})
        return
    for row in rows:
        say(f"{row['id']:28} {row['topic']:34} {row['kind']:16} difficulty {row['difficulty']}  {row['minutes']} min")


@questions.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="the whole bank")
@click.option("--json", "as_json", is_flag=True)
def check_questions(files: tuple[Path, ...], everything: bool, as_json: bool) -> int:
    """Check FILES, or the whole bank: their form, then how the embedded assessor grades what they hold.

    Exit status: 2 if a file is no question, 1 if there is an error, else 0.
    """
    if bool(files) == everything:
        raise BadInput("What to check?", "check takes files or --all.", "`hotseat questions check --all`")
    if everything:
        say("The bank's own answers are graded as well; that takes a minute.")
    findings = [*bank.check_questions(files), *bank.check_grading(files)]
    if as_json:
        write_json({"findings": findings})
    for row in [] if as_json else findings:
        say(
            " ".join(
                filter(None, (f"{row['level']}:", row["question"], f"{row['where']}: {row['what']} {row['todo']}"))
            )
        )
    levels = [row["level"] for row in findings]
    if not as_json:
        counts = [f"{levels.count(level)} {level}s" for level in ("error", "warning")]
        say(", ".join([*counts, f"{levels.count('refused')} refused"] if "refused" in levels else counts))
    return 2 if "refused" in levels else 1 if "error" in levels else 0


@questions.command("draft")
@click.option("--guide", required=True, help="a guide's id; `hotseat guides` lists them")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="a folder, for a file each; else stdout")
@click.option("--json", "as_json", is_flag=True)
def draft_questions(guide: str, output: Path | None, as_json: bool) -> None:
    """Draft questions from the structure of a guide, without a model; a person finishes them."""
    from agent.api.drafting import draft_questions as drafts

    made = drafts(guide)
    if output is not None:
        _write_files(output, {f"{draft.id}.yaml": draft.text for draft in made})
    if as_json:
        write_json({"questions": [dataclasses.asdict(draft) for draft in made]})
    elif output is None:
        click.echo("---\n".join(draft.text for draft in made), nl=False)
    for draft in made:
        say(f"{draft.id}: {draft.kind}, {draft.criteria} criteria, {len(draft.todo)} things to do")


def _write_files(folder: Path, files: dict[str, str]) -> None:
    """Write new files; none is written over. Raises BadInput."""
    known = [name for name in files if (folder / name).exists()]
    if known:
        raise BadInput("Not written", f"{folder / known[0]} is there already.", "Name another folder, or move it.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput("Not written", f"{folder}: {error.strerror}.", "Name another folder.") from error


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def problems(context: click.Context, as_json: bool) -> None:
    """The coding problems."""
    if context.invoked_subcommand is not None:
        return
    rows = bank.problems()
    if as_json:
        write_json({"problems": rows})
        return
    for row in rows:
        say(f"{row['id']:28} {row['title']:40} difficulty {row['difficulty']}  {row['minutes']} min")


@problems.command("check")
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
def check_problems(ids: tuple[str, ...], everything: bool, as_json: bool) -> int:
    """Whether every sample gets the verdict that its file name promises."""
    if bool(ids) == everything:
        raise BadInput("What to check?", "check takes ids or --all.", "`hotseat problems check --all`")
    rows = bank.check_problems(ids)
    bad = [row for row in rows if not row["ok"]]
    if as_json:
        write_json({"samples": rows})
    for row in [] if as_json else rows:
        say(" ".join(f"{key}={value}" for key, value in row.items()))
    return 1 if bad else 0


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True)
def problem(name: str, as_json: bool) -> None:
    """The statement of the problem NAME."""
    row = bank.problem(name)
    if as_json:
        write_json(row)
        return
    say(f"{row['title']}\n\n{row['statement']}\n\n{row['starter']}")


@click.command()
@click.argument("name")
@click.argument("file")
@click.option("--unsafe-no-isolation", is_flag=True, help="run although no isolation holds; the verdict is untrusted")
@click.option("--json", "as_json", is_flag=True)
def judge(name: str, file: str, unsafe_no_isolation: bool, as_json: bool) -> int:
    """Judge FILE (or - for stdin) as a solution of the problem NAME."""
    from agent.api import coding

    if as_json:
        from tui.output import protocol

        protocol()
    verdict = coding.judge(name, _text(file), unsafe=unsafe_no_isolation)
    if as_json:
        write_json(verdict)
    else:
        for case in verdict["cases"]:
            say(f"{case['verdict']:4} {case['name']}  {case['ms']:.1f} ms  {case['message']}".rstrip())
        isolation = verdict["isolation"]
        say(f"{verdict['verdict']}  {verdict['passed']} of {verdict['total']}  isolation: {isolation['name']}")
    return 0 if verdict["verdict"] == "AC" else 1


@click.command()
@click.option("--question", required=True, help="a question's id or a file of yours")
@click.option("--answer", help="a file, or - for stdin")
@click.option("--answers", type=click.Path(path_type=Path), help="a folder of .txt files")
@click.option("--transcript", type=click.Path(path_type=Path), help="JSON lines of a dialogue")
@click.option("--engine", type=click.Choice(["auto", "embedded", "llm"]))
@click.option("--json", "as_json", is_flag=True)
def score(
    question: str, answer: str | None, answers: Path | None, transcript: Path | None, engine: Any, as_json: bool
) -> None:
    """Score an answer, a folder of answers or a transcript."""
    from agent.api import scoring

    if sum(given is not None for given in (answer, answers, transcript)) != 1:
        raise BadInput(
            "What to score?", "score takes one of --answer, --answers, --transcript.", "See `hotseat score --help`."
        )
    if answers is not None:
        cards = scoring.score_answers(question, answers, engine=engine)
    elif transcript is not None:
        cards = iter([scoring.score_transcript(question, transcript, engine=engine)])
    else:
        name = None if answer == "-" else answer
        cards = iter([scoring.score_answer(question, _text(answer or "-"), engine=engine, name=name)])
    for card in cards:
        if as_json:
            write_json(card.model_dump(mode="json"))
            continue
        total = card.overall
        say(f"{card.answer or card.question}: level {total.level} ({total.low} to {total.high}), score {total.score}")
        for row in card.criteria:
            say(f"  {row.label:12} {row.name}: {row.reason}")


@click.group()
def cluster() -> None:
    """The cost model of GEMMs and collectives."""


@cluster.command()
@click.option("--points", required=True, type=click.Path(path_type=Path), help="a CSV file of points")
@click.option("--json", "as_json", is_flag=True)
def predict(points: Path, as_json: bool) -> None:
    """Predicted microseconds of each row of a CSV file."""
    from agent.api import cluster as api

    for row in api.predict(points):
        if as_json:
            write_json(row)
        else:
            say(f"{row['time_us']:.2f} us  {row['parts']}")


def _text(file: str) -> str:
    from agent.api.scoring import MAX_FILE, read_text

    if file != "-":
        return read_text(Path(file))
    raw = sys.stdin.buffer.read(MAX_FILE + 1)
    if len(raw) > MAX_FILE:
        raise BadInput(
            "The input is too large", f"Over {MAX_FILE:,} bytes came on stdin.", "Send the part that matters."
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput("Not UTF-8", f"Byte {error.start} of stdin is not UTF-8.", "Send UTF-8.") from error
