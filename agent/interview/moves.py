"""The interviewer's next move: a pure function of the assessment, the round and the clock, with its reason.

Stop rule: at most `MAX_FOLLOW_UPS` follow-ups a question and `MAX_PER_CRITERION` a criterion, none after
`LAST_FOLLOW_UP` of the time; then the round closes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from agent.interview.coding_moves import asked_first, coding_move
from agent.interview.intents import Intent
from agent.interview.move import FOLLOW_UPS, LAST_FOLLOW_UP, NextMove
from agent.interview.open_points import open_points
from agent.interview.openings import opening_move
from agent.interview.phases import rank
from agent.interview.state import RoundState
from agent.models import Assessment, CriterionAssessment, Move
from agent.stories.gaps import lacking
from rubrics.schema import Criterion, Dimension
from rubrics.words import stems

MAX_FOLLOW_UPS = 6
KEPT_FOR_ANGLE = 1
"""Of these, what is kept for the second angle."""
MAX_PER_CRITERION = 2
MAX_REDIRECTS = 2
MAX_CLARIFICATIONS = 8
CONTRADICTED = 0.6
"""P(contradicted) from which an error is challenged; the label needs less, but a wrong challenge is worse than none."""
SAME_BEGINNING = 4
"""Words of a quote by which it is known again in what the interviewer said."""
NEAR_TIE = 0.005
"""What a unit of weight adds: importance breaks near ties only (on graded answers, more costs hits)."""
NEXT_PHASE = 0.02
"""What each phase that comes later takes off, for the same reason: the order of a round decides between near equals."""
WEAK = 0.03
"""What a dimension adds in which an earlier round was weak."""
SHORT = 240.0
"""Seconds that an interviewer calls "about two minutes" or "the end"; with more left, the round is over because all is
asked, and nobody is told that time is short."""
INSIST = 0.3
"""What a story adds to the points that it lacks by its wording: "we" without "I", no number."""
ASKED = 0.5
"""What one follow-up takes off a point, so that another comes first."""
PIVOT_BEFORE = 0.7
"""Share of the time after which the interviewer does not turn to another topic any more."""
PIVOT_STRENGTH = 0.5
"""Mean P(met) from which there is something to build another topic on."""

SHARED_WORDS = 6
"""Content words in common with prompt and expectations from which an answer is about the question, however weak."""
# A list of terms is on the subject: it is asked about like any answer that lacks its points.
REDIRECTED: dict[str, str] = {
    "off_topic": "the answer speaks of something else",
    "restates_question": "the answer repeats the question",
    "non_answer": "nothing was answered yet",
}


def next_move(
    assessment: Assessment,
    now: RoundState,
    intent: Intent,
    facts: Sequence[int | None] = (),
    *,
    passed: bool = False,
    submitted: bool = False,
    tried: bool = False,
    weak: frozenset[Dimension] = frozenset(),
) -> NextMove:
    """Choose the next move of a round that is not closed yet.

    `facts` are the opening facts that the last answer asked for, `passed` says that the candidate passed instead of
    answering, `submitted` that a submission was just judged, `tried` that an input was just tried on the patch;
    `weak` are dimensions in which earlier rounds were weak.
    """
    if now.question is None:
        raise ValueError("a move needs a question")
    if now.seconds_left <= 0:
        return NextMove("close", "the time of the round is used up", phrase="time_is_up", then="score")
    if passed and not now.answered:
        return NextMove("close", "the candidate passed on the question", phrase="passed", then="score")
    if now.opening:
        return opening_move(now, intent, facts, passed=passed)
    if now.kind == "coding" and (
        move := coding_move(now, intent, facts, passed=passed, submitted=submitted, tried=tried)
    ):
        return move
    made = Counter(decision.move for decision in now.decisions)
    if not passed and (move := _answer_back(now, intent, facts, made)):
        return move
    if not (passed or submitted) and (move := _redirect(assessment, now, intent, made)):
        return move
    if now.seconds >= LAST_FOLLOW_UP * now.minutes * 60:
        return _close(now, f"{LAST_FOLLOW_UP:.0%} of the time is used")
    aimed = sum(decision.move in FOLLOW_UPS and decision.criterion is not None for decision in now.decisions)
    kept = KEPT_FOR_ANGLE if now.question.second_angle and not now.second_angle_put else 0
    if aimed < MAX_FOLLOW_UPS - kept and (move := _follow_up(assessment, now, weak)):
        return move
    if now.question.second_angle and not now.second_angle_put:
        return NextMove("second_angle", "the main question has been followed up; the second angle is next")
    if move := _pivot(assessment, now, made):
        return move
    return _close(now, "nothing is left that a follow-up would bring out")


def _close(now: RoundState, why: str) -> NextMove:
    """The last question. It speaks of the time only where the time is the reason."""
    return NextMove("close", why, phrase="" if now.seconds_left <= SHORT else "close_early")


def on_the_subject(now: RoundState) -> bool:
    """Whether the candidate's words share enough content with the question: a weak answer is no stray one."""
    assert now.question is not None
    said = stems(turn.text for turn in now.turns if turn.speaker == "candidate")
    subject = stems([now.question.prompt, *(criterion.expectation for criterion in now.question.all_criteria())])
    return len(said & subject) >= SHARED_WORDS


def _answer_back(now: RoundState, intent: Intent, facts: Sequence[int | None], made: Counter[Move]) -> NextMove | None:
    if (
        intent.asks_for_answer
        or intent.instructs
        or intent.other_language
        or intent.dont_know
        or not intent.mostly_questions
        or made["clarify"] >= MAX_CLARIFICATIONS
    ):
        return None
    last = now.decisions[-1] if now.decisions else None
    if (
        intent.asks_meaning
        and last
        and last.move in FOLLOW_UPS
        and last.phrase != "rephrase"
        and not any(fact is not None for fact in facts)
    ):
        return NextMove(last.move, "the candidate asked what was meant", last.criterion, phrase="rephrase")
    return NextMove("clarify", "the candidate asked clarifying questions", facts=tuple(facts))


def _redirect(assessment: Assessment, now: RoundState, intent: Intent, made: Counter[Move]) -> NextMove | None:
    if intent.other_language:
        return NextMove("redirect", "the answer was not in English", phrase="other_language")
    if made["redirect"] >= MAX_REDIRECTS:
        return None
    if intent.asks_for_answer:
        return NextMove("redirect", "the candidate asked for the answer", phrase="asks_for_answer")
    if intent.instructs:
        return NextMove("redirect", "the candidate gave instructions instead of an answer", phrase="instructs_grader")
    if intent.hostile:
        return NextMove("redirect", "the candidate is upset", phrase="upset")
    nothing_yet = not any(row.label in ("met", "partial") for row in assessment.criteria)
    if intent.dont_know and nothing_yet:
        return NextMove("redirect", "the candidate does not know where to begin", phrase="dont_know")
    if "instructs_grader" in assessment.flags and "non_answer" in assessment.flags:
        return NextMove("redirect", "the candidate gave instructions instead of an answer", phrase="instructs_grader")
    flag = next((flag for flag in assessment.flags if flag in REDIRECTED), None)
    if flag is not None and not (flag == "off_topic" and on_the_subject(now)) and nothing_yet:
        return NextMove("redirect", REDIRECTED[flag], phrase=flag)
    return None


def _pivot(assessment: Assessment, now: RoundState, made: Counter[Move]) -> NextMove | None:
    """Turn to a topic that the guide connects with this one, once, where the answer carries it and there is time."""
    assert now.question is not None
    strength = sum(row.p_met for row in assessment.criteria) / max(1, len(assessment.criteria))
    if made["pivot"] or not now.question.pivots or strength < PIVOT_STRENGTH:
        return None
    if now.kind == "coding" or now.seconds >= PIVOT_BEFORE * now.minutes * 60:
        return None
    at = now.number % len(now.question.pivots)
    topic = now.question.pivots[at].topic.replace("_", " ")
    return NextMove("pivot", f"there is time, and the question leads over to {topic}", pivot=at)


def _follow_up(assessment: Assessment, now: RoundState, weak: frozenset[Dimension]) -> NextMove | None:
    assert now.question is not None
    by_id = {criterion.id: criterion for criterion in now.question.all_criteria()}
    aimed = Counter(decision.criterion for decision in now.decisions if decision.move in FOLLOW_UPS)
    rows = [
        row
        for row in assessment.criteria
        if row.label != "unscored" and aimed[row.id] < MAX_PER_CRITERION and row.id not in now.passes
    ]
    if now.coding:
        # What was to be asked before the code is not asked after it.
        rows = [row for row in rows if by_id[row.id].role != "opening"]
    if wrong := [row for row in rows if row.p_contradicted >= CONTRADICTED and _challengeable(row, now)]:
        return _challenge(wrong, by_id)
    fresh = open_points(rows, assessment, now, frozenset(name for name in aimed if name))
    if not fresh:
        # What the score will call contradicted is put to the candidate before the round goes on without it.
        wrong = [row for row in rows if row.label == "contradicted" and _challengeable(row, now)]
        return _challenge(wrong, by_id) if wrong else None
    due = asked_first(now)
    fresh = [row for row in fresh if row.id in due and not aimed[row.id]] or fresh

    said = " ".join(turn.text for turn in now.turns if turn.speaker == "candidate")
    lacks = lacking(said) if now.kind == "behavioral" else {}

    # What is most surely not there at all hits an open point more often than what is most surely not complete.
    def urgency(row: CriterionAssessment) -> float:
        criterion = by_id[row.id]
        order = NEXT_PHASE * rank(now.kind, criterion) if criterion.role or criterion.dimension else 0.0
        known = WEAK if criterion.dimension in weak else 0.0
        insisted = INSIST if criterion.dimension in lacks else -ASKED * (aimed[row.id] > 0)
        return NEAR_TIE * criterion.weight + known + insisted - order - row.p_partial

    chosen = max(fresh, key=urgency)
    why = _why(by_id[chosen.id], chosen)
    dimension = by_id[chosen.id].dimension
    if dimension in weak:
        why += f"; {str(dimension).replace('_', ' ')} was weak in an earlier round"
    if dimension and dimension in lacks:
        why += f"; {lacks[dimension]}"
    return NextMove(_manner(by_id[chosen.id], chosen), why, chosen.id)


def _challenge(rows: Sequence[CriterionAssessment], by_id: Mapping[str, Criterion]) -> NextMove:
    worst = max(rows, key=lambda row: row.p_contradicted + NEAR_TIE * by_id[row.id].weight)
    return NextMove("challenge", f"what was said on {by_id[worst.id].name!r} contradicts the rubric", worst.id)


def _challengeable(row: CriterionAssessment, now: RoundState) -> bool:
    """Once a point, and never the same words twice, whichever point they count against."""
    done = any(decision.move == "challenge" and decision.criterion == row.id for decision in now.decisions)
    heard = [turn.text for turn in now.turns if turn.move == "challenge"]
    return (
        not done and _said_in_time(row, now) and not any(_begins(q.text) in text for q in row.quotes for text in heard)
    )


def _begins(quote: str) -> str:
    return " ".join(quote.split()[:SAME_BEGINNING])


def _said_in_time(row: CriterionAssessment, now: RoundState) -> bool:
    """Whether an error on a point of the second angle was said after it was put: earlier words are no answer to it."""
    angle = now.question.second_angle if now.question else None
    if angle is None or row.id not in {criterion.id for criterion in angle.criteria}:
        return True
    put = max((number for number, turn in enumerate(now.turns, 1) if turn.move == "second_angle"), default=0)
    return any(quote.turn > put for quote in row.quotes)


def _manner(criterion: Criterion, row: CriterionAssessment) -> Move:
    if criterion.numeric and row.label != "missing":
        return "quantify"
    return "tradeoff" if criterion.role == "tradeoff" else "probe"


def _why(criterion: Criterion, row: CriterionAssessment) -> str:
    state = {"partial": "only in part", "contradicted": "and wrongly", "met": "but thinly"}.get(row.label, "not yet")
    return f"{criterion.name!r} was covered {state} (open with probability {row.p_open:.2f}, weight {criterion.weight})"
