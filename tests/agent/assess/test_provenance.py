"""Does what was fitted still fit what is there?

Other words are a warning: what was learned carries over to questions that it has never seen. Other criteria, other labels
and another encoder are errors, a few excepted: the published figures are then of something else. `make fit` mends both.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Mapping
from pathlib import Path

import pytest

from agent.assess.cohort import load_cohort
from agent.assess.parameters import COHORT, ENCODER, parameters
from agent.assess.tuned import load_tuned
from benchmarks.gold import BANK, OWN, digests, graded_digests, questions, read
from corpus.encoder import MiniLM
from corpus.errors import CorpusUnavailable

MOST_MOVED = 0.1
"""Share of the questions that may have other criteria or labels."""
IDS = 6
"""So many digits of a rubric's digest are of its criteria's ids, the others of its words."""


def moved(fitted: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return sorted(name for name in fitted.keys() | now.keys() if fitted.get(name) != now.get(name))


def hold(what: str, fitted: Mapping[str, str], now: Mapping[str, str]) -> None:
    changed = moved(fitted, now)
    if changed:
        some = ", ".join(changed[:5]) + (" ..." if len(changed) > 5 else "")
        warnings.warn(f"{what}: {len(changed)} of {len(now)} moved since `make fit`: {some}", stacklevel=2)
    assert len(changed) <= MOST_MOVED * len(now), f"{what} moved away from what was fitted: run `make fit`"


def test_the_encoder_is_the_one_that_the_numbers_were_fitted_with() -> None:
    assert hashlib.sha256(ENCODER.read_bytes()).hexdigest() == parameters().provenance.encoder
    assert parameters().provenance.encoder.startswith(load_tuned().name.split("/")[1])


def test_the_bank_s_texts_are_those_that_the_numbers_were_fitted_with() -> None:
    assert hashlib.sha256(COHORT.read_bytes()).hexdigest() == parameters().provenance.cohort
    assert set(load_cohort().questions) == parameters().provenance.rubrics.keys()


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "encoder.onnx"
    other.write_bytes(b"not it")
    with pytest.raises(CorpusUnavailable, match="damaged"):
        MiniLM(weights=other, sha256=parameters().provenance.encoder)


def test_the_bank_is_what_was_fitted() -> None:
    fitted, now = parameters().provenance.rubrics, digests(questions(BANK))
    changed = moved(fitted, now)
    if changed:
        warnings.warn(f"the words of {len(changed)} of {len(now)} rubrics moved since `make fit`", stacklevel=1)
    hold("criteria", {name: of[:IDS] for name, of in fitted.items()}, {name: of[:IDS] for name, of in now.items()})


@pytest.mark.skipif(not OWN.is_dir(), reason="the graded answers lie in the repository only")
def test_the_graded_answers_are_what_was_fitted() -> None:
    answers, talks = read(None)
    hold("graded answers", parameters().provenance.answers, graded_digests([*answers, *talks]))


def test_what_moved_is_named() -> None:
    assert moved({"a": "1", "b": "2"}, {"b": "3", "c": "4"}) == ["a", "b", "c"]
    with pytest.warns(UserWarning, match="1 of 10 moved since"):
        hold("x", dict.fromkeys("abcdefghij", "1"), dict.fromkeys("abcdefghi", "1") | {"j": "2"})
    with pytest.raises(AssertionError, match="make fit"), pytest.warns(UserWarning, match="4 of 4"):
        hold("x", dict.fromkeys("abcd", "1"), dict.fromkeys("abcd", "2"))
