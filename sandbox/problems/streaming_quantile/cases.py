from casekit import Case


def _each(values):
    calls = []
    for value in values:
        calls += [("add", float(value)), ("get",)]
    return calls


def visible():
    return [
        Case(
            "median of four",
            [50, 4],
            calls=[("get",), ("add", 7.0), ("get",), ("add", 1.0), ("add", 9.0), ("get",), ("add", 3.0), ("get",), ("add", 8.0), ("get",)],
            expected=[None, None, 7.0, None, None, 7.0, None, 3.0, None, 3.0],
        ),
        Case("seven percent of a hundred", [7, 1000], calls=[*[("add", float(i)) for i in range(1, 101)], ("get",)], expected=[None] * 100 + [7.0]),
        Case("window of one", [90, 1], calls=_each([5, 2, 8])),
    ]


def hidden():
    down = list(range(120, 0, -1))
    return [
        Case("percent below zero", [-1, 5]),
        Case("percent above hundred", [101, 5]),
        Case("window zero", [50, 0]),
        Case("values that differ little", [50, 3], calls=_each([0.123456789, 0.123456788, 0.12345679, 1e-12, 2e-12, 1.5e-12])),
        Case("negative window", [50, -3]),
        Case("nothing added", [99, 3], calls=[("get",), ("get",)]),
        Case("minimum", [0, 3], calls=_each([4, 2, 6, 8, 9, 1, 7, 7, 7])),
        Case("maximum", [100, 3], calls=_each([4, 2, 6, 5, 3, 1, 7, 7, 0, 0, 0])),
        Case("one percent", [1, 1000], calls=_each(down)),
        Case("ninety-nine percent", [99, 1000], calls=_each(range(205))),
        Case("median, even and odd", [50, 6], calls=_each([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5])),
        Case("all alike", [95, 4], calls=_each([2] * 12)),
        Case("repeated value leaves one by one", [50, 4], calls=_each([5, 5, 5, 5, 1, 1, 9, 9, 5, 5, 1, 1, 1])),
        Case("two values in turn", [75, 5], calls=_each([1, 2] * 10)),
        Case("the percentile itself leaves", [50, 3], calls=_each([5, 1, 9, 6, 7, 8, 2, 2, 1])),
        Case("falling", [30, 7], calls=_each(down[:40])),
        Case("rising", [30, 7], calls=_each(range(40))),
        Case("negative values", [25, 4], calls=_each([-1, -5, 0, -2.5, -2.5, 3, -7])),
        Case("29 percent of a hundred", [29, 100], calls=_each(range(130))),
        Case("57, 58 percent", [58, 50], calls=_each(range(130, 0, -1))),
        Case("14 percent", [14, 150], calls=_each(range(150))),
        Case("55 percent", [55, 100], calls=_each(range(140))),
        Case("window larger than the stream", [50, 10**6], calls=_each([9, 8, 1, 2])),
        Case("get often", [90, 3], calls=[("add", 1.0), ("add", 3.0), ("get",), ("get",), ("get",), ("add", 2.0), ("get",), ("get",)]),
        Case("rarely asked", [50, 5], calls=[*[("add", float(i % 7)) for i in range(60)], ("get",), ("add", 100.0), ("get",)]),
    ]


def randomized(rng):
    cases = []
    for number in range(40):
        kinds = rng.choice([3, 10, 1000])
        calls = []
        for _ in range(80):
            calls.append(("get",) if rng.random() < 0.4 else ("add", rng.randrange(kinds) / 2))
        cases.append(Case(f"random {number}", [rng.randrange(101), rng.choice([1, 2, 3, 5, 10, 30, 100])], calls=calls))
    return cases


def _stream(n, rng, window_moves=True):
    return _each([round(rng.lognormvariate(3, 1), 1) for _ in range(n // 2)])


def adversarial():
    import random

    rng = random.Random(11)
    return [
        Case("extremes leave late", [50, 2000], calls=_each([0.0] * 1000 + [float(10**6)] * 1000 + [float(i % 100) for i in range(6000)])),
        Case("swings", [90, 500], calls=_each([(i // 700 % 2) * 1000 + rng.randrange(50) for i in range(6000)])),
    ]


def large():
    import random

    rng = random.Random(20)
    return [
        Case("window of 5000", [99, 5000], calls=_stream(60_000, rng)),
        Case("window never full", [95, 10**6], calls=_stream(60_000, rng)),
        Case("rising, window of 10000", [50, 10_000], calls=_each(range(30_000))),
    ]


def sized(n, rng):
    return Case(f"{n} calls", [95, max(1, n // 8)], calls=_stream(n, rng))
