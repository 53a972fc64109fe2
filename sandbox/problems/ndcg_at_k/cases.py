from math import log2

from casekit import Case, raises


def visible():
    third = 1 / log2(3)
    return [
        Case("the second is relevant", [[[(0.9, 0), (0.8, 1)]], 2], expected=third),
        Case("two tied", [[[(0.5, 0), (0.5, 1)]], 2], expected=(1 + third) / 2),
        Case("two tied, one wanted", [[[(0.5, 0), (0.5, 1)]], 1], expected=0.5),
        Case("queries without relevant items", [[[(0.9, 1)], [(0.5, 0)], []], 3], expected=1.0),
        Case("nothing relevant", [[[(0.5, 0)]], 3], expected=None),
    ]


def hidden():
    return [
        Case("no queries", [[], 3], expected=None),
        Case("only empty queries", [[[], []], 3], expected=None),
        Case("k zero", [[[(1.0, 1)]], 0], expected=raises("ValueError")),
        Case("k negative", [[], -2], expected=raises("ValueError")),
        Case("high grades", [[[(3.0, 1), (2.0, 3), (1.0, 2)]], 3]),
        Case("grade 30", [[[(3.0, 0), (2.0, 30), (1.0, 29)]], 2]),
        Case("grades beyond 24", [[[(2.0, 24), (1.0, 25)]], 2]),
        Case("relevant beyond k", [[[(3.0, 0), (2.0, 0), (1.0, 4)]], 2], expected=0.0),
        Case("ideal stops at k", [[[(3.0, 1), (2.0, 1), (1.0, 1)]], 2], expected=1.0),
        Case("k beyond the items", [[[(3.0, 0), (2.0, 2)]], 50]),
        Case("perfect", [[[(3.0, 3), (2.0, 2), (1.0, 0)]], 3], expected=1.0),
        Case("input in the other order", [[[(1.0, 0), (2.0, 2), (3.0, 3)]], 3], expected=1.0),
        Case("ties across k", [[[(3.0, 0), (2.0, 3), (2.0, 0), (2.0, 1), (1.0, 2)]], 3]),
        Case("ties across k, relevant first", [[[(2.0, 3), (2.0, 2), (2.0, 0), (2.0, 0)]], 1], expected=10 / 4 / 7),
        Case("several groups of ties", [[[(2.0, 1), (1.0, 3), (2.0, 0), (1.0, 0), (0.0, 2), (0.0, 0)]], 5]),
        Case("all tied", [[[(0.0, g) for g in (0, 3, 1, 2, 0)]], 4]),
        Case("zero of both signs ties", [[[(0.0, 0), (-0.0, 2)]], 2]),
        Case("almost tied", [[[(0.1 + 0.2, 0), (0.3, 2)]], 2]),
        Case("negative scores", [[[(-1.0, 2), (-2.0, 0), (-0.5, 0)]], 3]),
        Case("int scores", [[[(1, 2), (1.0, 0), (2, 0)]], 3]),
        Case("queries of unlike weight", [[[(2.0, 0), (1.0, 1)], [(2.0, 0), (1.0, 20)], [(1.0, 5)]], 2]),
        Case("mean over the counted only", [[[(2.0, 0), (1.0, 1)], [(2.0, 0)], [], [(2.0, 0)]], 2]),
        Case("a zero counts", [[[(2.0, 0), (1.0, 1)], [(1.0, 1)]], 1], expected=0.5),
    ]


def randomized(rng):
    cases = []
    for number in range(50):
        levels = rng.choice([2, 4, 1000])
        queries = [
            [(rng.randrange(levels) / levels, rng.choice([0, 0, 1, 2, 4])) for _ in range(rng.randrange(0, 9))]
            for _ in range(rng.randrange(1, 5))
        ]
        cases.append(Case(f"random {number}", [queries, rng.randrange(1, 8)]))
    return cases


def _many(rng, n, levels):
    return [(rng.randrange(levels) / levels, rng.choice([0, 0, 0, 1, 3])) for _ in range(n)]


def large():
    import random

    rng = random.Random(3)
    return [
        Case("one long query", [[_many(rng, 40_000, 10**9)], 40_000]),
        Case("one long query, all tied", [[_many(rng, 40_000, 1)], 20_000]),
        Case("many short queries", [[_many(rng, 10, 4) for _ in range(3_000)], 5]),
    ]


def sized(n, rng):
    return Case(f"{n} items", [[_many(rng, n // 2, 50), _many(rng, n // 2, 1)], n])
