from casekit import Case


def visible():
    return [
        Case("in one point", [[(0, 0, 2), (9, 0, 1), (5, 0, 3), (0, 9, 1)]], expected=[0, 0, 0, 3]),
        Case("a point inside", [[(0, 0, 1), (3, 0, 1), (0, 0, 0)]], expected=[0, 1, 0]),
    ]


def hidden():
    far = 10**9
    return [
        Case("none", [[]], expected=[]),
        Case("one", [[(5, -5, 0)]], expected=[0]),
        Case("the same center", [[(1, 1, 0), (1, 1, 0), (2, 1, 0)]], expected=[0, 0, 2]),
        Case("only points", [[(0, 0, 0), (0, 1, 0), (0, 0, 0), (1, 0, 0)]], expected=[0, 1, 0, 3]),
        Case("inside and not at the rim", [[(0, 0, 100), (10, 10, 3), (-20, 5, 1), (99, 99, 1)]], expected=[0, 0, 0, 3]),
        Case("a chain against the numbers", [[(40 - 10 * i, 0, 5) for i in range(5)]], expected=[0] * 5),
        Case("joined late", [[(0, 0, 3), (20, 0, 3), (40, 0, 3), (10, 0, 7), (30, 0, 7)]], expected=[0] * 5),
        Case("joined by the last of all", [[(30, 0, 1), (0, 0, 1), (15, 0, 14)]], expected=[0, 0, 0]),
        Case("two groups, mixed numbers", [[(0, 0, 1), (100, 0, 1), (2, 0, 1), (102, 0, 1), (4, 0, 1)]], expected=[0, 1, 0, 1, 0]),
        Case("diagonal, touching", [[(0, 0, 5), (6, 8, 5)]], expected=[0, 0]),
        Case("diagonal, not touching", [[(0, 0, 5), (7, 8, 5)]], expected=[0, 1]),
        Case("squares touch, discs do not", [[(0, 0, 5), (8, 8, 5), (-8, 8, 5), (8, -8, 5)]], expected=[0, 1, 2, 3]),
        Case("two hundred apart", [[(0, 0, 100), (200, 0, 100), (0, -200, 100), (-201, 0, 100)]], expected=[0, 0, 0, 3]),
        Case("across the origin", [[(-1, -1, 1), (1, 1, 2), (-50, -50, 0), (-199, -1, 100), (0, 150, 100)]]),
        Case("large beside small", [[(0, 0, 100), (101, 0, 1), (103, 0, 1), (106, 0, 1)]], expected=[0, 0, 0, 3]),
        Case("small ones, one large far away", [[(0, 0, 1), (2, 0, 1), (150, 0, 1), (5000, 0, 100)]], expected=[0, 0, 2, 3]),
        Case("far corners", [[(far, far, 100), (-far, -far, 100), (far - 200, far, 100), (far, -far, 100), (-far, -far + 201, 100)]], expected=[0, 1, 0, 3, 4]),
        Case("at the edges of squares", [[(199, 199, 100), (200, 399, 100), (400, 400, 100), (0, 0, 100), (-1, -1, 0), (599, 400, 99)]]),
        Case("a ring of discs", [[(30, 0, 9), (21, 21, 9), (0, 30, 9), (-21, 21, 9), (-30, 0, 9), (-21, -21, 9), (0, -30, 9), (21, -21, 9), (0, 0, 3)]]),
    ]  # fmt: skip


def _random(rng, n, side, radii, at=(0, 0)):
    return [(at[0] + rng.randrange(side), at[1] + rng.randrange(side), rng.choice(radii)) for _ in range(n)]


def randomized(rng):
    cases = []
    for number in range(45):
        n, radii = rng.randrange(1, 36), rng.choice([[0, 1, 2], [0, 5, 10], [1, 30], [100], [20, 60, 100]])
        side = rng.choice([3, 5, 8]) * (max(radii) + 1)
        cases.append(Case(f"random {number}", [_random(rng, n, side, radii, (-side // 2, -side // 3))]))
    return cases


def _field(rng, n, spread):
    """n discs, some ten to a square of side 200, in a band that is `spread` times as wide as it is high."""
    high = max(200, int((4_000 * n / spread) ** 0.5))
    wide = max(200, 4_000 * n // high)
    return [(rng.randrange(wide) - wide // 2, rng.randrange(high) - high // 2, rng.choice([5, 10, 20, 30])) for _ in range(n)]


def adversarial():
    import random

    rng = random.Random(19)
    n = 12_000
    column = [(rng.randrange(20), 20 * i, 9 + i % 2) for i in range(n)]
    rng.shuffle(column)
    row = [(y, x, r) for x, y, r in column]
    slant = [(i * 14, i * 14, 10 + i % 2) for i in range(n)]
    return [
        # All in one strip of any sweep along the other axis.
        Case("all in a column", [column]),
        Case("all in a row", [row]),
        Case("a slanted chain", [slant], expected=[0] * n),
        Case("a slanted chain, numbered backwards", [slant[::-1]], expected=[0] * n),
        Case("far apart", [[(10**5 * (i % 200) - 10**7, 10**6 * (i // 200) - 10**8, 100) for i in range(6_000)]], expected=list(range(6_000))),
        Case("crowded squares far apart", [[(10**6 * (i // 40) + i % 40 * 4, i % 3, 2) for i in range(8_000)]]),
    ]


def large():
    import random

    rng = random.Random(20)
    return [Case("a field", [_field(rng, 20_000, 1)]), Case("a wide field", [_field(rng, 20_000, 200)])]


def sized(n, rng):
    """Half of the discs in a field, the others in one long column."""
    field = _field(rng, n // 2, 1)
    column = [(-(10**8) + rng.randrange(30), 25 * i, rng.choice([10, 13])) for i in range(n - n // 2)]
    discs = field + column
    rng.shuffle(discs)
    return Case(f"{n} discs", [discs])
