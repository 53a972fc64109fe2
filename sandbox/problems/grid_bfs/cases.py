from casekit import Case


def visible():
    return [
        Case("open square", [["..", ".."], (0, 0), (1, 1)], expected=2),
        Case("around a wall", [[".#.", ".#.", "..."], (0, 0), (0, 2)], expected=6),
        Case("no way", [[".#."], (0, 0), (0, 2)], expected=-1),
    ]


def hidden():
    return [
        Case("one free cell", [["."], (0, 0), (0, 0)], expected=0),
        Case("one blocked cell", [["#"], (0, 0), (0, 0)], expected=-1),
        Case("start blocked", [["#.."], (0, 0), (0, 2)], expected=-1),
        Case("target blocked", [["..#"], (0, 0), (0, 2)], expected=-1),
        Case("no wrapping round the edge", [[".#.", "###", "..."], (0, 0), (2, 2)], expected=-1),
        Case("no wrapping along a row", [[".##."], (0, 0), (0, 3)], expected=-1),
        Case("no diagonals", [[".#", "#."], (0, 0), (1, 1)], expected=-1),
        Case("a column", [[".", ".", ".", "."], (0, 0), (3, 0)], expected=3),
        Case("two ways of different length", [[".....", ".###.", ".#...", ".....", "....."], (4, 0), (0, 4)]),
        Case("a dead end first", [["....#", "###.#", "....#", ".####", "....."], (0, 0), (4, 4)]),
        Case("to the left and up", [["...", "...", "..."], (2, 2), (0, 0)], expected=4),
    ]


def _grid(rng, rows, columns, blocked):
    return ["".join("#" if rng.random() < blocked else "." for _ in range(columns)) for _ in range(rows)]


def randomized(rng):
    cases = []
    for number in range(40):
        rows, columns = rng.randrange(1, 12), rng.randrange(1, 12)
        grid = _grid(rng, rows, columns, rng.choice([0.1, 0.25, 0.4]))
        start = (rng.randrange(rows), rng.randrange(columns))
        target = (rng.randrange(rows), rng.randrange(columns))
        cases.append(Case(f"random {number}", [grid, start, target]))
    return cases


def _snake(side):
    """Corridors that run to and fro: the way passes about half of all cells."""
    rows = []
    for row in range(side):
        if row % 2 == 0:
            rows.append("." * side)
        else:
            gap = side - 1 if row % 4 == 1 else 0
            rows.append("#" * gap + "." + "#" * (side - 1 - gap))
    return rows


def adversarial():
    # In an open square, a cell that is ticked off late is queued once for each of its many shortest ways.
    return [
        Case("open field", [["." * 60] * 60, (0, 0), (59, 59)], expected=118),
        Case("snake", [_snake(101), (0, 0), (100, 100)]),
        Case("walled in", [["." * 60] * 58 + ["#" * 60, "." * 60], (0, 0), (59, 59)], expected=-1),
    ]


def large():
    return [
        Case("large and open", [["." * 400] * 400, (0, 0), (399, 399)], expected=798),
        Case("large snake", [_snake(299), (0, 0), (298, 298)]),
        Case("one long row", [["." * 400], (0, 0), (0, 399)], expected=399),
    ]


def sized(n, rng):
    side = round(n**0.5)
    grid = ["".join("." if rng.random() < 0.9 else "#" for _ in range(side)) for _ in range(side)]
    grid[0] = "." + grid[0][1:]
    # The target lies behind a wall: all that can be reached is searched at every size.
    grid[-2] = "#" * side
    grid[-1] = "." * side
    return Case(f"{n} cells", [grid, (0, 0), (side - 1, side - 1)])
