from casekit import Case, Categories, Draws, PythonRng, raises


def visible():
    return [
        Case("one weight", [[4], PythonRng(1), 3], expected=[([1.0], [0]), [0, 0, 0]]),
        Case("weights 1 and 3", [[1, 3], PythonRng(2), 5]),
        Case("a zero", [[0, 2], PythonRng(3), 5]),
        Case("all zero", [[0, 0], PythonRng(4), 0], expected=raises("ValueError")),
    ]


def hidden():
    return [
        Case("no weights", [[], PythonRng(5), 0], expected=raises("ValueError")),
        Case("a negative weight", [[1.0, -0.5], PythonRng(5), 0], expected=raises("ValueError")),
        Case("adds to zero", [[1.0, -1.0], PythonRng(5), 0], expected=raises("ValueError")),
        Case("all alike", [[0.1] * 10, PythonRng(6), 20]),
        Case("all alike, thirds", [[1 / 3] * 7, PythonRng(6), 20]),
        Case("one giant", [[1e6] + [1e-6] * 9, PythonRng(7), 20]),
        Case("one dwarf", [[1e-6] + [1e6] * 9, PythonRng(8), 20]),
        Case("giver becomes needy", [[1.0, 1.2, 3.8, 2.0], PythonRng(9), 20]),
        Case("giver serves many", [[10, 1, 1, 1, 1, 1, 1], PythonRng(10), 20]),
        Case("zeros on both sides", [[0, 0, 5, 0, 1, 0], PythonRng(11), 50]),
        Case("only one positive", [[0, 0, 0, 2.5], PythonRng(12), 50]),
        Case("tenths", [[0.1, 0.2, 0.3, 0.4], PythonRng(13), 20]),
        Case("not adding to one", [[100, 300, 600], PythonRng(14), 20]),
        Case("falling as 1 / rank", [[1 / rank for rank in range(1, 200)], PythonRng(15), 20]),
    ]


def randomized(rng):
    cases = []
    for number in range(40):
        n = rng.randrange(1, 40)
        kind = number % 4
        if kind == 0:
            weights = [rng.random() + 1e-6 for _ in range(n)]
        elif kind == 1:
            weights = [10 ** rng.uniform(-6, 6) for _ in range(n)]
        elif kind == 2:
            weights = [float(rng.randrange(4)) for _ in range(n)] + [1.0]
        else:
            weights = [0.1 * rng.randrange(1, 4) for _ in range(n)]
        cases.append(Case(f"random {number}", [weights, PythonRng(rng.randrange(10**6)), 20]))
    return cases


def large():
    return [
        Case("falling, 100 000", [[1 / rank for rank in range(1, 100_001)], PythonRng(20), 1000]),
        Case("alike, 100 000", [[0.1] * 100_000, PythonRng(21), 1000]),
        Case("half zero, 100 000", [[0.0, 0.3] * 50_000, PythonRng(22), 1000]),
    ]


def sized(n, rng):
    weights = [rng.random() ** 4 + 1e-6 for _ in range(n)]
    return Case(f"{n} weights and draws", [weights, PythonRng(rng.randrange(10**6)), n])


def statistics():
    def one(name, weights, seed, pairs=False):
        chances = {index: weight / sum(weights) for index, weight in enumerate(weights)}
        return Draws(name, [weights, PythonRng(seed), -60_000], many=True, test=Categories(chances, pairs=pairs))

    return [
        one("weights 1 and 3", [1, 3], 31, pairs=True),
        one("weights 1, 2, 7", [1, 2, 7], 32, pairs=True),
        one("four unlike", [1.0, 1.2, 3.8, 2.0], 33),
        one("with zeros", [0, 5, 0, 1, 2], 34),
        one("five alike", [2.0] * 5, 35, pairs=True),
        one("falling", [1 / rank for rank in range(1, 11)], 36),
    ]
