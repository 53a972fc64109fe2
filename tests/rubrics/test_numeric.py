"""Every number that the bank lets code check is computed again here, from the question's own facts."""

from __future__ import annotations

import bisect
import itertools
import math
from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest

from rubrics.loader import bank


def solved(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction]:
    """The solution of a small linear system, exactly (Gauss-Jordan)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(len(rows)):
        pivot = next(row for row in range(column, len(rows)) if rows[row][column])
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row in range(len(rows)):
            if row != column:
                factor = rows[row][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    return [row[-1] for row in rows]


def chain(
    moves: Mapping[object, Mapping[object, Fraction]], reward: Callable[[object], Fraction], start: object
) -> float:
    """The expected sum of `reward` over the states of `moves` that are visited from `start`; other states end it."""
    states = list(moves)
    matrix = [[Fraction(one == other) - moves[one].get(other, Fraction(0)) for other in states] for one in states]
    return float(solved(matrix, [reward(state) for state in states])[states.index(start)])


HALF = Fraction(1, 2)


def pattern_moves(*patterns: str) -> dict[object, dict[object, Fraction]]:
    """Flips of a fair coin as a chain over the flips so far that matter, none of `patterns` at the end of them."""
    longest = max(map(len, patterns))
    texts = ["".join(flips) for n in range(longest) for flips in itertools.product("HT", repeat=n)]
    return {
        text: {
            (text + flip)[-longest:]
            if any((text + flip).endswith(p) for p in patterns)
            else (text + flip)[-(longest - 1) :]: HALF
            for flip in "HT"
        }
        for text in texts
    }


def pattern_wait(pattern: str) -> float:
    return chain(pattern_moves(pattern), lambda _: Fraction(1), "")


def pattern_first(pattern: str, other: str) -> float:
    moves = pattern_moves(pattern, other)
    return chain(moves, lambda s: sum((p for to, p in moves[s].items() if str(to).endswith(pattern)), Fraction(0)), "")


def retry_moves() -> dict[object, dict[object, Fraction]]:
    success = Fraction(7, 10)
    return {tokens: {tokens + 1: success, tokens - 2: 1 - success} for tokens in range(1, 12)}


def breaker_opens(tokens: int) -> float:
    moves = retry_moves()
    return chain(moves, lambda s: sum((p for to, p in moves[s].items() if int(str(to)) <= 0), Fraction(0)), tokens)


def friends() -> dict[str, set[str]]:
    pairs = [("Ana", "Ben"), ("Ana", "Carla"), ("Ana", "Dan"), ("Ben", "Carla")]
    return {
        name: {a if b == name else b for a, b in pairs if name in (a, b)} for name in ("Ana", "Ben", "Carla", "Dan")
    }


def visits() -> dict[str, float]:
    """Shares of a long walk over friendships, by iteration."""
    share = {name: float(name == "Dan") for name in friends()}
    for _ in range(400):
        share = {name: sum(share[other] / len(friends()[other]) for other in near) for name, near in friends().items()}
    return share


def binomial_tail(n: int, p: float, least: int) -> float:
    return math.fsum(math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(least, n + 1))


def window_places(side: int, kernel: int, stride: int, padding: int) -> list[int]:
    """Where a window may begin."""
    return [at for at in range(-padding, side + padding, stride) if at + kernel <= side + padding]


def seen_pixels(layers: list[tuple[int, int]]) -> int:
    """How many input pixels in a row one output depends on, by going back layer by layer."""
    places = {0}
    for kernel, stride in reversed(layers):
        places = {at * stride + offset for at in places for offset in range(kernel)}
    return max(places) - min(places) + 1


STEM = len(window_places(224, 7, 2, 3))
N_SUMMA, N_TILE, N_CORE = 32_768, 4_096, 131_072

RECOMPUTED: dict[tuple[str, str], Callable[[], tuple[float, ...]]] = {
    ("cv_conv_arithmetic", "shapes"): lambda: (STEM, len(window_places(STEM, 3, 2, 1))),
    ("cv_conv_arithmetic", "weights_work"): lambda: (
        sum(1 for _ in itertools.product(range(7), range(7), range(3), range(64))),
        STEM * STEM * 64 * 7 * 7 * 3 / 1e6,
    ),
    ("cv_conv_arithmetic", "receptive"): lambda: (seen_pixels([(7, 2), (3, 2)]),),
    ("cv_conv_arithmetic", "stem_counts"): lambda: (sum(9 * a * b for a, b in itertools.pairwise((3, 32, 32, 64))),),
    ("exp_panel_openers", "imbalance"): lambda: ((63_000 - 61_500) / math.sqrt(123_000 * 0.25),),
    ("exp_tiny_gain_many_metrics", "how_many_by_luck"): lambda: (
        sum(k * math.comb(60, k) * 0.05**k * 0.95 ** (60 - k) for k in range(61)),
    ),
    ("exp_variance_reduction", "mixed_gain"): lambda: (1 - 0.7 * 0.7**2,),
    ("mgm_expert_parallel", "exchange_volume"): lambda: (8192 * 2 * 4096 * 2 / 1e6,),
    ("mgm_out_of_core", "sizes_and_bus"): lambda: (N_CORE**2 * 2 / 1e9,),
    ("mgm_scaling_diagnosis", "define_scaling"): lambda: (100 * 15 / (8 * 4.8),),
    ("mgm_single_gpu_tiling", "limits_of_machine"): lambda: (N_TILE**2 * (2 * N_TILE) / 1e9,),
    ("mgm_single_gpu_tiling", "naive_traffic"): lambda: (N_TILE**2 * (2 * N_TILE) * 2 / 1e9,),
    ("mgm_summa_grid", "volume_first_version"): lambda: (sum([N_SUMMA**2 / 16 * 2] * 15) / 1e9,),
    ("mgm_summa_grid", "volume_grid"): lambda: (2 * sum([(N_SUMMA / 4) ** 2 * 2] * 3) / 1e9,),
    ("prob_audit_sample", "size_proportional"): lambda: (40_000_000 / 200,),
    ("prob_audit_sample", "nothing_found"): lambda: (1 - 0.05 ** (1 / 200),),
    ("prob_friend_hopping", "where_it_settles"): lambda: (visits()["Ana"],),
    ("prob_friend_hopping", "size_of_bias"): lambda: (
        sum(share * len(friends()[name]) for name, share in visits().items()),
    ),
    ("prob_friend_hopping", "iterations"): lambda: (next(n for n in itertools.count() if 0.85**n <= 1e-6),),
    ("prob_pattern_waiting", "values"): lambda: (pattern_wait("HHT"), pattern_wait("HTH")),
    ("prob_pattern_waiting", "race"): lambda: (pattern_first("HHT", "HTH"),),
    ("prob_rare_disk_loss", "quantity"): lambda: (500 * 0.01,),
    ("prob_rare_disk_loss", "no_hits"): lambda: (-math.expm1(math.log(0.05) / 1e6),),
    ("prob_rare_disk_loss", "mixture_risk"): lambda: (
        0.999 * binomial_tail(500, 0.01, 20) + 0.001 * binomial_tail(500, 0.05, 20),
    ),
    ("prob_reservoir_stream", "changes"): lambda: (math.fsum(10 / n for n in range(11, 1_000_001)),),
    ("prob_reservoir_stream", "standard_error"): lambda: (80 * math.sqrt((1 - 1000 / 1e9) / 1000),),
    ("prob_retry_budget", "probability_result"): lambda: (breaker_opens(6),),
    ("prob_retry_budget", "duration_result"): lambda: (chain(retry_moves(), lambda _: Fraction(1), 6),),
    # Never ahead in n flips is as likely as standing at zero (reflection).
    ("prob_stop_when_ahead", "tail"): lambda: (1000 * math.comb(10_000, 5_000) / 2**10_000,),
    ("prob_stop_when_ahead", "doubling_round"): lambda: (
        math.prod([0.5] * next(n for n in itertools.count() if sum(2**k for k in range(n)) >= 1023)),
    ),
    ("prob_weighted_draws", "cumulative_search"): lambda: (list(itertools.accumulate((2, 3, 0, 5)))[-1],),
    ("prob_weighted_draws", "edges"): lambda: (
        sum(bisect.bisect_left(list(itertools.accumulate((2, 3, 0, 5))), u) == 0 for u in range(10)) / 10,
    ),
    ("rec_push_notifications", "compounding"): lambda: (
        math.prod([1 - 0.009] * 52),
        math.prod([1 - 0.004] * 52),
    ),
    ("srv_gpu_inference_queue", "batching"): lambda: (32 / 0.040,),
    ("llm_attention_costs", "scaling_reason"): lambda: (math.sqrt(sum([1.0] * 128)),),
    ("llm_attention_costs", "stored_state"): lambda: (2 * 32 * 32 * 128 * 2 / 1024,),
    ("llm_compare_base_models", "noise"): lambda: (100 * math.sqrt(0.72 * 0.28 / 500),),
    ("llm_compare_base_models", "pass_at_k"): lambda: (
        sum(min(five) < 6 for five in itertools.combinations(range(20), 5)) / math.comb(20, 5),
    ),
    ("llm_decoding_choices", "softmax_temperature"): lambda: (math.exp(2) / sum(map(math.exp, (2, 1, 0))),),
    ("llm_finetune_misbehaves", "colleague_memory"): lambda: (70e9 * 2 / 1e9,),
    ("llm_reward_rises", "reward_scale"): lambda: (1 / (1 + math.exp(1.4 - 2.1)),),
    ("llm_size_deployment", "memory"): lambda: (2 * 48 * 8 * 128 * 2 / 1024,),
    ("llm_size_deployment", "cost_of_length"): lambda: (128_000 * (2 * 48 * 8 * 128 * 2) / 1e9,),
    ("llm_tokenizer_languages", "bpe"): lambda: (len("ก".encode()),),
}


def declared() -> dict[tuple[str, str], tuple[tuple[float, float], ...]]:
    return {
        (question.id, criterion.id): tuple((numeric.value, numeric.tolerance) for numeric in criterion.numeric)
        for question in bank().values()
        for criterion in question.all_criteria()
        if criterion.numeric
    }


def test_every_declared_number_is_recomputed() -> None:
    assert set(declared()) == set(RECOMPUTED)


@pytest.mark.parametrize("place", sorted(RECOMPUTED), ids=".".join)
def test_the_bank_s_numbers_are_right(place: tuple[str, str]) -> None:
    """Within half of what an answer may be off, so that a right answer is never called wrong."""
    found = RECOMPUTED[place]()
    assert len(found) == len(declared()[place])
    for value, (given, tolerance) in zip(found, declared()[place], strict=True):
        assert value == pytest.approx(given, rel=1e-9, abs=tolerance / 2)


def test_statistics_questions_have_numbers_that_code_checks() -> None:
    for question in bank().values():
        if question.kind == "statistics":
            assert any(criterion.numeric for criterion in question.criteria), question.id
