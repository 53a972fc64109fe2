from casekit import Case

INF = float("inf")
FIRST, FOLLOWING = [-1.0, -2.0, -INF], [[-3.0, -INF, -1.0], [-INF, -0.5, -0.5], [0.0, 0.0, 0.0]]


def _model(rng, v, holes=0.2):
    def row():
        return [-INF if rng.random() < holes else -rng.expovariate(0.7) for _ in range(v)]

    return row(), [row() for _ in range(v)]


def _halves(rng, v):
    def row():
        return [-INF if rng.random() < 0.2 else -rng.randrange(4) / 2 for _ in range(v)]

    return row(), [row() for _ in range(v)]


def visible():
    return [
        Case("greedy", [FIRST, FOLLOWING, 2, 1, 3, 0.0], expected=[([0, 2], -2.0)]),
        Case("two wide", [FIRST, FOLLOWING, 2, 2, 3, 0.0], expected=[([0, 2], -2.0), ([1, 1, 1], -3.0)]),
        Case("one step", [FIRST, FOLLOWING, 2, 3, 1, 1.0], expected=[([0], -1.0), ([1], -2.0)]),
    ]


def hidden():
    long = [[-0.1, -0.3], [0.0, 0.0]]
    return [
        Case("nothing possible", [[-INF, -INF], [[0.0, 0.0]] * 2, 1, 3, 4, 1.0], expected=[]),
        Case("a dead end", [[-1.0, -INF], [[-INF, -INF]] * 2, 1, 3, 4, 1.0], expected=[]),
        Case("one token, the end", [[-0.5], [[-0.5]], 0, 2, 4, 1.0], expected=[([0], -0.5)]),
        Case("one token, no end", [[-0.5], [[-0.5]], 3, 2, 3, 0.0], expected=[([0, 0, 0], -1.5)]),
        Case("the end at once", [[-5.0, -0.5], [[-1.0, -1.0]] * 2, 1, 1, 9, 0.0], expected=[([1], -0.5)]),
        Case("length penalty prefers longer", [[-0.2, -0.9], long, 1, 2, 6, 1.0]),
        Case("no penalty prefers shorter", [[-0.2, -0.9], long, 1, 2, 6, 0.0]),
        Case("penalty above one", [[-0.2, -0.9], long, 1, 3, 6, 1.7]),
        Case("a finished one leaves the beam", [[-0.1, -3.0, -0.2], [[-1.0, -2.0, -0.3], [0.0, 0.0, 0.0], [-0.4, -0.6, -0.9]], 1, 2, 5, 0.6]),
        Case("wider than all", [FIRST, FOLLOWING, 2, 20, 2, 0.5]),
        Case("ties by the smaller list", [[-0.5] * 3, [[-0.5] * 3] * 3, 2, 2, 3, 0.0]),
        Case("ties, no end", [[-0.5] * 3, [[-0.5] * 3] * 3, 9, 4, 3, 0.0]),
        Case("ties, the end is token zero", [[-0.5] * 3, [[-0.5] * 3] * 3, 0, 4, 3, 0.0]),
        Case("certain tokens", [[0.0, -INF], [[0.0, 0.0], [0.0, 0.0]], 1, 2, 3, 0.0]),
        Case("one heir takes all", [[-1.0, -1.5], [[-0.1, -0.2, -9.0], [-5.0, -6.0, -7.0], [0.0] * 3], 2, 2, 3, 0.0]),
        Case("greedy is not best", [[-0.5, -0.6, -9.0], [[-4.0, -4.1, -4.2], [-7.0, -8.0, -0.1], [0.0] * 3], 2, 2, 2, 0.0]),
    ]  # fmt: skip


def randomized(rng):
    cases = []
    for number in range(60):
        v = rng.randrange(2, 6)
        model = _model(rng, v) if number % 3 else _halves(rng, v)
        penalty = rng.choice([0.0, 0.7, 1.0, 1.5]) if number % 3 else 0.0
        cases.append(
            Case(f"random {number}", [*model, rng.randrange(v), rng.randrange(1, 6), rng.randrange(1, 7), penalty])
        )
    return cases


def large():
    import random

    rng = random.Random(8)
    return [
        Case("large", [*_model(rng, 100, 0.0), 7, 20, 40, 0.8]),
        Case("large, the end is rare", [*_model(rng, 100, 0.3), 100, 20, 40, 1.0]),
    ]
