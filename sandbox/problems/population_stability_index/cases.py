import math

from casekit import Case, raises

NAN = float("nan")
INF = float("inf")


def visible():
    first = (4 / 7 - 3 / 7) * math.log(4 / 3) + (1 / 7 - 3 / 7) * math.log(1 / 3) + (2 / 7 - 1 / 7) * math.log(2)
    second = (3.5 - 4.5) / 5.5 * math.log(3.5 / 4.5) + (1.5 - 0.5) / 5.5 * math.log(3.0)
    return [
        Case("no change", [[1, 2, 3, 4], [1, 2, 3, 4], 2, 1.0], expected=0.0),
        Case("one went missing", [[1, 2, 3, 4], [1, 1, 2, None], 2, 1.0], expected=first),
        Case("constant reference", [[5, 5, 5, 5], [5, 5, 9, 4], 4, 0.5], expected=second),
    ]


def hidden():
    ten = [float(k) for k in range(10)]
    return [
        Case("empty reference", [[], [1.0], 4, 1.0], expected=raises("ValueError")),
        Case("empty current", [[1.0], [], 4, 1.0], expected=raises("ValueError")),
        Case("no bins", [[1.0], [1.0], 0, 1.0], expected=raises("ValueError")),
        Case("smoothing zero", [[1.0], [1.0], 3, 0.0], expected=raises("ValueError")),
        Case("smoothing below zero", [[1.0], [1.0], 3, -0.1], expected=raises("ValueError")),
        Case("one bin", [ten, [99.0, None], 1, 0.5]),
        Case("reference all missing", [[None, NAN], [1.0, 2.0, None], 3, 0.5]),
        Case("current all missing", [ten, [None, NAN, None], 3, 0.5]),
        Case("both all missing", [[None], [NAN, None], 3, 0.5]),
        Case("nan beside none", [[1.0, NAN, 2.0, None, 3.0], [NAN, None, NAN, 2.0], 2, 0.1]),
        Case("nan first", [[NAN, 3.0, 1.0, 2.0], [1.0, NAN, 3.0], 3, 0.1]),
        Case("values on edges", [ten, [4.0, 4.0, 9.0, 0.0], 2, 0.1]),
        Case("values on all edges", [ten, ten[1:6] * 2, 5, 0.1]),
        Case("beyond the range", [ten, [-50.0, 50.0, 50.0], 5, 0.1]),
        Case("infinite values", [[-INF, *ten, INF], [INF, INF, -INF], 4, 0.1]),
        Case("edge at infinity", [[1.0, INF, INF, INF], [INF, 5.0, 1.0], 2, 0.1]),
        Case("more bins than values", [[3.0, 1.0, 2.0], [2.0, 2.5, 0.0], 10, 0.2]),
        Case("one value", [[3.0], [2.0, 3.0, 4.0], 4, 0.2]),
        Case("not divisible", [ten, [0.5, 2.5, 3.0, 7.0], 3, 0.2]),
        Case("seven bins of ten", [ten, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 7, 0.2]),
        Case("quantiles coincide", [[1.0] * 6 + [2.0, 3.0, 4.0, 5.0], [1.0, 2.0, 2.0, 6.0], 5, 0.2]),
        Case("mostly the largest", [[1.0, 2.0] + [7.0] * 8, [7.0, 8.0, 1.0], 4, 0.2]),
        Case("unsorted", [[5.0, 1.0, 4.0, 2.0, 3.0], [3.0, 3.0, 1.0], 2, 0.2]),
        Case("unlike sizes", [ten * 7, [1.0, 2.0], 4, 0.01]),
        Case("small smoothing", [ten, [0.0] * 5, 5, 1e-6]),
        Case("large smoothing", [ten, [0.0] * 5, 5, 100.0]),
        Case("ints and floats", [[1, 2.0, 3, 2**53 - 1, 2**53], [2, 3.0, 2**53], 5, 0.1]),
        Case("edges close together", [[1.0, 1.0 + 1e-12, 1.0 + 2e-12, 2.0], [1.0, 1.0 + 2e-12, 1.0 + 2e-12], 4, 0.1]),
        Case("large values close together", [[1e9, 1e9 + 1.0, 1e9 + 2.0, 1e9 + 3.0], [1e9 + 1.0, 1e9 + 1.5, 1e9 + 2.0], 4, 0.1]),
        Case("many bins", [[k / 7 for k in range(30)], [k / 5 for k in range(30)], 30, 0.1]),
    ]


def _sample(rng, n, levels):
    return [rng.choice([None, NAN]) if rng.random() < 0.15 else rng.randrange(levels) / 4 for _ in range(n)]


def randomized(rng):
    cases = []
    for number in range(50):
        levels = rng.choice([2, 6, 100])
        reference, current = _sample(rng, rng.randrange(1, 30), levels), _sample(rng, rng.randrange(1, 30), levels + 4)
        cases.append(Case(f"random {number}", [reference, current, rng.randrange(1, 12), rng.choice([0.01, 0.5, 1.0])]))
    return cases


def large():
    import random

    rng = random.Random(4)
    reference = [rng.gauss(0, 1) for _ in range(50_000)]
    return [Case("large", [reference, [rng.gauss(0.1, 1.2) for _ in range(50_000)], 1000, 0.5])]


def sized(n, rng):
    reference = [rng.gauss(0, 1) for _ in range(n)]
    return Case(f"{n} values", [reference, [rng.gauss(0.1, 1.2) for _ in range(n)], 1000, 0.5])
