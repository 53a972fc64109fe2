from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.packet import LEAST_WEIGHT, RECOMMENDATIONS, PacketMark, PacketRound, PacketSummary, packet


def row(summary: PacketSummary, dimension: str) -> tuple[int | None, list[str], list[str]]:
    found = next(one for one in summary.dimensions if one.dimension == dimension)
    return found.level, [one.text for one in found.for_], [one.text for one in found.against]


def test_dimensions_pool_rounds_and_keep_what_was_not_asked_apart() -> None:
    summary = packet(
        [
            PacketRound(1, 4, (PacketMark("a", "Framing", "problem_framing", 3, "met", None, "50 million users"),)),
            PacketRound(
                2,
                3,
                (
                    PacketMark("b", "Bounds", "problem_framing", 3, "missing"),
                    PacketMark("c", "Ownership", "ownership", 2, "met"),
                    PacketMark("d", "Loss", "technical_depth", 3, "unscored"),
                    PacketMark("e", "Skew", "verification", 3, "met", "given"),
                    PacketMark("f", "Talk", None, 3, "missing"),
                ),
            ),
        ]
    )
    assert len(summary.dimensions) == 9
    assert row(summary, "problem_framing") == (2, ["Framing (met): 50 million users"], ["Bounds (missing)"])
    assert row(summary, "ownership") == (None, ["Ownership (met)"], [])
    assert row(summary, "technical_depth") == (None, [], [])
    assert row(summary, "verification") == (1, [], ["Skew (said first by the interviewer)"])
    assert summary.recommendation.startswith("Leaning no hire: mean level 3.5 over 2 of 2 rounds")
    assert "below the bar in problem framing (below the bar), verification (strong no hire)" in summary.recommendation
    assert "not assessed: technical depth" in summary.recommendation


def loop(levels: list[int | None], label: str = "met") -> PacketSummary:
    mark = PacketMark("a", "A", "execution", LEAST_WEIGHT, label)  # type: ignore[arg-type]
    return packet([PacketRound(number, level, (mark,)) for number, level in enumerate(levels, 1)])


@pytest.mark.parametrize(
    ("levels", "name"),
    [
        ([4, 4, 3], "Strong hire"),
        ([3, 3, 3], "Hire"),
        ([3, 3, 2], "Leaning hire"),
        ([2, 2, 2], "Leaning no hire"),
        ([1, 2, 2], "No hire"),
        ([4, None, None], "No recommendation"),
        ([], "No recommendation"),
    ],
)
def test_the_recommendation_follows_its_table(levels: list[int | None], name: str) -> None:
    assert loop(levels).recommendation.startswith(name + ":")


def test_a_weak_dimension_holds_a_good_mean_back() -> None:
    assert loop([4, 4, 4], "partial").recommendation.startswith("Hire:")
    assert loop([4, 4, 4], "missing").recommendation.startswith("Leaning no hire:")


@given(st.lists(st.integers(1, 4), min_size=2, max_size=8), st.integers(0, 7))
def test_a_better_round_never_worsens_the_recommendation(levels: list[int], place: int) -> None:
    names = [one.name for one in RECOMMENDATIONS]
    better = list(levels)
    better[place % len(levels)] = min(4, better[place % len(levels)] + 1)
    before, after = (names.index(loop(list(one)).recommendation.split(":")[0]) for one in (levels, better))
    assert after <= before
