from casekit import Case


def visible():
    return [
        Case("one level", [[0.5], [0.25]], expected=[0.0, 2 / 3, 1.0]),
        Case("fair", [[0.5, 0.5], [0.5, 0.5]], expected=[0.0, 1 / 3, 2 / 3, 1.0]),
        Case("unlike levels", [[0.5, 0.2], [0.25, 0.4]], expected=[0.0, 0.4, 0.6, 1.0]),
        Case("no levels", [[], []], expected=[0.0, 1.0]),
    ]


def hidden():
    return [
        Case("a level that is never left", [[0.5, 0.0, 0.5], [0.5, 0.0, 0.5]], expected=[0.0, 0.0, 0.0, 0.5, 1.0]),
        Case("only such a level", [[0.0], [0.0]], expected=[0.0, 0.0, 1.0]),
        Case("cannot go up", [[0.5, 0.0, 0.5], [0.5, 0.5, 0.5]], expected=[0.0, 0.0, 0.0, 0.5, 1.0]),
        Case("cannot go up at the end", [[0.5, 0.5, 0.0], [0.5, 0.5, 0.3]], expected=[0.0, 0.0, 0.0, 0.0, 1.0]),
        Case("cannot go up at the start", [[0.0, 0.5, 0.25], [0.5, 0.5, 0.25]], expected=[0.0, 0.0, 1 / 3, 2 / 3, 1.0]),
        Case("cannot go down", [[0.5, 0.5, 0.5], [0.5, 0.0, 0.5]], expected=[0.0, 0.5, 1.0, 1.0, 1.0]),
        Case("cannot go down at the start", [[0.5, 0.1], [0.0, 0.9]], expected=[0.0, 1.0, 1.0, 1.0]),
        Case("cannot go down, then a hard way", [[0.5, 1e-6, 1e-6], [0.0, 1.0, 1.0]], expected=[0.0, 1.0, 1.0, 1.0, 1.0]),
        Case("cannot go up, then an easy way", [[0.0, 1.0, 1.0], [1.0, 1e-6, 1e-6]]),
        Case("cannot go down at the end", [[0.2, 0.5], [0.2, 0.0]], expected=[0.0, 0.5, 1.0, 1.0]),
        Case("down only, then up only", [[0.0, 0.5], [0.5, 0.0]], expected=[0.0, 0.0, 1.0, 1.0]),
        Case("up only, then down only", [[0.5, 0.0], [0.0, 0.5]], expected=[0.0, 0.0, 0.0, 1.0]),
        Case("never left above one-way", [[0.5, 0.5, 0.0, 0.5], [0.5, 0.0, 0.0, 0.1]], expected=[0.0, 0.0, 0.0, 0.0, 0.5 / 0.6, 1.0]),
        Case("two barriers", [[0.0, 0.5, 0.0, 0.25, 0.5], [0.3, 0.3, 0.3, 0.25, 0.5]], expected=[0.0, 0.0, 0.0, 0.0, 1 / 3, 2 / 3, 1.0]),
        Case("sure steps up", [[1.0] * 4, [0.0] * 4], expected=[0.0, 1.0, 1.0, 1.0, 1.0, 1.0]),
        Case("sure steps down", [[0.0] * 4, [1.0] * 4], expected=[0.0, 0.0, 0.0, 0.0, 0.0, 1.0]),
        Case("mostly staying", [[1e-6, 2e-6], [1e-6, 1e-6]], expected=[0.0, 0.4, 0.8, 1.0]),
        Case("ratio two", [[0.2] * 5, [0.4] * 5], expected=[0.0, 1 / 63, 3 / 63, 7 / 63, 15 / 63, 31 / 63, 1.0]),
        Case("tiny but not zero", [[0.01] * 100, [0.99] * 100]),
        Case("ints among the numbers", [[1, 0.5], [0, 0.5]], expected=[0.0, 1.0, 1.0, 1.0]),
    ]


def adversarial():
    low, high = [0.1] * 1000, [0.9] * 1000
    rare = [1e-6] * 900
    often = [0.9] * 900
    return [
        Case("valley", [high + low, low + high]),
        Case("peak", [low + high, high + low]),
        Case("valley, deep", [often + rare, rare + often]),
        Case("peak, deep", [rare + often, often + rare]),
        Case("two valleys", [high + low + high + low, low + high + low + high]),
        Case("shallow after deep", [high + low + [0.4] * 50, low + high + [0.5] * 50]),
        Case("valley above a barrier", [[0.3, 0.0] + high + low, [0.3, 0.3] + low + high]),
        Case("valley below a one-way level", [high + low + [0.5] + low, low + high + [0.0] + high]),
        Case("steady rise", [[0.6] * 3000, [0.4] * 3000]),
        Case("steady fall", [[0.4] * 3000, [0.6] * 3000]),
    ]


def randomized(rng):
    cases = []
    for number in range(40):
        n = rng.randrange(0, 15)
        zero = rng.choice([0.0, 0.0, 0.1, 0.25])
        up, down = [], []
        for _ in range(n):
            stay = rng.choice([0.0, rng.random() * 0.9])
            share = rng.uniform(0.01, 0.99)
            up.append(0.0 if rng.random() < zero else (1 - stay) * share)
            down.append(0.0 if rng.random() < zero else (1 - stay) * (1 - share))
        cases.append(Case(f"random {number}", [up, down]))
    return cases


def _walls(n, rng):
    share = [0.5 + 0.4 * (1 if (i // 500) % 2 else -1) * rng.random() for i in range(n)]
    return [share, [1 - part for part in share]]


def large():
    import random

    return [Case("large", _walls(20_000, random.Random(20))), Case("large and fair", [[0.5] * 20_000, [0.5] * 20_000])]


def sized(n, rng):
    return Case(f"{n} levels", _walls(n, rng))
