from casekit import Case, Clock

WAIT = "@advance"


def visible():
    return [
        Case(
            "two clients",
            [3, 10.0, Clock(0.0)],
            calls=[
                ("allow", "a", 2), (WAIT, 4.0), ("allow", "a", 2), ("allow", "a"), ("allow", "b", 3), ("wait", "a"), ("wait", "a", 3),
                ("wait", "a", 4), (WAIT, 6.0), ("allow", "a", 2),
            ],
            expected=[True, None, False, True, True, 6.0, 10.0, None, None, True],
        ),
        Case(
            "refused requests cost nothing",
            [2, 5.0, Clock(50.0)],
            calls=[("allow", 1), ("allow", 1), ("allow", 1), (WAIT, 4.0), ("allow", 1), ("wait", 1), (WAIT, 1.0), ("allow", 1), ("allow", 1), ("allow", 1)],
            expected=[True, True, False, None, False, 1.0, None, True, True, False],
        ),
    ]  # fmt: skip


def hidden():
    def case(name, budget, window, calls, start=0.0):
        return Case(name, [budget, window, Clock(start)], calls=calls)

    return [
        case("no budget", 0, 1.0, [("allow", 1)]),
        case("no window", 1, 0.0, [("allow", 1)]),
        case("negative window", 1, -5.0, [("allow", 1)]),
        case("cost zero", 2, 1.0, [("allow", 1, 0), ("wait", 1, 0), ("wait", 1, -1), ("allow", 1, 2), ("allow", 1)]),
        case("never seen", 2, 1.0, [("wait", 1), ("wait", "1", 2), ("wait", 1, 3), ("allow", 1, 3), ("allow", 1, 2)]),
        case("just before the edge", 1, 1.0, [("allow", 1), (WAIT, 0.75), ("allow", 1), ("wait", 1), (WAIT, 0.25), ("wait", 1), ("allow", 1), ("wait", 1)]),
        case("slides, does not restart", 2, 10.0, [(WAIT, 9.0), ("allow", 1, 2), (WAIT, 1.0), ("allow", 1), (WAIT, 8.75), ("allow", 1), (WAIT, 0.25), ("allow", 1)]),
        case("no refill bit by bit", 4, 4.0, [("allow", 1, 4), (WAIT, 1.0), ("allow", 1), ("wait", 1), (WAIT, 2.0), ("allow", 1), (WAIT, 1.0), ("allow", 1, 4)]),
        case("one entry leaves after the other", 3, 10.0, [("allow", 1), (WAIT, 2.0), ("allow", 1), (WAIT, 2.0), ("allow", 1), ("wait", 1), ("wait", 1, 2), ("wait", 1, 3), (WAIT, 6.0), ("allow", 1, 2), ("allow", 1), ("wait", 1)]),
        case("a cheap one after a costly one", 5, 10.0, [("allow", 1, 3), ("allow", 1, 3), ("allow", 1, 2), ("allow", 1), ("wait", 1, 3), ("wait", 1, 2)]),
        case("too costly for ever", 5, 10.0, [("allow", 1, 6), ("wait", 1, 6), ("allow", 1, 5), ("wait", 1, 5), ("wait", 1, 6)]),
        case("asking changes nothing", 1, 10.0, [("wait", 1), ("wait", 1), ("allow", 1), ("wait", 1), (WAIT, 10.0), ("wait", 1), ("allow", 1)]),
        case("refused at the edge again and again", 1, 2.0, [("allow", 1), (WAIT, 1.0), ("allow", 1), (WAIT, 1.0), ("allow", 1), (WAIT, 1.0), ("allow", 1), ("wait", 1)]),
        case("several at the same moment", 4, 3.0, [("allow", 1), ("allow", 1, 2), ("allow", 1), ("wait", 1), ("wait", 1, 4), (WAIT, 3.0), ("wait", 1, 4), ("allow", 1, 4)]),
        case("a large entry frees more than is asked", 10, 5.0, [("allow", 1, 8), (WAIT, 1.0), ("allow", 1, 2), ("wait", 1), ("wait", 1, 8), ("wait", 1, 9), (WAIT, 4.0), ("wait", 1, 8), ("wait", 1, 9), ("allow", 1, 9)]),
        case("part of the budget is left", 10, 5.0, [("allow", 1, 4), (WAIT, 1.0), ("allow", 1, 3), ("wait", 1, 3), ("wait", 1, 4), ("wait", 1, 7), ("wait", 1, 8)]),
        case("number and text are two clients", 1, 5.0, [("allow", 1), ("allow", "1"), ("allow", ""), ("allow", 0), ("allow", 1), ("allow", "")]),
        case("a whole budget of a billion", 10**9, 4.0, [("allow", 1, 10**9 - 1), ("allow", 1, 2), ("allow", 1), ("wait", 1, 10**9), (WAIT, 4.0), ("allow", 1, 10**9)]),
        case("a long rest", 2, 1.0, [("allow", 1, 2), (WAIT, 1000.0), ("wait", 1, 2), ("allow", 1), ("allow", 1), ("allow", 1)]),
        case("a clock that starts late", 1, 0.25, [("allow", 1), ("allow", 1), ("wait", 1), (WAIT, 0.25), ("allow", 1)], start=5.0e7),
        case("a window longer than the clock", 1, 100.0, [("allow", 1), (WAIT, 50.0), ("allow", 1), ("wait", 1)]),
    ]  # fmt: skip


def _operations(rng, count, clients, costs, steps):
    calls = []
    for _ in range(count):
        what, client = rng.random(), rng.randrange(clients)
        if what < 0.5:
            calls.append(("allow", client, rng.choice(costs)))
        elif what < 0.6:
            calls.append(("allow", client))
        elif what < 0.75:
            calls.append(("wait", client, rng.choice(costs)))
        else:
            calls.append(("@advance", rng.choice(steps)))
    return calls


def randomized(rng):
    cases = []
    for number in range(40):
        budget, window = rng.randrange(1, 9), rng.choice([0.5, 1.0, 3.0, 5.0])
        calls = _operations(rng, 80, rng.choice([1, 3]), [1, 1, 2, 3, 5], [0.25, 0.25, 0.5, 1.0])
        cases.append(Case(f"random {number}", [budget, window, Clock(0.0)], calls=calls))
    return cases


def _full(many):
    """A window that is always nearly full: one request a quarter second, all of them granted."""
    calls = []
    for _ in range(many):
        calls += [("allow", 1), ("@advance", 0.25)]
    return calls


def adversarial():
    return [
        Case("a full window", [10**6, 3_000.0, Clock(0.0)], calls=_full(20_000)),
        Case("all at one moment", [15_000, 1.0, Clock(0.0)], calls=[("allow", 1)] * 16_000),
        Case("refused many times", [5_000, 10_000.0, Clock(0.0)], calls=[("allow", 1)] * 5_000 + [("allow", 1), ("@advance", 0.25)] * 10_000),
        Case("one unit for each of many", [1, 1.0, Clock(0.0)], calls=[("allow", client) for client in range(10_000)] + [("allow", client) for client in range(0, 10_000, 97)]),
    ]  # fmt: skip


def large():
    import random

    rng = random.Random(6)
    return [Case("mixed", [300, 200.0, Clock(0.0)], calls=_operations(rng, 40_000, 50, [1, 2, 5, 20], [0.25, 0.5]))]


def sized(n, rng):
    calls = []
    for _ in range(n // 2):
        calls += [("allow", 1, rng.randrange(1, 4)), ("@advance", 0.25), ("allow", 1)]
    return Case(f"{n} requests", [10**9, n / 16.0, Clock(0.0)], calls=calls)
