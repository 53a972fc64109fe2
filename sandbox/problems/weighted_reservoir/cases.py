from itertools import combinations, permutations

from casekit import Case, Categories, Draws, PythonRng


def visible():
    return [
        Case("one example", [[("a", 2.0)], 3, PythonRng(1)], expected=["a"]),
        Case("a weight of zero", [[("a", 0), ("b", 5), ("c", 1)], 2, PythonRng(2)], expected=["b", "c"]),
        Case("one of two", [[("a", 1), ("b", 3)], 1, PythonRng(3)]),
    ]


def hidden():
    return [
        Case("empty stream", [[], 3, PythonRng(4)], expected=[]),
        Case("none wanted", [[("a", 1.0), ("b", 2.0)], 0, PythonRng(5)], expected=[]),
        Case("only zeros", [[("a", 0), ("b", 0.0)], 2, PythonRng(6)], expected=[]),
        Case("zeros and too few others", [[("a", 0), ("b", 1e-12), ("c", 0), ("d", 1e12)], 3, PythonRng(7)], expected=["b", "d"]),
        Case("zero comes last", [[("a", 1), ("b", 1), ("c", 0)], 2, PythonRng(8)], expected=["a", "b"]),
        Case("zero comes first", [[("c", 0), ("a", 1), ("b", 1)], 2, PythonRng(9)], expected=["a", "b"]),
        Case("just as many as wanted", [[(i, 0.5 * i + 1) for i in range(6)], 6, PythonRng(10)]),
        Case("equal items", [[("x", 1), ("x", 2), ("y", 3), ("x", 1)], 4, PythonRng(11)]),
        Case("equal items and weights", [[("x", 1)] * 6, 4, PythonRng(12)]),
        Case("items of two kinds", [[(0, 1), ("0", 1), ("", 1), (1, 1)], 3, PythonRng(13)]),
        Case("all weights tiny", [[(i, 1e-12) for i in range(20)], 5, PythonRng(14)]),
        Case("all weights huge", [[(i, 1e12) for i in range(20)], 5, PythonRng(15)]),
        Case("huge beats tiny", [[(0, 1e-12), (1, 1e12), (2, 1e-12)], 1, PythonRng(16)]),
    ]


def randomized(rng):
    cases = []
    for number in range(30):
        n = rng.randrange(0, 25)
        stream = [(rng.randrange(8), rng.choice([0, 1, 2.5, 10 ** rng.uniform(-12, 12)])) for _ in range(n)]
        cases.append(Case(f"random {number}", [stream, rng.randrange(0, 12), PythonRng(rng.randrange(10**6))]))
    return cases


def large():
    return [
        Case("long stream", [200_000, 10, PythonRng(20)]),
        Case("long stream, many kept", [200_000, 2000, PythonRng(21)]),
    ]


def sized(n, rng):
    return Case(f"{n} examples", [n, 2000, PythonRng(rng.randrange(10**6))])


def _chances(weights, k):
    """Sets of k by successive draws: the sum over their orders."""
    chances = {}
    for subset in combinations([i for i, weight in enumerate(weights) if weight > 0], k):
        total = 0.0
        for order in permutations(subset):
            left, chance = sum(weights), 1.0
            for i in order:
                chance *= weights[i] / left
                left -= weights[i]
            total += chance
        chances[subset] = total
    scale = sum(chances.values())
    return {subset: chance / scale for subset, chance in chances.items()}


def statistics():
    def one(name, weights, k, seed):
        return Draws(
            name,
            [list(enumerate(weights)), k, PythonRng(seed)],
            repeat=20_000,
            view=lambda answer: tuple(sorted(answer)),
            test=Categories(_chances(weights, k)),
        )

    return [
        one("1 of 1, 3", [1, 3], 1, 31),
        one("1 of 5, 1, 2", [5, 1, 2], 1, 32),
        one("2 of 1, 2, 3", [1, 2, 3], 2, 33),
        one("2 of 9, 1, 1, 1", [9, 1, 1, 1], 2, 34),
        one("3 of 1, 8, 2, 0, 4", [1, 8, 2, 0, 4], 3, 35),
        one("1 of tiny ones", [1e-12, 2e-12, 5e-12], 1, 36),
        one("2 of huge ones", [1e12, 4e11, 2e11, 1e11], 2, 37),
        one("2 of alike", [0.5] * 4, 2, 38),
        one("2 of 100, 100, 1, 1", [100, 100, 1, 1], 2, 39),
    ]
