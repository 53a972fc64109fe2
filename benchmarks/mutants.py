"""Mutants of the references: which small mistakes the hidden cases of a problem let pass.

    python -m benchmarks.mutants [IDS] [--per-problem N] [--seed S]

One change by one operator is made in a problem's reference, and the result is judged as a submission. The survivors are
printed as diffs, for a person to tell: a mutant may well behave as the reference does, which no program can decide.
"""

from __future__ import annotations

import argparse
import ast
import collections
import difflib
import itertools
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sandbox.errors import ProblemError
from sandbox.judge import judge
from sandbox.library import load_problem, problem_ids
from sandbox.problem import Problem
from sandbox.verdict import CaseResult

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
}
EXTREMES = {
    "min": "max",
    "max": "min",
    "minimum": "maximum",
    "maximum": "minimum",
    "argmin": "argmax",
    "argmax": "argmin",
}
TWINS = {
    "bisect_left": "bisect_right",
    "bisect_right": "bisect_left",
    "popleft": "pop",
    "floor": "ceil",
    "ceil": "floor",
}
KEPT = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Pass)


@dataclass(frozen=True)
class Mutant:
    """A reference with one change."""

    operator: str
    source: str
    diff: str


def mutants(source: str) -> list[Mutant]:
    """Return all mutants of a Python text, each once, in the order of their places in it."""
    plain = ast.unparse(ast.parse(source))
    found: list[Mutant] = []
    seen = {plain}
    for number in itertools.count():
        tree = ast.parse(source)
        site = next(itertools.islice(_sites(tree), number, None), None)
        if site is None:
            return found
        operator, change = site
        change()
        text = ast.unparse(ast.fix_missing_locations(tree))
        if text not in seen:
            seen.add(text)
            lines = difflib.unified_diff(plain.splitlines(), text.splitlines(), lineterm="", n=0)
            found.append(Mutant(operator, text, "\n".join(itertools.islice(lines, 2, None))))
    return found


def chosen(source: str, most: int, rng: random.Random) -> list[Mutant]:
    """Draw at most `most` mutants, the operators in turn, so that the rare ones are not crowded out."""
    groups: dict[str, list[Mutant]] = collections.defaultdict(list)
    for mutant in mutants(source):
        groups[mutant.operator].append(mutant)
    for group in groups.values():
        rng.shuffle(group)
    rounds = itertools.chain.from_iterable(itertools.zip_longest(*groups.values()))
    return list(itertools.islice((mutant for mutant in rounds if mutant), most))


class Caught(Exception):
    """A case was not accepted; the others need not be run."""


def survives(problem: Problem, source: str) -> bool:
    """Judge a mutant up to its first case that is not accepted."""

    def tell(result: CaseResult) -> None:
        if result.verdict != "AC":
            raise Caught

    try:
        return judge(problem, source, on_case=tell).verdict == "AC"
    except Caught:
        return False


def _sites(tree: ast.Module) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield every possible change as the operator's name and a call that makes it in the tree."""
    for node in _walk(tree):
        match node:
            case ast.Compare():
                for at, operator in enumerate(node.ops):
                    yield "comparison swapped", _put(node.ops, at, COMPARISONS[type(operator)]())
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                for step in (1, -1):
                    yield "constant +-1", _put(node, "value", value + step)
            case ast.BinOp(op=operator) | ast.AugAssign(op=operator) if type(operator) in ARITHMETIC:
                yield "arithmetic operator swapped", _put(node, "op", ARITHMETIC[type(operator)]())
            case ast.BoolOp():
                yield "and/or swapped", _put(node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
            case ast.Name(id=name) if name in EXTREMES | TWINS:
                yield _swap(name), _put(node, "id", (EXTREMES | TWINS)[name])
            case ast.Attribute(attr=name) if name in EXTREMES | TWINS:
                yield _swap(name), _put(node, "attr", (EXTREMES | TWINS)[name])
            case ast.Subscript():
                yield from _shifts(node)
            case ast.comprehension():
                for at, test in enumerate(node.ifs):
                    yield "condition negated", _put(node.ifs, at, ast.UnaryOp(ast.Not(), test))
        if isinstance(node, ast.If | ast.While | ast.IfExp):
            yield "condition negated", _put(node, "test", ast.UnaryOp(ast.Not(), node.test))
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            for at, statement in enumerate(block if isinstance(block, list) else ()):
                if not isinstance(statement, KEPT) and not _is_text(statement):
                    yield "statement deleted", _put(block, at, ast.Pass())


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """Walk in the text's order without annotations, which nothing reads at run time."""
    yield node
    for name, value in ast.iter_fields(node):
        if name not in {"annotation", "returns"}:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _walk(child)


def _shifts(node: ast.Subscript) -> Iterator[tuple[str, Callable[[], None]]]:
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for at, part in enumerate(parts):
        for step in (1, -1):
            if isinstance(part, ast.Slice):
                for end in ("lower", "upper"):
                    bound = getattr(part, end)
                    if bound is not None:
                        yield "index shifted", _put(part, end, _plus(bound, step))
            elif not isinstance(part, ast.Constant) or isinstance(part.value, int):
                holder = parts if isinstance(node.slice, ast.Tuple) else node
                yield "index shifted", _put(holder, at if holder is parts else "slice", _plus(part, step))


def _plus(bound: ast.expr, step: int) -> ast.expr:
    return ast.BinOp(bound, ast.Add() if step > 0 else ast.Sub(), ast.Constant(1))


def _put(holder: object, where: int | str, value: object) -> Callable[[], None]:
    def change() -> None:
        if isinstance(holder, list) and isinstance(where, int):
            holder[where] = value
        else:
            setattr(holder, str(where), value)

    return change


def _swap(name: str) -> str:
    return "min/max swapped" if name in EXTREMES else "twin function swapped"


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def main() -> int:
    """Judge mutants, print the table by operator and the survivors; 2 where there is no such problem."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__.splitlines()[0])
    parser.add_argument("ids", nargs="*", metavar="IDS", help="problems; all by default")
    parser.add_argument("--per-problem", type=int, default=24, metavar="N", help="mutants of each (24)")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    caught: collections.Counter[str] = collections.Counter()
    survived: collections.Counter[str] = collections.Counter()
    for name in asked.ids or problem_ids():
        begin = time.perf_counter()
        try:
            problem = load_problem(name)
        except ProblemError as error:
            print(error, file=sys.stderr)
            return error.exit_status
        source = problem.reference.read_text(encoding="utf-8")
        drawn = chosen(source, asked.per_problem, random.Random(f"{asked.seed} {name}"))
        left = [mutant for mutant in drawn if survives(problem, mutant.source)]
        survived.update(mutant.operator for mutant in left)
        caught.update(mutant.operator for mutant in drawn if mutant not in left)
        took = time.perf_counter() - begin
        print(f"{name}: {len(drawn) - len(left)} of {len(drawn)} caught, {took:.0f} s", flush=True)
        for mutant in left:
            print(f"  survivor, {mutant.operator}\n" + "\n".join(f"    {line}" for line in mutant.diff.splitlines()))
    print(f"\n{'operator':28} caught survived")
    for operator in sorted(caught | survived):
        print(f"{operator:28} {caught[operator]:6} {survived[operator]:8}")
    print(f"{'all':28} {caught.total():6} {survived.total():8}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
