from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from agent.assess import Assessor
from agent.assess.cohort import Cohort, belonging_inputs, encode_cohort, load_cohort, others, read_cohort, save_cohort
from agent.assess.encoding import Encodings, encode_rubric
from agent.assess.examination import Examiner
from agent.models import Turn
from benchmarks.fit_assessor import fit_belonging
from benchmarks.foreign import EACH, OTHER, SAME, foreign
from benchmarks.gold import Record
from corpus.encoder import MiniLM
from corpus.errors import CorpusUnavailable
from rubrics.loader import bank
from rubrics.schema import Question


@pytest.fixture(scope="module")
def two(encoder: MiniLM, rollout: Question, dice: Question) -> tuple[Cohort, Encodings]:
    encodings = Encodings(encoder)
    return encode_cohort({"rollout": rollout, "dice": dice}, encodings), encodings


def axes(*places: int) -> Any:
    return np.eye(384, dtype=np.float32)[list(places)]


def test_nearness_is_the_mean_of_each_sentence_s_best_text() -> None:
    cohort = Cohort(("a", "b"), np.array([0, 2]), axes(0, 1, 2))
    assert cohort.nearness(axes(0, 1)).tolist() == [1.0, 0.0]
    assert cohort.nearness(axes(1, 2)).tolist() == [0.5, 0.5]


def test_an_answer_is_compared_with_the_nearest_other_question() -> None:
    cohort = Cohort(("a", "b"), np.array([0, 2]), axes(0, 1, 2))
    near = np.array([0.3, 0.5], np.float32)
    inputs = belonging_inputs(near, axes(0, 1), cohort, np.array([0, 1]))
    assert float(inputs["nearness"]) == pytest.approx(0.4)
    assert float(inputs["nearer_than_others"]) == pytest.approx(-0.6)
    assert float(belonging_inputs(near, axes(0, 1), cohort, np.array([1]))["nearer_than_others"]) == pytest.approx(0.4)
    nothing = np.array([], np.int64)
    assert float(belonging_inputs(near, axes(0, 1), cohort, nothing)["nearer_than_others"]) == pytest.approx(0.4)


def test_a_question_is_not_compared_with_itself_nor_with_a_copy(
    two: tuple[Cohort, Encodings], rollout: Question, dice: Question
) -> None:
    cohort, encodings = two
    renamed = rollout.model_copy(update={"id": "mine"})
    for question in (rollout, renamed):
        assert others(cohort, question, encode_rubric(question, encodings)).tolist() == [1]
    rewritten = dice.model_copy(update={"id": rollout.id})
    assert others(cohort, rewritten, encode_rubric(rewritten, encodings)).tolist() == []


def test_no_question_of_the_bank_passes_for_a_copy_of_another(encoder: MiniLM) -> None:
    question = bank()["beh_own_failure"]
    cohort = load_cohort()
    kept = others(cohort, question, encode_rubric(question, Encodings(encoder)))
    assert len(kept) == len(cohort.questions) - 1


def test_what_was_saved_is_read_again_and_another_file_is_refused(
    two: tuple[Cohort, Encodings], tmp_path: Path
) -> None:
    cohort, path = two[0], tmp_path / "cohort.npz"
    digest = save_cohort(cohort, path)
    again = read_cohort(path, digest)
    assert again.questions == cohort.questions
    assert again.starts.tolist() == cohort.starts.tolist()
    assert (again.vectors * cohort.vectors).sum(axis=1).min() > 0.999
    for wanted, place in (("0" * 64, path), (digest, tmp_path / "none.npz")):
        with pytest.raises(CorpusUnavailable, match="damaged"):
            read_cohort(place, wanted)


def test_a_strong_answer_to_another_question_of_the_topic_earns_nothing(assessor: Assessor) -> None:
    other = next(q for q in bank().values() if q.topic == assessor.question.topic and q.exemplars)
    assert other.exemplars is not None
    found = assessor.assess([Turn(speaker="candidate", text=other.exemplars.strong)])
    assert not [row.id for row in found.criteria if row.label == "met"]
    assert "off_topic" in found.flags
    assert all("other questions" in row.reason for row in found.criteria)
    assert Assessor(other).assess([Turn(speaker="candidate", text=other.exemplars.strong)]).flags == ()


def test_what_follows_a_turn_to_another_topic_does_not_count(
    two: tuple[Cohort, Encodings], rollout: Question, strong: str
) -> None:
    cohort, encodings = two
    examiner = Examiner(rollout, encodings, cohort)
    turns = [Turn(speaker="candidate", text=strong)]
    before = examiner.examine(turns).belonging
    turns.append(Turn(speaker="interviewer", text="What is the chance of a sum of seven with two dice?", move="pivot"))
    turns.append(Turn(speaker="candidate", text="Six of the 36 outcomes have the sum seven, so it is one sixth."))
    assert examiner.examine(turns).belonging == before
    turns[1] = turns[1].model_copy(update={"move": "probe"})
    assert examiner.examine(turns).belonging != before


def test_nothing_said_is_compared_with_nothing(two: tuple[Cohort, Encodings], rollout: Question) -> None:
    cohort, encodings = two
    assert Examiner(rollout, encodings, cohort).examine([Turn(speaker="candidate", text="")]).belonging == {}


def test_the_fit_learns_to_tell_them_apart() -> None:
    def seen(nearness: float, level: int) -> Any:
        inputs = {"nearness": np.float32(nearness), "nearer_than_others": np.float32(nearness - 0.4)}
        return SimpleNamespace(level=level, examined=SimpleNamespace(belonging=inputs))

    draws = np.random.default_rng(0)
    own = [seen(0.55 + 0.05 * draws.normal(), 3) for _ in range(80)]
    weak, silent = seen(0.1, 1), SimpleNamespace(level=3, examined=SimpleNamespace(belonging={}))
    away = [seen(0.3 + 0.05 * draws.normal(), 1) for _ in range(40)]
    model = fit_belonging([*own, weak, silent], [*away, silent])  # type: ignore[list-item]
    assert float(model.logit(own[0].examined.belonging)) > 1 > -1 > float(model.logit(seen(0.2, 1).examined.belonging))


def test_foreign_answers_are_strong_ones_to_other_questions_of_the_set(rollout: Question, dice: Question) -> None:
    asked = [rollout.model_copy(update={"id": f"r{n}"}) for n in range(5)] + [dice]
    answers = [
        Record(
            question=question,
            name=str(level),
            source="own",
            turns=(Turn(speaker="candidate", text=f"{question.id} {level}"),),
            labels=("met",) * len(question.criteria),
            quotes=("x",) * len(question.criteria),
            kind=kind,
            level=level,
        )
        for question in asked
        for level, kind in ((1, "weak"), (4, "solid"), (3, "adv_waffle"))
    ]
    found = foreign(answers)
    assert all(not one.turns[0].text.startswith(one.question.id) for one in found)
    assert all(one.turns[0].text.endswith("4") for one in found)
    assert all(set(one.labels) == {"missing"} and len(one.labels) == len(one.question.criteria) for one in found)
    kinds = [(one.question.id, one.kind) for one in found]
    assert kinds.count(("r0", SAME)) == EACH
    assert kinds.count(("r0", OTHER)) == 1
    assert kinds.count(("dice", SAME)) == 0
    assert kinds.count(("dice", OTHER)) == EACH
