from casekit import Case


def visible():
    return [
        Case("a chain of three", [3, [(0, 1), (1, 2)], [("ask", 0, 2), ("cut", 1), ("ask", 0, 2), ("ask", 0, 1)]], expected=[True, False, True]),
        Case(
            "two links between the same",
            [2, [(0, 1), (1, 0)], [("cut", 0), ("ask", 0, 1), ("cut", 1), ("ask", 0, 1), ("ask", 1, 1)]],
            expected=[True, False, True],
        ),
    ]  # fmt: skip


def hidden():
    ring = [(0, 1), (1, 2), (2, 3), (3, 0)]
    return [
        Case("no questions", [2, [(0, 1)], [("cut", 0)]], expected=[]),
        Case("nothing at all", [1, [], []], expected=[]),
        Case("no links", [2, [], [("ask", 0, 1), ("ask", 1, 1)]], expected=[False, True]),
        Case("no cuts", [3, [(2, 1)], [("ask", 0, 1), ("ask", 1, 2), ("ask", 0, 0)]], expected=[False, True, True]),
        Case("cut twice", [2, [(0, 1)], [("ask", 1, 0), ("cut", 0), ("ask", 0, 1), ("cut", 0), ("ask", 0, 1)]], expected=[True, False, False]),
        Case("cut twice in a row at once", [2, [(0, 1)], [("cut", 0), ("cut", 0), ("ask", 0, 1)]], expected=[False]),
        Case("cut again much later", [3, [(0, 1), (1, 2)], [("cut", 1), ("ask", 0, 2), ("ask", 0, 1), ("cut", 0), ("ask", 0, 1), ("cut", 1)]], expected=[False, True, False]),
        Case("one of three links", [2, [(0, 1)] * 3, [("cut", 2), ("ask", 0, 1), ("cut", 0), ("ask", 0, 1), ("cut", 1), ("ask", 0, 1)]], expected=[True, True, False]),
        Case("a link to itself", [2, [(0, 0), (0, 1)], [("cut", 0), ("ask", 0, 0), ("ask", 0, 1), ("cut", 1), ("ask", 0, 0), ("ask", 0, 1)]], expected=[True, True, True, False]),
        Case("round a ring", [4, ring, [("cut", 0), ("ask", 0, 1), ("cut", 2), ("ask", 0, 1), ("ask", 1, 2), ("ask", 3, 0)]], expected=[True, False, True, True]),
        Case("the last word is a cut", [2, [(0, 1)], [("ask", 0, 1), ("cut", 0)]], expected=[True]),
        Case("the first word is a cut", [2, [(0, 1)], [("cut", 0), ("ask", 0, 1)]], expected=[False]),
        Case("answers in order", [4, [(0, 1), (2, 3)], [("ask", 0, 1), ("ask", 0, 2), ("cut", 0), ("ask", 0, 1), ("ask", 2, 3), ("ask", 1, 1)]], expected=[True, False, False, True, True]),
    ]  # fmt: skip


def _log(rng, n, links, operations, cuts):
    edges = [(rng.randrange(n), rng.randrange(n)) for _ in range(links)]
    log = []
    for _ in range(operations):
        if edges and rng.random() < cuts:
            log.append(("cut", rng.randrange(links)))
        else:
            log.append(("ask", rng.randrange(n), rng.randrange(n)))
    return [n, edges, log]


def randomized(rng):
    cases = []
    for number in range(45):
        n = rng.randrange(1, 12)
        cases.append(Case(f"random {number}", _log(rng, n, rng.randrange(0, 2 * n), rng.randrange(1, 30), rng.choice([0.3, 0.6]))))
    return cases


def _path(n, asks, rng, backwards):
    """A path whose links go down one by one, with questions between; `backwards` turns all pairs around."""
    edges = [(i + 1, i) if backwards else (i, i + 1) for i in range(n - 1)]
    cuts = list(range(n - 1))
    if rng is not None:
        rng.shuffle(cuts)
    log = []
    for number in range(asks):
        log.append(("ask", number * 7919 % n, 0 if number % 3 else number * 104729 % n))
        if number < len(cuts):
            log.append(("cut", cuts[-1 - number]))
    return [n, edges, log]


def adversarial():
    # Links that come back in the order of the path: trees without balance or compression become chains.
    return [
        Case("a path from its end", _path(20_000, 20_000, None, False)),
        Case("a path from its end, turned", _path(20_000, 20_000, None, True)),
    ]


def large():
    import random

    rng = random.Random(4)
    return [
        Case("many of all", _log(rng, 40_000, 40_000, 40_000, 0.5)),
        Case("a long path in any order", _path(20_000, 20_000, rng, False)),
        Case("one dense group", _log(rng, 200, 40_000, 40_000, 0.9)),
    ]


def sized(n, rng):
    """Two paths, their links in opposite directions, each cut from its end: long ways and deep trees."""
    half = n // 2
    edges = [(i, i + 1) for i in range(half - 1)] + [(half + i + 1, half + i) for i in range(half - 1)]
    log = []
    for number in range(half // 2):
        side = half * (number % 2)
        log.append(("ask", side, side + rng.randrange(half)))
        log.append(("ask", side + rng.randrange(half // 2), side + half // 2))
        log.append(("cut", (half - 1) * (number % 2) + half - 2 - number // 2))
    return Case(f"{n} machines", [n, edges, log])
