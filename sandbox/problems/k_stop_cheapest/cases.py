from casekit import Case

FIVE = [(0, 1, 10), (1, 2, 10), (2, 3, 10), (0, 2, 50), (1, 3, 70)]


def visible():
    return [
        Case("two stops", [4, FIVE, 0, 3, 2], expected=30),
        Case("one stop", [4, FIVE, 0, 3, 1], expected=60),
        Case("no stop", [4, FIVE, 0, 3, 0], expected=-1),
        Case("already there", [4, FIVE, 3, 3, 0], expected=0),
    ]


def hidden():
    chain = [(i, i + 1, 1) for i in range(6)]
    return [
        Case("one depot", [1, [], 0, 0, 0], expected=0),
        Case("one depot, a route to itself", [1, [(0, 0, 5)], 0, 0, 3], expected=0),
        Case("no routes", [3, [], 0, 2, 10], expected=-1),
        Case("direct", [2, [(0, 1, 7)], 0, 1, 0], expected=7),
        Case("against the direction", [2, [(0, 1, 7)], 1, 0, 5], expected=-1),
        Case("several direct routes", [2, [(0, 1, 7), (0, 1, 3), (0, 1, 9)], 0, 1, 0], expected=3),
        Case("just enough stops", [7, chain, 0, 6, 5], expected=6),
        Case("one stop too few", [7, chain, 0, 6, 4], expected=-1),
        Case("routes against their order", [7, chain[::-1], 0, 6, 4], expected=-1),
        Case("routes against their order, enough", [7, chain[::-1], 0, 6, 5], expected=6),
        Case("more stops than depots", [3, [(0, 1, 1), (1, 2, 1), (0, 2, 5)], 0, 2, 10**9], expected=2),
        Case("fewer routes are cheaper", [4, [(0, 3, 1), (0, 1, 1), (1, 2, 1), (2, 3, 1)], 0, 3, 2], expected=1),
        Case("a ring on the way", [4, [(0, 1, 1), (1, 0, 1), (1, 2, 1), (2, 1, 0), (2, 3, 1)], 0, 3, 9], expected=3),
        Case("free routes", [4, [(0, 1, 0), (1, 2, 0), (2, 3, 0), (0, 3, 1)], 0, 3, 2], expected=0),
        Case("free routes, too many", [4, [(0, 1, 0), (1, 2, 0), (2, 3, 0), (0, 3, 1)], 0, 3, 1], expected=1),
        Case("the cheap way to a middle is too long", [5, [(0, 1, 1), (1, 2, 1), (2, 3, 1), (0, 3, 100), (3, 4, 1)], 0, 4, 1], expected=101),
        Case("the cheap way to a middle just fits", [5, [(0, 1, 1), (1, 2, 1), (2, 3, 1), (0, 3, 100), (3, 4, 1)], 0, 4, 3], expected=4),
        Case("the cheap way by one stop too long", [5, [(0, 1, 1), (1, 2, 1), (2, 3, 1), (0, 3, 100), (3, 4, 1)], 0, 4, 2], expected=101),
        Case("stops are needed after the middle", [6, [(0, 1, 1), (1, 3, 1), (0, 3, 100), (3, 4, 1), (4, 5, 1)], 0, 5, 2], expected=102),
        Case("stops are needed after the middle, enough", [6, [(0, 1, 1), (1, 3, 1), (0, 3, 100), (3, 4, 1), (4, 5, 1)], 0, 5, 3], expected=4),
        Case("the dear way first", [6, [(0, 2, 90), (2, 5, 90), (0, 1, 1), (1, 2, 1), (2, 3, 1), (3, 5, 1)], 0, 5, 2], expected=92),
        Case("large prices are exact", [3, [(0, 1, 10**15), (1, 2, 10**15 - 1), (0, 2, 2 * 10**15 - 2)], 0, 2, 1], expected=2 * 10**15 - 2),
        Case("large sums are exact", [14, [(i, i + 1, 10**15 - i % 2) for i in range(13)] + [(0, 13, 13 * 10**15 - 5)], 0, 13, 12], expected=13 * 10**15 - 6),
        Case("sums above any single price", [400, [(i, i + 1, 10**15 - i % 3) for i in range(399)], 0, 399, 10**9], expected=399 * 10**15 - 399),
        Case("back to the source is no way out", [3, [(0, 0, 0), (1, 2, 1)], 0, 2, 5], expected=-1),
        Case("there and back counts twice", [4, [(0, 1, 5), (1, 2, 5), (2, 0, 5), (0, 3, 50)], 2, 3, 1], expected=55),
    ]  # fmt: skip


def randomized(rng):
    cases = []
    for number in range(50):
        n = rng.randrange(1, 10)
        top = rng.choice([3, 20, 10**6])
        routes = [(rng.randrange(n), rng.randrange(n), rng.randrange(top)) for _ in range(rng.randrange(0, 4 * n))]
        cases.append(Case(f"random {number}", [n, routes, rng.randrange(n), rng.randrange(n), rng.randrange(0, 7)]))
    return cases


def _layers(layers, width, rng, price):
    """Every depot of a layer is linked with every one of the next: the number of ways is width ** layers."""
    routes = []
    for layer in range(layers - 1):
        for a in range(width):
            for b in range(width):
                routes.append((layer * width + a, (layer + 1) * width + b, rng.randrange(1, price)))
    rng.shuffle(routes)
    return routes


def adversarial():
    import random

    rng = random.Random(9)
    layers, width = 40, 8
    routes = _layers(layers, width, rng, 10**6)
    # The longer the way, the cheaper: each depot is reached ever more cheaply, with ever more routes.
    n = 300
    falling = [(a, b, (b - a) ** 2) for a in range(n) for b in range(a + 1, min(n, a + 20))]
    return [
        Case("very many ways", [layers * width, routes, 0, layers * width - 1, layers]),
        Case("very many ways, one stop too few", [layers * width, routes, 0, layers * width - 1, layers - 3], expected=-1),
        Case("longer is cheaper", [n, falling, 0, n - 1, 60]),
        Case("longer is cheaper, all stops", [n, falling, 0, n - 1, 10**9], expected=n - 1),
        Case("no end of stops", [3, [(0, 1, 0), (1, 0, 0)], 0, 2, 10**9], expected=-1),
    ]  # fmt: skip


def large():
    import random

    rng = random.Random(10)
    n = 4_000
    routes = [(rng.randrange(n), rng.randrange(n), rng.randrange(10**15)) for _ in range(2 * n)]
    return [Case("random and large", [n, routes, 0, n - 1, 50]), Case("random and large, few stops", [n, routes, 0, n - 1, 8])]


def sized(n, rng):
    """n routes between layers of four: 4 ** 20 ways of twenty routes."""
    layers = n // 16 + 1
    return Case(f"{n} routes", [4 * layers, _layers(layers, 4, rng, 1000), 0, min(4 * layers, 4 * 21) - 1, 30])
