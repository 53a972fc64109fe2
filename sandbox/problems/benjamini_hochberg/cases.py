from casekit import Case

nan = float("nan")


def visible():
    return [
        Case("four metrics", [[0.01, 0.04, 0.03, 0.5], 0.05], expected=([0.04, 0.16 / 3, 0.16 / 3, 0.5], [0])),
        Case("at the level", [[0.0625, 0.0625, 0.125], 0.125], expected=([0.09375, 0.09375, 0.125], [0, 1, 2])),
        Case("one could not be tested", [[nan, 0.02], 0.05], expected=([nan, 0.02], [1])),
        Case("none", [[], 0.1], expected=([], [])),
    ]


def hidden():
    return [
        Case("one", [[0.25], 0.25], expected=([0.25], [0])),
        Case("one, above", [[0.5], 0.25], expected=([0.5], [])),
        Case("only NaN", [[nan, nan], 0.1], expected=([nan, nan], [])),
        Case("NaN at both ends", [[nan, 0.5, 0.03125, nan, 0.0625, nan], 0.125]),
        Case("NaN does not count", [[0.03125] + [nan] * 50 + [0.5], 0.0625], expected=([0.0625] + [nan] * 50 + [0.5], [0])),
        Case("all zero", [[0.0, 0.0, 0.0], 0.01], expected=([0.0] * 3, [0, 1, 2])),
        Case("all one", [[1.0] * 5, 0.99], expected=([1.0] * 5, [])),
        Case("one and smaller ones", [[1.0, 0.75, 1.0, 0.875], 0.5]),
        Case("never above one", [[0.9, 0.8, 0.85, 0.99, 0.7], 0.5]),
        Case("pulled in by a larger one", [[0.5, 0.25, 0.25, 0.25], 0.5], expected=([0.5, 1 / 3, 1 / 3, 1 / 3], [0, 1, 2, 3])),
        Case("smallest is pulled in", [[0.25, 0.25, 0.25, 0.25], 0.25], expected=([0.25] * 4, [0, 1, 2, 3])),
        Case("each too large but for the last", [[0.03, 0.02, 0.04, 0.01], 0.05], expected=([0.04] * 4, [0, 1, 2, 3])),
        Case("a gap in the middle", [[0.001, 0.02, 0.021, 0.022, 0.9], 0.05]),
        Case("descending", [[0.5, 0.4, 0.3, 0.2, 0.1], 0.3]),
        Case("many equal", [[0.125] * 3 + [0.5] * 5, 0.25]),
        Case("equal on both sides of a rank", [[0.02, 0.3, 0.02, 0.3, 0.02, 0.3], 0.05]),
        Case("tiny", [[1e-300, 1e-200, 1e-12, 0.4], 0.001]),
        Case("nothing found", [[0.2, 0.3, 0.9, 0.6], 0.05]),
        Case("ints among them", [[0, 1, 0.5], 0.1]),
        Case("smaller after a larger", [[0.02, 0.021, 0.5], 0.1]),
    ]


def _risky(p_values, level):
    tested = sorted(p for p in p_values if p == p)
    return any(abs(p * len(tested) / rank - level) < 1e-8 for rank, p in enumerate(tested, 1))


def randomized(rng):
    cases = []
    while len(cases) < 40:
        n = rng.randrange(0, 30)
        kind = rng.randrange(3)
        values = [rng.random() ** rng.choice([1, 3]) if kind else rng.randrange(1, 20) / 100 for _ in range(n)]
        values = [nan if rng.random() < 0.1 else value for value in values]
        level = rng.choice([0.0501, 0.1003, 0.2007])
        if not _risky(values, level):
            cases.append(Case(f"random {len(cases)}", [values, level]))
    return cases


def _mixed(n, rng):
    return [rng.random() * (1e-4 if i % 10 == 0 else 1) for i in range(n)]


def large():
    import random

    rng = random.Random(20)
    return [
        Case("large", [_mixed(100_000, rng), 0.0501]),
        Case("large, few values", [[rng.randrange(1, 50) / 50 for _ in range(100_000)], 0.0501]),
        Case("large, ascending", [[i / 100_001 for i in range(1, 100_001)], 0.0501]),
        Case("large, none counts", [[nan] * 50_000 + [0.9] * 50_000, 0.0501]),
    ]


def sized(n, rng):
    return Case(f"{n} p-values", [_mixed(n, rng), 0.0501])
