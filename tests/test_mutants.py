"""The mutants of benchmarks/mutants.py: one change each, every operator, drawn in turn."""

from __future__ import annotations

import ast
import random

from benchmarks.mutants import chosen, mutants

SOURCE = '''
def f(xs: list[int], n: int = 3) -> int:
    """Say nothing."""
    best = min(xs[n], 2.5)
    if n < 4 and best > 1:
        best = best + n
    return best
'''


def test_every_operator_makes_valid_python_that_differs():
    found = mutants(SOURCE)
    assert {mutant.operator for mutant in found} == {
        "comparison swapped",
        "constant +-1",
        "arithmetic operator swapped",
        "condition negated",
        "statement deleted",
        "index shifted",
        "min/max swapped",
        "and/or swapped",
    }
    texts = [mutant.source for mutant in found]
    assert len(set(texts)) == len(texts)
    assert ast.unparse(ast.parse(SOURCE)) not in texts
    assert all(ast.parse(text) and mutant.diff for text, mutant in zip(texts, found, strict=True))


def test_docstrings_and_annotations_stay():
    assert all(
        "Say nothing" in mutant.source and "xs: list[int], n: int" in mutant.source for mutant in mutants(SOURCE)
    )


def test_a_slice_is_shifted_at_both_ends():
    bodies = [mutant.source.splitlines()[-1] for mutant in mutants("a = b[i:j]") if mutant.operator == "index shifted"]
    assert sorted(bodies) == ["a = b[i + 1:j]", "a = b[i - 1:j]", "a = b[i:j + 1]", "a = b[i:j - 1]"]


def test_a_draw_takes_rare_operators_too_and_can_be_repeated():
    drawn = chosen(SOURCE, 8, random.Random(1))
    assert len({mutant.operator for mutant in drawn}) == 8
    assert drawn == chosen(SOURCE, 8, random.Random(1)) != chosen(SOURCE, 8, random.Random(2))
