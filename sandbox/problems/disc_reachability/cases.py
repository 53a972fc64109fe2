from casekit import Case

FOUR = [(0, 0, 5), (3, 4, 1), (3, 5, 0), (9, 9, 20)]


def visible():
    return [
        Case("exactly at the reach", [FOUR, 0], expected=[0, 1, 2]),
        Case("hears and is not heard", [FOUR, 2], expected=[2]),
        Case("heard by all", [FOUR, 3], expected=[0, 1, 2, 3]),
    ]


def hidden():
    far = 10**12
    return [
        Case("one station", [[(7, -7, 0)], 0], expected=[0]),
        Case("same place, no reach", [[(1, 1, 0), (1, 1, 0), (1, 2, 0), (1, 1, 0)], 1], expected=[0, 1, 3]),
        Case("no reach at the origin", [[(0, 0, 0), (1, 0, 9)], 0], expected=[0]),
        Case("a long chain back", [[(10 * (5 - i), 0, 10) for i in range(6)], 5], expected=[0, 1, 2, 3, 4, 5]),
        Case("one link too long", [[(0, 0, 10), (10, 0, 9), (20, 0, 10)], 0], expected=[0, 1]),
        Case("reaches do not add up", [[(0, 0, 6), (10, 0, 6)], 0], expected=[0]),
        Case("a reach of the hearer is no use", [[(0, 0, 1), (5, 0, 100), (1, 0, 3)], 0], expected=[0, 2]),
        Case("one way and no way back", [[(0, 0, 3), (3, 0, 4), (7, 0, 1), (7, 1, 1)], 2], expected=[2, 3]),
        Case("the diagonal is longer", [[(0, 0, 10), (8, 8, 50), (-8, 5, 0)], 0], expected=[0, 2]),
        Case("along the axes", [[(0, 0, 5), (4, 2, 0), (-3, -4, 0), (-4, 4, 0), (5, 0, 0), (0, -6, 0)], 0], expected=[0, 1, 2, 4]),
        Case("far and a little off", [[(0, 0, far), (far, 1, 0), (far, 0, 0)], 0], expected=[0, 2]),
        Case("far on both sides", [[(-far, -far, 2 * far), (far, far, far), (far, -far, 0)], 0], expected=[0, 2]),
        Case("a far reach over all", [[(-far, -far, 4 * far), (far, far, 0), (0, 0, 0)], 0], expected=[0, 1, 2]),
        Case("far triangle", [[(0, 0, 5 * 10**11), (3 * 10**11, 4 * 10**11, 0), (3 * 10**11, 4 * 10**11 + 1, 0)], 0], expected=[0, 1]),
        Case("beyond 64 bits", [[(0, 0, 1), (2**32, 0, 0), (0, 2**33, 0), (0, 1, 0)], 0], expected=[0, 3]),
    ]  # fmt: skip


def randomized(rng):
    cases = []
    for number in range(40):
        n, side = rng.randrange(1, 30), rng.choice([4, 12, 30])
        unit = rng.choice([1, 1, 10**10])
        stations = [
            (unit * rng.randrange(-side, side), unit * rng.randrange(-side, side), unit * rng.choice([0, 1, 2, 5, 8, 13]))
            for _ in range(n)
        ]
        cases.append(Case(f"random {number}", [stations, rng.randrange(n)]))
    return cases


def adversarial():
    n = 400
    # Each station passes the alarm only to the one numbered before it: rounds over all in ascending order take n rounds.
    back = [(10 * (n - i), 0, 10) for i in range(n)]
    rim = [(0, 0, 10**6)] + [(10**6 - i % 2, i % 3, 0) for i in range(n)]
    return [Case("a chain against the numbers", [back, n - 1]), Case("around the rim", [rim, 0])]


def large():
    n = 1500
    return [
        Case("a long chain against the numbers", [[(10 * (n - i), 0, 10) for i in range(n)], n - 1]),
        Case("all at one place", [[(5, 5, 0)] * n, 700]),
        Case("nobody near", [[(10 * i, 0, 9) for i in range(n)], 3], expected=[3]),
    ]


def sized(n, rng):
    chain = [(10 * (n - i), rng.randrange(2), 11) for i in range(n)]
    return Case(f"{n} stations", [chain, n - 1])
