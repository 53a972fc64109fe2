"""The talk around the code of any problem: criteria made of its own points and of standard ones, and how it is put."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from agent.coding import CodingKind, fault_in_words
from agent.interview.clarify import content_words
from rubrics.schema import Criterion

if TYPE_CHECKING:
    from sandbox.problem import Problem

MAX_LINE = 2_000
_THAT = re.compile(r"^(says|knows|sees|argues|observes|settles|notes) that\s+", re.IGNORECASE)


@cache
def table() -> dict[str, Any]:
    """The prompts, criteria and forms of `talk.yaml`."""
    data: dict[str, Any] = yaml.safe_load((files("agent.interview") / "talk.yaml").read_text(encoding="utf-8"))
    return data


def criteria_of(problem: Problem, coding: CodingKind, sample: str = "") -> tuple[Criterion, ...]:
    """The criteria of a round; `sample` is the name of the wrong program that a patch was made of."""
    if coding == "tests":
        return tuple(Criterion.model_validate(row) for row in table()["tests"])
    if coding == "bug":
        return (_fault(sample), *(Criterion.model_validate(row) for row in table()["bug"]))
    return (_clarify(problem), *_points(problem))


def _clarify(problem: Problem) -> Criterion:
    """What a good candidate asks first: the problem's own facts are the examples."""
    row = table()["opening"]
    asked = [fact.ask for fact in problem.facts]
    return Criterion.model_validate({**row, "evidence": [*asked, *row["evidence"]][:5]})


def _points(problem: Problem) -> Iterator[Criterion]:
    """A criterion for each line of the problem, then standard ones for the kinds that no line speaks of."""
    kinds: dict[str, dict[str, Any]] = {row["kind"]: row for row in table()["points"]}
    found: Counter[str] = Counter()
    for line in problem.criteria:
        kind = next(name for name, row in kinds.items() if re.search(row["signs"], line, re.IGNORECASE))
        row = kinds[kind if found[kind] < len(kinds[kind]["names"]) else "method"]
        place = found[row["kind"]]
        found[row["kind"]] += 1
        if place < len(row["names"]):
            yield _criterion(row, place, f"{row['kind']}_{place + 1}", line, _ways(line, problem), ())
    for kind, row in kinds.items():
        if not found[kind]:
            made = row["standard"]
            yield _criterion(row, 0, kind, made["expectation"], made["evidence"], made["misconceptions"])


def _criterion(
    row: dict[str, Any], place: int, name: str, expectation: str, evidence: list[str], misconceptions: tuple[str, ...]
) -> Criterion:
    fields = {key: row[key] for key in ("weight", "dimension", "role") if key in row}
    return Criterion.model_validate(
        {
            **fields,
            "id": name,
            "name": row["names"][place],
            "expectation": expectation,
            "evidence": evidence,
            "misconceptions": misconceptions,
            "probes": row["probes"][place],
        }
    )


def _ways(line: str, problem: Problem) -> list[str]:
    """A problem's point as somebody may say it: in the first person or without its verb, and the hint nearest to it."""
    bare = _THAT.sub("", line)
    sentences = [s for hint in problem.hints for s in re.split(r"(?<=[.;])\s", hint) if not s.rstrip().endswith("?")]
    words = content_words(line)
    nearest = max(sentences, key=lambda s: len(words & content_words(s)), default=f"What matters here: {line}")
    said = bare[:1].upper() + bare[1:] if bare != line else _first_person(line)
    return [said, f"The point is this: {said}", nearest[:MAX_LINE]]


def _first_person(line: str) -> str:
    """ "Applies the mask first." as "I apply the mask first." """
    verb, _, rest = line.partition(" ")
    lower = verb.lower()
    for ending, instead in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("s", "")):
        if lower.endswith(ending) and not lower.endswith("ss"):
            return f"I {lower.removesuffix(ending)}{instead} {rest}"
    return f"In short: {line}"


def _fault(sample: str) -> Criterion:
    """The fault as its file's name says it: `wa_counts_the_edge` is "counts the edge"."""
    words = fault_in_words(sample)
    return Criterion.model_validate(
        {
            **table()["fault"],
            "expectation": f"Says what is wrong in the patch, namely: {words}.",
            "evidence": [
                f"It {words}.",
                f"The patch {words}, and the task asks for something else.",
                words.capitalize(),
            ],
        }
    )


def task(problem: Problem, coding: CodingKind, patch: str = "") -> str:
    """The statement as the round needs it."""
    if coding == "solve":
        return problem.statement
    forms, is_class = table()["formats"], problem.spec.entry.kind == "class"
    slots = _slots(problem)
    if coding == "tests":
        from sandbox.written import MOST_CASES

        form: str = forms["class" if is_class else "function"]
        return f"{form.format(**slots, most=MOST_CASES)}\n\n{problem.statement}"
    calls = forms["calls"].format(**slots) if is_class else ""
    how = forms["input"].format(**slots, calls=calls)
    return f"{how}\n\n{forms['patch'].format(patch=patch.rstrip())}\n\n{problem.statement}"


def starter(problem: Problem) -> str:
    """What the editor opens with where tests are to be written."""
    kind = "class" if problem.spec.entry.kind == "class" else "function"
    form: str = table()["starters"][kind]
    return form.format(**_slots(problem))


def _slots(problem: Problem) -> dict[str, str]:
    """Name, arguments and an example of a call, from the signature."""
    name = problem.spec.entry.name
    found = {"name": name, "arguments": "...", "call": '("method", ...)'}
    try:
        body = ast.parse(problem.signature).body
    except SyntaxError:
        return found
    defined = next((node for node in body if getattr(node, "name", None) == name), None)
    if isinstance(defined, ast.FunctionDef):
        return found | {"arguments": _arguments(defined)}
    for method in defined.body if isinstance(defined, ast.ClassDef) else ():
        if isinstance(method, ast.FunctionDef) and method.name == "__init__":
            found["arguments"] = _arguments(method)
        elif isinstance(method, ast.FunctionDef) and found["call"].startswith('("method"'):
            found["call"] = ", ".join([f'("{method.name}"', *_names(method)]) + ")"
    return found


def _names(function: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in function.args.args if argument.arg != "self"]


def _arguments(function: ast.FunctionDef) -> str:
    names = _names(function)
    return f"{names[0]}," if len(names) == 1 else ", ".join(names)
