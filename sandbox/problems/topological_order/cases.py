from casekit import Case


def visible():
    return [
        Case("two can run at once", [4, [(0, 2), (3, 0)]], expected=([1, 2, 0, 3], None)),
        Case("a circle of two and what waits for it", [4, [(1, 2), (2, 3), (3, 2), (0, 1)]]),
        Case("a task that needs itself", [2, [(1, 1)]], expected=(None, [1])),
    ]


def hidden():
    return [
        Case("no tasks", [0, []], expected=([], None)),
        Case("one task", [1, []], expected=([0], None)),
        Case("one task, itself", [1, [(0, 0), (0, 0)]], expected=(None, [0])),
        Case("no needs", [5, []], expected=([0, 1, 2, 3, 4], None)),
        Case("a need twice", [3, [(0, 2), (0, 2), (1, 0)]], expected=([2, 0, 1], None)),
        Case("a need three times, others wait", [4, [(2, 3), (2, 3), (2, 3), (0, 2), (1, 2)]], expected=([3, 2, 0, 1], None)),
        Case("a chain down", [5, [(0, 1), (1, 2), (2, 3), (3, 4)]], expected=([4, 3, 2, 1, 0], None)),
        Case("a chain up", [5, [(1, 0), (2, 1), (3, 2), (4, 3)]], expected=([0, 1, 2, 3, 4], None)),
        Case("released late, but small", [5, [(0, 3)]], expected=([1, 2, 3, 0, 4], None)),
        Case("the smallest order is not the reversed one", [4, [(1, 3), (2, 0)]], expected=([0, 2, 3, 1], None)),
        Case("not by depth", [5, [(0, 4), (1, 0)]], expected=([2, 3, 4, 0, 1], None)),
        Case("a diamond", [4, [(3, 1), (3, 2), (1, 0), (2, 0)]], expected=([0, 1, 2, 3], None)),
        Case("a diamond that is no circle", [4, [(0, 1), (0, 2), (1, 3), (2, 3)]], expected=([3, 1, 2, 0], None)),
        Case("a circle of three", [3, [(0, 1), (1, 2), (2, 0)]]),
        Case("the other way round", [3, [(1, 0), (2, 1), (0, 2)]]),
        Case("a tail that leads in", [5, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 2)]]),
        Case("the first need listed is no trouble", [4, [(1, 0), (1, 2), (2, 0), (2, 1)]]),
        Case("many needs, one of them in a circle", [6, [(5, 0), (5, 1), (5, 2), (5, 4), (4, 0), (4, 3), (4, 5)]]),
        Case("a tail that leads out", [5, [(0, 1), (1, 0), (0, 2), (2, 3), (3, 4)]]),
        Case("tails on both sides", [7, [(0, 1), (1, 2), (2, 3), (3, 1), (3, 4), (4, 5), (6, 4)]]),
        Case("two circles", [5, [(0, 1), (1, 0), (2, 3), (3, 4), (4, 2)]]),
        Case("two circles that share a task", [5, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 2)]]),
        Case("a circle beside what can run", [6, [(5, 4), (4, 5), (0, 1), (2, 0)]]),
        Case("a need twice in a circle", [3, [(0, 1), (0, 1), (1, 0), (2, 0)]]),
        Case("only one waits for itself", [4, [(2, 2), (0, 1), (3, 2)]]),
    ]  # fmt: skip


def randomized(rng):
    cases = []
    for number in range(50):
        n = rng.randrange(1, 14)
        rank = list(range(n))
        rng.shuffle(rank)
        needs = []
        for _ in range(rng.randrange(0, 2 * n + 1)):
            a, b = rng.randrange(n), rng.randrange(n)
            if rank[a] > rank[b] or rng.random() < 0.07:
                needs.append((a, b))
        cases.append(Case(f"random {number}", [n, needs]))
    return cases


def _acyclic(rng, n, m):
    rank = list(range(n))
    rng.shuffle(rank)
    needs = []
    while len(needs) < m:
        a, b = rng.randrange(n), rng.randrange(n)
        if rank[a] != rank[b]:
            needs.append((a, b) if rank[a] > rank[b] else (b, a))
    return needs


def adversarial():
    n = 6_000
    ladder = [(a, a + step) for a in range(n - 2) for step in (1, 2)]
    # From almost every task a long way leads to the one small circle at the end of the chain.
    return [
        Case("a ladder without a circle", [n, ladder]),
        Case("a ladder with a circle at its end", [n, [*ladder, (n - 1, n - 2), (n - 2, n - 1)]]),
        Case("one large circle", [n, [(a, (a + 1) % n) for a in range(n)]]),
        Case("one needs all", [n, [(0, a) for a in range(1, n)] + [(a, a - 1) for a in range(2, n)]]),
    ]


def large():
    import random

    rng = random.Random(11)
    n = 30_000
    needs = _acyclic(rng, n, 60_000)
    return [
        Case("large, an order", [n, needs]),
        Case("large, a deep chain", [n, [(a, a + 1) for a in range(n - 1)]]),
        Case("large, no needs", [n, []]),
        Case("large, one need too many", [n, [*[(a, a + 1) for a in range(n - 1)], (n - 1, n // 2)]]),
    ]


def sized(n, rng):
    """Wide: a third of the tasks can run at once; the others are released a few at a time."""
    third = n // 3
    return Case(f"{n} tasks", [n, [(task, rng.randrange(third)) for task in range(third, n)] + [(task, task - 1) for task in range(n - third, n)]])
