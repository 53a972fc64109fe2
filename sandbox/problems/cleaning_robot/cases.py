from casekit import Case


def visible():
    return [
        Case("two corners", [["D.*", "...", "*.."]], expected=8),
        Case("to both sides", [["*D.*"]], expected=6),
        Case("cannot be reached", [["D#*"]], expected=-1),
        Case("nothing is dirty", [[".D#"]], expected=0),
    ]


def hidden():
    return [
        Case("the dock alone", [["D"]], expected=0),
        Case("one beside it", [["D*"]], expected=2),
        Case("one above", [["*", "D"]], expected=2),
        Case("a row of dirt", [["D****"]], expected=8),
        Case("a column of dirt", [["D", "*", "*"]], expected=4),
        Case("a ring", [["***", "*#*", "*D*"]], expected=8),
        Case("a broken ring", [["***", "*##", "*D*"]], expected=12),
        Case("there and back through a corridor", [["#####", "D...*", "#####"]], expected=8),
        Case("through the dock again", [["#*#", "*D*", "#*#"]], expected=8),
        Case("one of two cannot be reached", [["*D.#*"]], expected=-1),
        Case("walled dirt beside a tour", [["D.*..", "...##", "*..#*"]], expected=-1),
        Case("no diagonals", [["D#", "#*"]], expected=-1),
        Case("no wrapping", [["*#D", "*#."]], expected=-1),
        # Python's index -1 is the last row or column: a second lane outside the grid.
        Case("no lane left of the grid", [["D#.", "##.", "*#."]], expected=-1),
        Case("no lane above the grid", [["D#*", "###", "..."]], expected=-1),
        Case("no lane right of the grid", [[".#D", ".##", ".#*"]], expected=-1),
        Case("no lane below the grid", [["...", "###", "D#*"]], expected=-1),
        Case("nearest first is worse", [["*....*D.*"]]),
        Case("nearest first is worse, two ways", [["...*...", ".#####.", "D.*...*", "*......"]]),
        Case("a detour round a wall", [["D#*", ".#.", "..."]], expected=12),
        Case("far along the axes, near through a gap", [["D.#..*", "..#...", "......", "..#..*", "*.#..."]]),
        Case("dock in the middle", [["*...*", ".....", "..D..", ".....", "*...*"]], expected=20),
        Case("cells that lie on the way", [["D..*..*", "......*"]]),
        Case("back from the far end", [["D.........*"]], expected=20),
        Case("the order must not be that of reading", [["..*..", "*.D.*", "..*.."]], expected=12),
        Case("eleven in a row", [["D***********"]], expected=22),
    ]  # fmt: skip


def _grid(rng, rows, columns, blocked, dirty):
    cells = [["#" if rng.random() < blocked else "." for _ in range(columns)] for _ in range(rows)]
    places = [(y, x) for y in range(rows) for x in range(columns)]
    chosen = rng.sample(places, min(len(places), dirty + 1))
    for number, (y, x) in enumerate(chosen):
        cells[y][x] = "*" if number else "D"
    return ["".join(row) for row in cells]


def randomized(rng):
    return [
        Case(
            f"random {number}",
            [_grid(rng, rng.randrange(1, 8), rng.randrange(1, 8), rng.choice([0.0, 0.1, 0.25]), rng.randrange(0, 7))],
        )
        for number in range(45)
    ]


def adversarial():
    import random

    rng = random.Random(17)
    comb = ["*#*#*#*#*#*#*#*"] + [".#.#.#.#.#.#.#."] * 5 + ["D" + "." * 14]
    return [
        Case("a comb", [comb]),
        Case("eleven, open", [_grid(rng, 12, 12, 0.0, 11)]),
        Case("eleven, one walled in", [[*(row for row in _grid(rng, 12, 12, 0.0, 9)), "##" + "#" * 10, "*#" + "." * 10]], expected=-1),
    ]  # fmt: skip


def large():
    import random

    rng = random.Random(18)
    dirt = {(0, 14), (14, 0), (14, 14), (7, 7), (4, 4), (10, 4), (4, 10), (10, 10), (0, 7), (7, 0), (14, 7)}
    edge = ["".join("D" if (y, x) == (0, 0) else "*" if (y, x) in dirt else "." for x in range(15)) for y in range(15)]
    return [Case("large and open", [_grid(rng, 15, 15, 0.05, 11)]), Case("corners and edges", [edge])]
