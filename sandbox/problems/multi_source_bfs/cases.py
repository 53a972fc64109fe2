from casekit import Case


def visible():
    return [
        Case("ties in the corners", [["...", ".#.", "..."], [(2, 2), (0, 0)]], expected=[[1, 1, 0], [1, -1, 0], [0, 0, 0]]),
        Case("out of use and cut off", [["..#.", "..#."], [(0, 2), (1, 0)]], expected=[[1, 1, -1, -1], [1, 1, -1, -1]]),
    ]


def hidden():
    return [
        Case("no stations", [["..", ".#"], []], expected=[[-1, -1], [-1, -1]]),
        Case("one free cell", [["."], [(0, 0)]], expected=[[0]]),
        Case("one blocked cell", [["#"], [(0, 0)]], expected=[[-1]]),
        Case("two on one cell", [["..."], [(0, 2), (0, 2), (0, 0)]], expected=[[2, 0, 0]]),
        Case("two on one cell, later a third", [["....."], [(0, 4), (0, 0), (0, 0), (0, 4)]], expected=[[1, 1, 0, 0, 0]]),
        Case("all on blocked cells", [["#.#"], [(0, 0), (0, 2)]], expected=[[-1, -1, -1]]),
        Case("a tie in a row", [["....."], [(0, 4), (0, 0)]], expected=[[1, 1, 0, 0, 0]]),
        Case("a tie in a row, turned", [["....."], [(0, 0), (0, 4)]], expected=[[0, 0, 0, 1, 1]]),
        Case("a tie in a column", [[".", ".", "."], [(2, 0), (0, 0)]], expected=[[1], [0], [0]]),
        Case("near as the crow flies", [[".#.", ".#.", "..."], [(2, 0), (0, 0)]], expected=[[1, -1, 0], [0, -1, 0], [0, 0, 0]]),
        Case("behind a wall", [[".#...", ".#.#.", "...#."], [(0, 0), (2, 4)]]),
        Case("no diagonals", [[".#", "#."], [(0, 0)]], expected=[[0, -1], [-1, -1]]),
        Case("no wrapping", [[".##.", "####", ".##."], [(0, 0)]], expected=[[0, -1, -1, -1], [-1] * 4, [-1] * 4]),
        Case("three tie in the middle", [["#.#", "...", "#.#"], [(1, 2), (0, 1), (2, 1)]]),
        Case("a station in each cell", [["..", ".."], [(1, 1), (1, 0), (0, 1), (0, 0)]], expected=[[3, 2], [1, 0]]),
        Case("a far smaller number, a near larger one", [["......."], [(0, 0), (0, 4), (0, 5)]], expected=[[0, 0, 0, 1, 1, 2, 2]]),
        Case("an open square, four corners", [["." * 9] * 9, [(8, 8), (0, 8), (8, 0), (0, 0)]]),
        Case("an open square, four corners, other order", [["." * 9] * 9, [(0, 8), (8, 0), (0, 0), (8, 8)]]),
    ]  # fmt: skip


def _grid(rng, rows, columns, blocked):
    return ["".join("#" if rng.random() < blocked else "." for _ in range(columns)) for _ in range(rows)]


def _places(rng, rows, columns, count):
    return [(rng.randrange(rows), rng.randrange(columns)) for _ in range(count)]


def randomized(rng):
    cases = []
    for number in range(40):
        rows, columns = rng.randrange(1, 11), rng.randrange(1, 11)
        grid = _grid(rng, rows, columns, rng.choice([0.0, 0.15, 0.35]))
        cases.append(Case(f"random {number}", [grid, _places(rng, rows, columns, rng.randrange(0, 9))]))
    return cases


def adversarial():
    import random

    rng = random.Random(5)
    border = [(row, column) for row in range(200) for column in (0, 199)]
    rng.shuffle(border)
    return [
        Case("stations on two sides", [["." * 200] * 200, border]),
        Case("each station nearer than the one before", [["." * 400] * 400, [(row, 0) for row in range(400)]]),
        Case("one way, many stations at its end", [["." * 400] * 2 + ["#" * 400] * 2, [(0, 0)] * 5_000 + [(3, 3)] * 5_000]),
    ]


def large():
    import random

    rng = random.Random(7)
    return [
        Case("open, few stations", [["." * 500] * 500, [(499, 499), (0, 0), (250, 3)]]),
        Case("many stations", [_grid(rng, 500, 500, 0.3), _places(rng, 500, 500, 20_000)]),
        Case("one long row", [["." * 500], [(0, 499), (0, 0)]]),
    ]


def sized(n, rng):
    side = round(n**0.5)
    grid = _grid(rng, side, side, 0.1)
    # All stations in one corner: each of them would have to search nearly the whole grid.
    return Case(f"{n} cells", [grid, [(rng.randrange(side // 4), rng.randrange(side // 4)) for _ in range(side)]])
