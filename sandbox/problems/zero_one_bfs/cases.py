from casekit import Case


def visible():
    return [
        Case("the longer way is free", [4, [(0, 1, 1), (0, 2, 0), (2, 1, 0), (1, 3, 1)], 0], expected=[0, 0, 0, 1]),
        Case("links have a direction", [3, [(0, 1, 0), (2, 1, 0)], 0], expected=[0, 0, -1]),
        Case("two links between the same", [3, [(0, 1, 1), (0, 1, 0), (1, 2, 1), (2, 0, 0)], 1], expected=[1, 0, 1]),
    ]


def hidden():
    return [
        Case("one machine", [1, [], 0], expected=[0]),
        Case("one machine with links to itself", [1, [(0, 0, 1), (0, 0, 0)], 0], expected=[0]),
        Case("no links", [3, [], 1], expected=[-1, 0, -1]),
        Case("free first, then paid, same pair", [2, [(0, 1, 0), (0, 1, 1)], 0], expected=[0, 0]),
        Case("paid first, then free, same pair", [2, [(0, 1, 1), (0, 1, 0)], 0], expected=[0, 0]),
        Case("all free", [4, [(3, 2, 0), (2, 1, 0), (1, 0, 0)], 3], expected=[0, 0, 0, 0]),
        Case("all paid", [4, [(0, 1, 1), (1, 2, 1), (2, 3, 1), (0, 2, 1)], 0], expected=[0, 1, 1, 2]),
        Case("a long free way", [6, [(0, 5, 1), (0, 1, 0), (1, 2, 0), (2, 3, 0), (3, 4, 0), (4, 5, 0)], 0], expected=[0] * 6),
        Case("one paid beats two", [5, [(0, 1, 1), (1, 4, 1), (0, 2, 0), (2, 3, 1), (3, 4, 0)], 0], expected=[0, 1, 0, 1, 1]),
        Case("improved after it was seen", [5, [(0, 1, 1), (0, 2, 0), (2, 3, 0), (3, 1, 0), (1, 4, 0)], 0], expected=[0, 0, 0, 0, 0]),
        Case("improved late, then passed on", [6, [(0, 1, 1), (1, 2, 1), (2, 5, 0), (0, 3, 1), (3, 4, 0), (4, 2, 0)], 0], expected=[0, 1, 1, 1, 1, 1]),
        Case("the way back has another price", [3, [(0, 1, 0), (1, 0, 1), (1, 2, 1), (2, 1, 0)], 2], expected=[1, 0, 0]),
        Case("only a way back", [2, [(1, 0, 0)], 0], expected=[0, -1]),
        Case("a free ring", [4, [(0, 1, 0), (1, 2, 0), (2, 0, 0), (2, 3, 1)], 1], expected=[0, 0, 0, 1]),
        Case("a way that costs at the end", [5, [(0, 1, 0), (1, 2, 0), (2, 4, 1), (0, 3, 1), (3, 4, 1)], 0], expected=[0, 0, 0, 1, 1]),
    ]  # fmt: skip


def _random(rng, n, m, paid):
    links = [(rng.randrange(n), rng.randrange(n), 1 if rng.random() < paid else 0) for _ in range(m)]
    return [n, links, rng.randrange(n)]


def randomized(rng):
    cases = []
    for number in range(45):
        n = rng.randrange(1, 14)
        cases.append(Case(f"random {number}", _random(rng, n, rng.randrange(0, 4 * n), rng.choice([0.3, 0.5, 0.7]))))
    return cases


def _ladder(n, rng):
    """A free chain that improves, one after the other, all that paid short cuts have reached before.

    Links stand in the order from the far end, so that a relaxation link by link moves one machine a round.
    """
    links = []
    for a in range(n - 2, -1, -1):
        links.append((a, min(n - 1, a + 1 + rng.randrange(1, 30)), 1))
        links.append((a, a + 1, 0 if a % 10 else 1))
    return [n, links, 0]


def adversarial():
    import random

    n = 3_000
    # Short cuts first: a stack or a queue that takes machines up again and again needs many rounds.
    return [
        Case("a chain with short cuts", _ladder(n, random.Random(1))),
        Case("two ways at every step", [n, [link for a in range(0, n - 2, 2) for link in ((a, a + 2, 1), (a, a + 1, 0), (a + 1, a + 2, 0))], 0]),
    ]  # fmt: skip


def large():
    import random

    rng = random.Random(2)
    n = 60_000
    return [
        Case("a long chain", [n, [(a, a + 1, a % 2) for a in range(n - 1)], 0]),
        Case("many links", _random(rng, n, 120_000, 0.5)),
        Case("a star both ways", [n, [(0, a, 1) for a in range(1, n)] + [(a, 0, 0) for a in range(1, n)], 5]),
    ]


def sized(n, rng):
    return Case(f"{n} machines", _ladder(n, rng))
