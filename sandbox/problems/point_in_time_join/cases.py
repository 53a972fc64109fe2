from casekit import Case

ROWS = [("u", 10, 10, 1.0), ("u", 20, 50, 2.0), ("u", 30, 40, 3.0)]


def visible():
    return [
        Case("not yet arrived", [ROWS, [("u", 9), ("u", 10), ("u", 39)], 100], expected=[None, 1.0, 1.0]),
        Case("arrives late", [ROWS, [("u", 60), ("u", 45)], 100], expected=[3.0, 3.0]),
        Case("too old, another entity", [ROWS, [("u", 130), ("u", 131), ("v", 60)], 100], expected=[3.0, None, None]),
    ]


def hidden():
    same = [("u", 5, 5, 1.0), ("u", 5, 5, 2.0), ("u", 5, 5, 3.0)]
    return [
        Case("nothing", [[], [], 5], expected=[]),
        Case("no rows", [[], [("u", 1)], 5], expected=[None]),
        Case("no queries", [ROWS, [], 5], expected=[]),
        Case("available exactly then", [[("u", 1, 7, 1.0)], [("u", 6), ("u", 7), ("u", 8)], 50], expected=[None, 1.0, 1.0]),
        Case("age exactly then", [[("u", 0, 3, 1.0)], [("u", 9), ("u", 10), ("u", 11)], 10], expected=[1.0, 1.0, None]),
        Case("age of zero", [[("u", 4, 4, 1.0), ("u", 6, 7, 2.0)], [("u", 4), ("u", 5), ("u", 6), ("u", 7)], 0], expected=[1.0, None, None, None]),
        Case("already too old on arrival", [[("u", 0, 20, 1.0)], [("u", 20)], 10], expected=[None]),
        Case("a correction", [[("u", 5, 5, 1.0), ("u", 5, 9, 2.0)], [("u", 8), ("u", 9)], 50], expected=[1.0, 2.0]),
        Case("a correction listed first", [[("u", 5, 9, 2.0), ("u", 5, 5, 1.0)], [("u", 8), ("u", 9)], 50], expected=[1.0, 2.0]),
        Case("all times alike", [same, [("u", 5)], 50], expected=[3.0]),
        Case("all times alike, the other way", [same[::-1], [("u", 5)], 50], expected=[1.0]),
        Case("deleted", [[("u", 1, 1, 1.0), ("u", 5, 5, None)], [("u", 4), ("u", 5)], 50], expected=[1.0, None]),
        Case("deleted and set again", [[("u", 1, 1, None), ("u", 5, 5, 4.0)], [("u", 4), ("u", 5)], 50], expected=[None, 4.0]),
        Case("a deletion that arrives late", [[("u", 5, 5, 1.0), ("u", 3, 8, None)], [("u", 9)], 50], expected=[1.0]),
        Case("a deletion corrected", [[("u", 5, 5, None), ("u", 5, 6, 2.0)], [("u", 5), ("u", 6)], 50], expected=[None, 2.0]),
        Case("zero is a value", [[("u", 1, 1, 5.0), ("u", 2, 2, 0.0)], [("u", 3)], 50], expected=[0.0]),
        Case("queries out of order", [ROWS, [("u", 60), ("u", 9), ("u", 39), ("u", 130), ("u", 10)], 100], expected=[3.0, None, 1.0, 3.0, 1.0]),
        Case("equal queries", [ROWS, [("u", 39)] * 3, 100], expected=[1.0] * 3),
        Case("entities in turn", [[("u", 1, 1, 1.0), ("v", 2, 2, 2.0), ("u", 3, 9, 3.0)], [("v", 1), ("v", 9), ("u", 8), ("u", 9)], 50], expected=[None, 2.0, 1.0, 3.0]),
        Case("names that begin alike", [[("u", 1, 1, 1.0), ("u1", 2, 2, 2.0), ("", 3, 3, 3.0)], [("u", 9), ("u1", 9), ("", 9), ("u12", 9)], 50], expected=[1.0, 2.0, 3.0, None]),
        Case("times below zero", [[("u", -10, -5, 1.0), ("u", -20, -4, 2.0)], [("u", -6), ("u", -5), ("u", 0), ("u", 1)], 10], expected=[None, 1.0, 1.0, None]),
        Case("times far below zero", [[("u", -(10**12), -(10**12), 1.0), ("v", -(10**12) + 5, -(10**12) + 9, 2.0)], [("u", 5 - 10**12), ("v", 9 - 10**12), ("v", 8 - 10**12)], 50], expected=[1.0, 2.0, None]),
        Case("times far above zero", [[("u", 10**12 - 9, 10**12, 1.0)], [("u", 10**12 - 1), ("u", 10**12)], 10**12], expected=[None, 1.0]),
        Case("a newer one arrives first", [[("u", 9, 9, 1.0), ("u", 1, 10, 2.0), ("u", 2, 11, 3.0)], [("u", 11)], 50], expected=[1.0]),
        Case("an old one does not stand in", [[("u", 9, 30, 1.0), ("u", 1, 31, 2.0)], [("u", 31)], 15], expected=[None]),
    ]  # fmt: skip


def _log(rng, n, m, entities, span):
    rows = []
    for number in range(n):
        event = rng.randrange(span)
        rows.append(
            (
                f"e{rng.randrange(entities)}",
                event,
                event + rng.choice([0, 0, rng.randrange(span)]),
                rng.choice([None, *[float(number)] * 5]),
            )
        )
    return rows, [(f"e{rng.randrange(entities)}", rng.randrange(2 * span)) for _ in range(m)]


def randomized(rng):
    return [
        Case(f"random {number}", [*_log(rng, rng.randrange(0, 25), rng.randrange(1, 15), rng.choice([1, 3]), rng.choice([6, 30])), rng.choice([3, 10, 100])])
        for number in range(50)
    ]  # fmt: skip


def large():
    import random

    rng = random.Random(6)
    return [
        Case("one entity", [*_log(rng, 50_000, 50_000, 1, 10**6), 10**5]),
        Case("many entities", [*_log(rng, 50_000, 50_000, 5000, 10**6), 10**5]),
    ]


def sized(n, rng):
    return Case(f"n = {n}", [*_log(rng, n, n, 2, 10 * n), 10 * n])
