import math

from casekit import Case, raises

inf, nan = float("inf"), float("nan")


def visible():
    return [
        Case("one pair", [[0, 1], [0.2, 0.9]], expected=1.0),
        Case("a tie", [[0, 1, 0, 1], [0.1, 0.4, 0.4, 0.8]], expected=0.875),
        Case("weights", [[1, 0, 1], [0.5, 0.5, 0.1], [2, 1, 3]], expected=0.2),
        Case("no negatives", [[1, 1], [0.3, 0.7]], expected=None),
    ]


def hidden():
    return [
        Case("empty", [[], []], expected=None),
        Case("empty with weights", [[], [], []], expected=None),
        Case("one example", [[1], [0.5]], expected=None),
        Case("no positives", [[0, 0, 0], [1.0, 2.0, 3.0]], expected=None),
        Case("positives weigh nothing", [[0, 1, 1], [1.0, 2.0, 3.0], [1, 0, 0]], expected=None),
        Case("negatives weigh nothing", [[0, 1, 1], [1.0, 2.0, 3.0], [0.0, 1, 5]], expected=None),
        Case("nothing weighs anything", [[0, 1, 1], [1.0, 2.0, 3.0], [0, 0.0, 0]], expected=None),
        Case("tiny weights", [[0, 1, 0, 1], [0.1, 0.4, 0.4, 0.8], [1e-12, 3e-12, 1e-12, 3e-12]], expected=0.875),
        Case("all wrong", [[1, 1, 0, 0], [0.1, 0.2, 0.3, 0.4]], expected=0.0),
        Case("all right", [[1, 1, 0, 0], [0.9, 0.8, 0.3, 0.4]], expected=1.0),
        Case("all tied", [[1, 0, 1, 0, 0], [0.5] * 5], expected=0.5),
        Case("all tied, positives first", [[1, 1, 0, 0], [3.0] * 4], expected=0.5),
        Case("all tied, positives last", [[0, 0, 1, 1], [3.0] * 4], expected=0.5),
        Case("two groups of ties", [[1, 0, 0, 1, 1, 0], [1.0, 1.0, 1.0, 2.0, 2.0, 2.0]], expected=2 / 3),
        Case("ties among negatives only", [[0, 0, 1, 0], [0.3, 0.3, 0.5, 0.7]], expected=2 / 3),
        Case("ties among positives only", [[1, 1, 0, 1], [0.3, 0.3, 0.5, 0.7]], expected=1 / 3),
        Case("zero and minus zero", [[1, 0], [-0.0, 0.0]], expected=0.5),
        Case("int and float", [[1, 0, 0], [1, 1.0, 2]], expected=0.25),
        Case("nearly equal", [[1, 0], [0.1 + 0.2, 0.3]], expected=1.0),
        Case("differ in the last digits", [[0, 1, 0, 1], [1e8 + 1, 1e8 + 2, 1e8 + 3, 1e8 + 4]], expected=0.75),
        Case("tiny differences", [[0, 1, 1, 0], [1e-300, 2e-300, 3e-300, 4e-300]], expected=0.5),
        Case("ints up to 2^53", [[0, 1, 1, 0], [2**53 - 1, 2**53, float(2**53 - 2), -(2**53)]], expected=0.75),
        Case("infinities", [[1, 0, 1, 0], [inf, -inf, -inf, 3.0]], expected=0.625),
        Case("tied infinities", [[1, 0], [inf, inf]], expected=0.5),
        Case("negative scores", [[1, 0, 1], [-1.0, -2.0, -3.0]], expected=0.5),
        Case("large logits", [[0, 1, 0], [-1e300, 1e300, 1e299]], expected=1.0),
        Case("NaN", [[0, 1], [nan, 0.5]], expected=raises("ValueError")),
        Case("NaN last", [[0, 1, 1], [0.1, 0.5, nan]], expected=raises("ValueError")),
        Case("NaN without pairs", [[1, 1], [nan, 0.5]], expected=raises("ValueError")),
        Case("NaN of weight zero", [[0, 1, 1], [0.1, 0.5, nan], [1, 1, 0]], expected=raises("ValueError")),
        Case("a pair of weight zero", [[0, 1, 1], [0.5, 0.1, 0.9], [1, 0, 1]], expected=1.0),
        Case("weights in a tie", [[0, 1, 0, 1], [0.5, 0.5, 0.1, 0.1], [3, 1, 2, 4]]),
        Case("weights all alike", [[0, 1, 0, 1], [0.1, 0.4, 0.4, 0.8], [0.3] * 4], expected=0.875),
        Case("weights of unlike size", [[0, 1, 0, 1, 1], [0.5, 0.6, 0.7, 0.1, 0.7], [1e6, 1e-6, 1.0, 0.5, 3.25]]),
    ]


def randomized(rng):
    cases = []
    for number in range(50):
        n = rng.randrange(1, 40)
        kinds = rng.choice([2, 5, 1000])
        labels = [int(rng.random() < rng.choice([0.2, 0.5])) for _ in range(n)]
        scores = [rng.randrange(kinds) / 8 for _ in range(n)]
        args = [labels, scores]
        if number % 2:
            args.append([rng.choice([0, 1, 2.5, rng.random()]) for _ in range(n)])
        cases.append(Case(f"random {number}", args))
    return cases


def _mixed(n, rng, kinds=10**6):
    scores = [rng.randrange(kinds) / kinds for _ in range(n)]
    return [[int(rng.random() < 0.3 + 0.4 * score) for score in scores], scores, [rng.randrange(1, 5) for _ in range(n)]]


def large():
    import random

    rng = random.Random(20)
    n = 100_000
    return [
        Case("nearly all different", _mixed(n, rng)),
        Case("a hundred scores", _mixed(n, rng, 100)),
        Case("two scores", _mixed(n, rng, 2)),
        Case("half and half, sorted", [[1] * (n // 2) + [0] * (n // 2), [float(i) for i in range(n)]], expected=0.0),
        Case("all tied, many", [[0, 1] * (n // 2), [0.25] * n], expected=0.5),
    ]


def sized(n, rng):
    return Case(f"{n} examples", _mixed(n, rng, 1000 if rng.random() < 0.5 else 10**6))
