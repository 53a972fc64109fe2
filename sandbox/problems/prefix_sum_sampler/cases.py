from casekit import Case, Categories, Draws, PythonRng, raises


def visible():
    return [
        Case("one weight", [[5], PythonRng(1), 3], expected=[0, 0, 0]),
        Case("one positive weight", [[0, 3, 0], PythonRng(2), 4], expected=[1, 1, 1, 1]),
        Case("three weights", [[1, 2, 7], PythonRng(3), 10]),
        Case("all zero", [[0, 0], PythonRng(4), 1], expected=raises("ValueError")),
    ]


def hidden():
    return [
        Case("no weights", [[], PythonRng(5), 1], expected=raises("ValueError")),
        Case("a negative weight", [[3, -1, 5], PythonRng(6), 1], expected=raises("ValueError")),
        Case("a negative weight, total zero", [[1, -1], PythonRng(6), 0], expected=raises("ValueError")),
        Case("one zero", [[0], PythonRng(7), 1], expected=raises("ValueError")),
        Case("all zero, no picks", [[0, 0, 0], PythonRng(7), 0], expected=raises("ValueError")),
        Case("no weights, no picks", [[], PythonRng(7), 0], expected=raises("ValueError")),
        Case("weight one at the start", [[1, 0, 0], PythonRng(8), 50], expected=[0] * 50),
        Case("weight one at the end", [[0, 0, 0, 1], PythonRng(9), 50], expected=[3] * 50),
        Case("zeros between ones", [[0, 1, 0, 0, 1, 0], PythonRng(10), 400]),
        Case("a zero first", [[0, 1, 1], PythonRng(11), 400]),
        Case("zeros at the end", [[1, 1, 0, 0], PythonRng(12), 400]),
        Case("huge and alone", [[0, 10**12, 0], PythonRng(13), 20], expected=[1] * 20),
        Case("two pickers", [[0, 2, 1, 0], PythonRng(14), 50, True]),
        Case("no picks", [[1, 2], PythonRng(15), 0], expected=[]),
    ]


def randomized(rng):
    cases = []
    for number in range(30):
        weights = [rng.choice([0, 0, 1, 2, rng.randrange(10**12)]) for _ in range(rng.randrange(1, 12))]
        weights[rng.randrange(len(weights))] = rng.randrange(1, 4)
        cases.append(Case(f"random {number}", [weights, PythonRng(rng.randrange(10**6)), 40]))
    return cases


def large():
    sparse = [0] * 100_000
    sparse[77_777] = 3
    return [
        Case("many weights", [[(7 * i) % 1000 * 10**9 for i in range(100_000)], PythonRng(20), 100_000]),
        Case("one of many", [sparse, PythonRng(21), 50_000]),
    ]


def sized(n, rng):
    return Case(f"{n} weights and picks", [[rng.randrange(1, 1000) for _ in range(n)], PythonRng(rng.randrange(10**6)), n])


def _chances(weights):
    return {index: weight / sum(weights) for index, weight in enumerate(weights)}


def _first_or_not(picks):
    return [min(pick, 1) for pick in picks]


_FIRST = Categories({0: 2**24 / (2**24 + 99_999), 1: 99_999 / (2**24 + 99_999)})


def statistics():
    def one(name, weights, seed, pairs=False):
        return Draws(name, [weights, PythonRng(seed), 60_000], many=True, test=Categories(_chances(weights), pairs=pairs))

    return [
        one("weights 1, 2, 7", [1, 2, 7], 31, pairs=True),
        one("two of weight one", [1, 1], 32, pairs=True),
        one("five alike", [3, 3, 3, 3, 3], 33),
        one("zeros between", [0, 2, 0, 1, 0, 3], 34),
        one("falling", [9, 4, 2, 1], 35),
        one("large weights", [10**12, 3 * 10**12, 10**12 // 2], 36),
        one("small shares", [1, 3, 996, 5], 38),
        Draws("many beside a large one", [[2**24] + [1] * 99_999, PythonRng(39), 30_000], many=True, view=_first_or_not, test=_FIRST),
        Draws("two pickers by turns", [[1, 0, 3], PythonRng(37), 20_000, True], many=True, test=Categories({0: 0.25, 2: 0.75}, pairs=True)),
    ]
