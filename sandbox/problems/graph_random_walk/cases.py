from casekit import Case

FAR = 10**12


def _path(n):
    return [(i, i + 1) for i in range(n - 1)]


def _ring(n):
    return [(i, (i + 1) % n) for i in range(n)]


def visible():
    line = [(0, 1), (1, 2)]
    return [
        Case("one step", [3, line, 0, 1], expected=[0.0, 1.0, 0.0]),
        Case("two steps", [3, line, 0, 2], expected=[0.5, 0.0, 0.5]),
        Case("very many steps, odd", [3, line, 0, FAR + 1], expected=[0.0, 1.0, 0.0]),
        Case("double edge and loop", [2, [(0, 1), (1, 0), (1, 1)], 1, 1], expected=[2 / 3, 1 / 3]),
        Case("no edges", [2, [], 1, 5], expected=[0.0, 1.0]),
    ]


def hidden():
    star = [(0, i) for i in range(1, 6)]
    return [
        Case("no step", [4, _path(4), 2, 0], expected=[0.0, 0.0, 1.0, 0.0]),
        Case("one node", [1, [], 0, FAR], expected=[1.0]),
        Case("one node with a loop", [1, [(0, 0)], 0, FAR], expected=[1.0]),
        Case("two loops on a node", [2, [(0, 0), (0, 0), (0, 1)], 0, 1], expected=[2 / 3, 1 / 3]),
        Case("loop counts once in the long run", [2, [(0, 0), (0, 1)], 1, FAR], expected=[2 / 3, 1 / 3]),
        Case("same edge both ways", [3, [(0, 1), (1, 0), (1, 2)], 1, 1], expected=[2 / 3, 0.0, 1 / 3]),
        Case("star, even", [6, star, 1, FAR], expected=[0.0] + [0.2] * 5),
        Case("star, odd", [6, star, 1, FAR - 1], expected=[1.0] + [0.0] * 5),
        Case("even ring, even", [6, _ring(6), 0, FAR], expected=[1 / 3, 0.0] * 3),
        Case("odd ring", [5, _ring(5), 0, FAR - 1], expected=[0.2] * 5),
        Case("a node apart", [4, _path(3), 3, 7], expected=[0.0, 0.0, 0.0, 1.0]),
        Case("other part not reached", [5, [(0, 1), (2, 3), (3, 4), (2, 4)], 3, FAR], expected=[0.0, 0.0, 1 / 3, 1 / 3, 1 / 3]),
        Case("triangle with a tail", [4, [(0, 1), (1, 2), (0, 2), (2, 3)], 3, FAR], expected=[0.25, 0.25, 0.375, 0.125]),
        Case("in both directions", [3, [(1, 0), (2, 1)], 0, 2], expected=[0.5, 0.0, 0.5]),
        Case("unlike degrees, three steps", [5, [(0, 1), (1, 2), (1, 3), (3, 4), (1, 4)], 0, 3]),
        Case("thousand and one steps", [30, _path(30), 0, 1001]),
    ]


def _graph(rng, n, m):
    return [(rng.randrange(n), rng.randrange(n)) for _ in range(m)]


def randomized(rng):
    cases = []
    for number in range(30):
        n = rng.randrange(1, 12)
        steps = rng.choice([rng.randrange(0, 8), rng.randrange(0, 1000), rng.randrange(10**12)])
        cases.append(Case(f"random {number}", [n, _graph(rng, n, rng.randrange(0, 2 * n)), rng.randrange(n), steps]))
    for number in range(10):
        n = rng.randrange(20, 60)
        cases.append(Case(f"random, larger {number}", [n, _graph(rng, n, 3 * n), rng.randrange(n), rng.randrange(10**12)]))
    return cases


def large():
    import random

    rng = random.Random(20)
    bells = [(i, j) for i in range(30) for j in range(i)] + [(69 + i, 69 + j) for i in range(30) for j in range(i)] + [(i, i + 1) for i in range(29, 69)]
    return [
        Case("long path, even", [100, _path(100), 0, FAR]),
        Case("long path, odd", [100, _path(100), 37, FAR - 1]),
        Case("odd ring, 99", [99, _ring(99), 5, FAR - 7]),
        Case("dense", [100, _graph(rng, 100, 2000), 3, FAR - 12_345]),
        Case("two dense parts and a bridge", [99, bells, 0, 100_000]),
        Case("two dense parts, very long", [99, bells, 0, FAR]),
        Case("one odd edge", [100, [*_path(100), (98, 98)], 0, 5000]),
    ]
