from itertools import combinations

from casekit import Case, Categories, Draws, PythonRng, raises


def visible():
    return [
        Case("three items, two wanted", [2, PythonRng(1), ["a", "b", "c"], [0, 1, 2]]),
        Case("fewer than wanted", [5, PythonRng(2), [4, 5, 6]]),
        Case("none wanted", [0, PythonRng(3), [1, 2, 3], [0, 1]]),
    ]


def hidden():
    return [
        Case("negative k", [-1, PythonRng(4), []], expected=raises("ValueError")),
        Case("nothing came", [3, PythonRng(5), []]),
        Case("just as many as wanted", [4, PythonRng(6), [1, 2, 3, 4]]),
        Case("one more than wanted", [4, PythonRng(7), [1, 2, 3, 4, 5]]),
        Case("equal items, all fit", [4, PythonRng(8), ["x", "x", "x"]]),
        Case("equal items", [3, PythonRng(9), ["x", "x", "y", "y", "x", "x"], [2, 3, 4, 5]]),
        Case("zeros and empty strings", [3, PythonRng(10), [0, "", 0, "", 0], [1, 2, 3, 4]]),
        Case("one wanted", [1, PythonRng(11), 50, [0, 1, 2, 3, 10]]),
        Case("asked after every item", [3, PythonRng(12), 30, list(range(31))]),
        Case("many equal", [2, PythonRng(13), [7] * 100, [50]]),
    ]


def randomized(rng):
    cases = []
    for number in range(30):
        n = rng.randrange(0, 40)
        stream = n if number % 2 else [rng.randrange(5) for _ in range(n)]
        asks = sorted(rng.sample(range(n + 1), min(n, 4)))
        cases.append(Case(f"random {number}", [rng.randrange(0, 9), PythonRng(rng.randrange(10**6)), stream, asks]))
    return cases


def large():
    return [
        Case("long stream", [10, PythonRng(20), 300_000, [150_000]]),
        Case("long stream, many kept", [1000, PythonRng(21), 300_000]),
        Case("long stream of long names", [20, PythonRng(23), 200_000, [], 400]),
        Case("long stream, none kept", [0, PythonRng(22), 300_000]),
    ]


def sized(n, rng):
    return Case(f"{n} items", [1000, PythonRng(rng.randrange(10**6)), n])


def statistics():
    def sets(name, k, n, seed, view=lambda answer: tuple(sorted(answer[-1])), asks=()):
        chosen = list(combinations(range(n), k))
        chances = {subset: 1 / len(chosen) for subset in chosen}
        return Draws(name, [k, PythonRng(seed), 7 if asks else n, list(asks)], repeat=20_000, view=view, test=Categories(chances))

    return [
        sets("1 of 2", 1, 2, 31),
        sets("1 of 5", 1, 5, 32),
        sets("2 of 3", 2, 3, 33),
        sets("2 of 5", 2, 5, 34),
        sets("3 of 6", 3, 6, 35),
        sets("4 of 5", 4, 5, 36),
        sets("2 of the first 4 of 7", 2, 4, 37, view=lambda answer: tuple(sorted(answer[0])), asks=[4]),
        Draws("1 of 500, by quarters", [1, PythonRng(39), 500], repeat=3_000, view=lambda answer: answer[-1][0] // 125, test=Categories(dict.fromkeys(range(4), 0.25))),
        sets("2 of 7 after a sample in between", 2, 7, 38, asks=[4]),
    ]
