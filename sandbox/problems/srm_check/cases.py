from casekit import Case, raises

inf = float("inf")


def visible():
    return [
        Case("as planned", [[5000, 5000], [1, 1]], expected=(0.0, 1.0, False)),
        Case("a large experiment", [[821588, 815482], [0.5, 0.5]]),
        Case("three arms", [[30, 30, 40], [1, 1, 1]], expected=(2.0, 0.36787944117144233, False)),
        Case("one arm off", [[10, 12, 0], [1, 1, 0]]),
        Case("users in an arm that is off", [[10, 12, 1], [1, 1, 0]], expected=(inf, 0.0, True)),
    ]


def hidden():
    return [
        Case("no arms", [[], []], expected=raises("ValueError")),
        Case("unlike lengths", [[1, 2], [1, 1, 1]], expected=raises("ValueError")),
        Case("negative count", [[5, -1], [1, 1]], expected=raises("ValueError")),
        Case("negative weight", [[5, 1], [2, -1]], expected=raises("ValueError")),
        Case("all weights zero", [[0, 0], [0, 0]], expected=raises("ValueError")),
        Case("all weights zero, users", [[1, 2], [0.0, 0.0]], expected=raises("ValueError")),
        Case("no users", [[0, 0, 0], [1, 2, 1]], expected=(0.0, 1.0, False)),
        Case("no users, alpha above one", [[0, 0], [1, 1], 2.0], expected=(0.0, 1.0, False)),
        Case("one arm", [[17], [0.3]], expected=(0.0, 1.0, False)),
        Case("one arm on", [[17, 0, 0], [0.3, 0, 0]], expected=(0.0, 1.0, False)),
        Case("one arm on, others have users", [[17, 0, 2], [0.3, 0, 0]], expected=(inf, 0.0, True)),
        Case("only users where it is off", [[0, 3], [1, 0]], expected=(inf, 0.0, True)),
        Case("off in the middle", [[40, 0, 60], [1, 0, 1]]),
        Case("an arm without users", [[0, 20], [1, 1]]),
        Case("weights in percent", [[905, 95], [90, 10]]),
        Case("unequal split", [[702, 289, 9], [0.7, 0.29, 0.01]]),
        Case("unequal split, off", [[690, 290, 20], [0.7, 0.29, 0.01]]),
        Case("weights far from one", [[52, 48], [1e6, 1e6]]),
        Case("one user", [[1, 0], [1, 1]]),
        Case("at alpha 0.05", [[540, 460], [1, 1], 0.05]),
        Case("at alpha 0.01", [[540, 460], [1, 1], 0.01]),
        Case("default alpha, above", [[1050, 950], [1, 1]]),
        Case("default alpha, below", [[1080, 920], [1, 1]]),
        Case("p of one, alpha one", [[5, 5], [1, 1], 1.0], expected=(0.0, 1.0, False)),
        Case("alpha zero", [[10**9, 0], [1, 1], 0.0]),
        Case("four arms", [[260, 240, 255, 245], [1, 1, 1, 1]]),
        Case("five arms", [[260, 240, 255, 245, 200], [1, 1, 1, 1, 0.8]]),
        Case("six arms", [[26, 24, 25, 24, 20, 31], [1] * 6, 0.5]),
        Case("seven arms", [[26, 24, 25, 24, 20, 31, 77], [1, 1, 1, 1, 1, 1, 3], 0.5]),
        Case("tiny p, one degree", [[52_000, 48_000], [1, 1]]),
        Case("tiny p, two degrees", [[52_000, 48_000, 50_000], [1, 1, 1]]),
        Case("tiny p, three degrees", [[520_000, 500_000, 492_000, 490_000], [1, 1, 1, 1]]),
        Case("tiny p, ten degrees", [[10_000 + 150 * i for i in range(-5, 6)], [1] * 11]),
        Case("beyond floats", [[10**9, 10**8], [1, 1]], expected=(8.1e8 / 1.1, 0.0, True)),
        Case("perfect, four arms", [[50, 50, 50, 50], [1, 1, 1, 1]], expected=(0.0, 1.0, False)),
        Case("perfect, five arms", [[50, 100, 50, 50, 0], [1, 2, 1, 1, 0], 0.5], expected=(0.0, 1.0, False)),
        Case("perfect, six arms", [[7] * 6, [0.5] * 6, 1.0], expected=(0.0, 1.0, False)),
        Case("one arm, alpha above one", [[3], [0.1], 2.0], expected=(0.0, 1.0, False)),
        Case("users where it is off, alpha zero", [[3, 1], [1, 0], 0.0], expected=(inf, 0.0, True)),
        Case("tiny p, ninety-nine degrees", [[10_000 + 384 * (-1) ** i for i in range(100)], [1] * 100]),
        Case("tiny p, ninety-eight degrees", [[10_000 + 388 * (-1) ** i for i in range(98)] + [10_000], [1] * 99]),
        Case("far beyond floats, many arms", [[10**9] + [0] * 99, [1] * 100], expected=(9.9e10, 0.0, True)),
        Case("p just below one", [[1001, 1000, 999] * 5, [1] * 15]),
        Case("hundred arms", [[1000 + 5 * (i % 9) - 20 for i in range(100)], [1] * 100]),
        Case("hundred arms, mismatch", [[1000 + 30 * (i % 9) - 120 for i in range(100)], [1] * 100]),
        Case("ninety-nine arms, unlike weights", [[100 * (1 + i % 4) + i for i in range(99)], [1 + i % 4 for i in range(99)]]),
    ]


def randomized(rng):
    cases = []
    for number in range(50):
        arms = rng.randrange(2, 9)
        weights = [rng.choice([1, 1, 2, 0.5, rng.random() + 0.05]) for _ in range(arms)]
        n = 10 ** rng.uniform(1.5, 6)
        counts = [max(0, round(n * w / sum(weights) + rng.gauss(0, rng.choice([1, 1, 4])) * (n * w / sum(weights)) ** 0.5)) for w in weights]
        if rng.random() < 0.2:
            place = rng.randrange(arms + 1)
            weights.insert(place, 0)
            counts.insert(place, rng.choice([0, 0, 1]))
        cases.append(Case(f"random {number}", [counts, weights, rng.choice([0.001, 0.01, 0.05])]))
    return cases
