from casekit import Case, Clock


def visible():
    return [
        Case(
            "the earliest end goes",
            [2, 10.0, Clock(0.0)],
            calls=[
                ("put", "a", 1), ("put", "b", 2, 3.0), ("@advance", 2.0), ("left", "a"), ("put", "c", 3), ("get", "b"),
                ("@advance", 8.0), ("get", "a"), ("size",), ("put", "d", 4),
            ],
            expected=[None, None, None, 8.0, "b", None, None, None, 1, None],
        ),
        Case(
            "a put sets the end anew",
            [3, 5.0, Clock(100.0)],
            calls=[("put", 1, "x"), ("@advance", 4.0), ("put", 1, "y"), ("@advance", 4.0), ("get", 1), ("left", 1), ("@advance", 1.0), ("get", 1)],
            expected=[None, None, None, None, "y", 1.0, None, None],
        ),
    ]  # fmt: skip


def hidden():
    def case(name, capacity, ttl, calls, start=0.0):
        return Case(name, [capacity, ttl, Clock(start)], calls=calls)

    wait = "@advance"
    return [
        case("no room at all", 0, 1.0, [("size",)]),
        case("no life at all", 1, 0.0, [("size",)]),
        case("negative life", 1, -1.0, [("size",)]),
        case("just before the end", 1, 1.0, [("put", 1, 1), (wait, 0.75), ("get", 1), ("left", 1), (wait, 0.25), ("get", 1), ("left", 1), ("size",)]),
        case("reading does not prolong", 1, 2.0, [("put", 1, 1), (wait, 1.0), ("get", 1), (wait, 1.0), ("get", 1)]),
        case("a refused life changes nothing", 1, 5.0, [("put", 1, 1), ("put", 2, 2, 0), ("put", 1, 3, -2.5), ("get", 1), ("left", 1), ("size",)]),
        case("a refused life, full of expired", 1, 5.0, [("put", 1, 1), (wait, 5.0), ("put", 2, 2, 0.0), ("size",), ("get", 1)]),
        case("replaced by a shorter life", 2, 10.0, [("put", 1, 1), ("put", 1, 2, 1.0), ("left", 1), (wait, 1.0), ("get", 1), ("size",)]),
        case("replaced by a longer life", 2, 2.0, [("put", 1, 1), ("put", 1, 2, 9.0), (wait, 2.0), ("get", 1), ("size",), ("left", 1)]),
        case("a short life, then full", 2, 10.0, [("put", 1, 1), ("put", 2, 2), ("put", 2, 5, 1.0), ("put", 3, 3), ("get", 2), ("get", 1)]),
        case("a long life, then full", 2, 10.0, [("put", 1, 1, 1.0), ("put", 2, 2, 2.0), ("put", 1, 5, 50.0), ("put", 3, 3), ("get", 2), ("get", 1)]),
        case("replacing in a full cache", 2, 10.0, [("put", 1, 1), ("put", 2, 2), ("put", 1, 3), ("put", 2, 4), ("size",), ("get", 1), ("get", 2)]),
        case("equal ends", 3, 4.0, [("put", 3, 1), ("put", 1, 1), ("put", 2, 1), ("put", 9, 1), ("put", 8, 1)]),
        case("equal ends after a replacement", 2, 4.0, [("put", 1, 1), ("put", 2, 1), ("put", 1, 2), ("put", 3, 3), ("get", 1), ("get", 2)]),
        case("equal ends of different lives", 2, 4.0, [("put", 1, 1, 6.0), (wait, 2.0), ("put", 2, 2), ("put", 3, 3), ("get", 1)]),
        case("the end, not the age", 2, 10.0, [("put", 1, 1, 20.0), ("put", 2, 2, 5.0), ("put", 3, 3, 30.0), ("get", 1), ("get", 2)]),
        case("the new one ends first", 1, 10.0, [("put", 1, 1), ("put", 2, 2, 1.0), ("get", 2), ("get", 1), (wait, 1.0), ("size",)]),
        case("expired ones make room", 2, 1.0, [("put", 1, 1), ("put", 2, 2, 9.0), (wait, 1.0), ("put", 3, 3), ("get", 2), ("get", 3), ("size",)]),
        case("an expired key again", 2, 1.0, [("put", 1, 1), ("put", 2, 2, 9.0), (wait, 3.0), ("put", 1, 5), ("get", 1), ("get", 2), ("size",)]),
        case("an expired key again, full", 2, 1.0, [("put", 1, 1), (wait, 1.0), ("put", 2, 2, 5.0), ("put", 3, 3, 7.0), ("put", 1, 4), ("get", 2), ("get", 1)]),
        case("evicted and back", 1, 8.0, [("put", 1, 1), ("put", 2, 2), ("put", 1, 3, 3.0), ("get", 1), ("left", 1), (wait, 3.0), ("size",)]),
        case("the same end twice for one key", 2, 4.0, [("put", 1, 1), ("put", 1, 2), ("put", 2, 2, 9.0), ("put", 3, 3, 9.0), ("put", 4, 4, 9.0), ("get", 1), ("size",)]),
        case("evicted, back with the same end", 2, 4.0, [("put", 1, 1), ("put", 2, 2), ("put", 3, 3), ("put", 1, 4), ("put", 5, 5), ("get", 1), ("put", 6, 6), ("get", 1), ("put", 7, 7)]),
        case("zero and empty", 3, 4.0, [("put", 0, 0), ("put", "", ""), ("put", 1, False), ("get", 0), ("get", ""), ("get", 1), ("put", 2, 2), ("get", 0)]),
        case("a clock that starts late", 2, 0.25, [("put", 1, 1), ("get", 1), (wait, 0.25), ("get", 1)], start=5.0e7),
        case("left of nothing", 2, 1.0, [("left", 1), ("get", 1), ("size",)]),
    ]  # fmt: skip


def _operations(rng, count, keys, lives):
    calls = []
    for number in range(count):
        key, what = rng.randrange(keys), rng.random()
        if what < 0.2:
            calls.append(("get", key))
        elif what < 0.4:
            calls.append(("put", key, number))
        elif what < 0.65:
            calls.append(("put", key, number, rng.choice(lives)))
        elif what < 0.75:
            calls.append(("left", key))
        elif what < 0.85:
            calls.append(("size",))
        else:
            calls.append(("@advance", rng.choice([0.25, 0.5, 1.0, 2.0])))
    return calls


def randomized(rng):
    lives = [0.25, 0.5, 1.0, 2.0, 3.0, 8.0]
    return [
        Case(f"random {number}", [rng.randrange(1, 6), rng.choice(lives), Clock(0.0)], calls=_operations(rng, 80, 9, lives))
        for number in range(40)
    ]


def _falling(many):
    """Full from the start; each new entry ends before the others and evicts the one that came before it."""
    calls = [("put", key, key, 50_000.0 + key) for key in range(many)]
    return calls + [("put", many + key, key, 40_000.0 - key) for key in range(many)]


def adversarial():
    many = 6_000
    rise = [("put", key, key, 1000.0 + key) for key in range(2 * many)]
    count = [("put", key, key, 1000.0) for key in range(many)]
    for key in range(many):
        count += [("size",), ("@advance", 0.25)] if key % 2 else [("size",)]
    return [
        Case("every put evicts, ends rise", [many, 1.0, Clock(0.0)], calls=rise),
        Case("every put evicts, ends fall", [many, 1.0, Clock(0.0)], calls=_falling(many)),
        Case("the size again and again", [many, 1.0, Clock(0.0)], calls=count),
        Case("one key put again and again", [2, 1.0, Clock(0.0)], calls=[("put", 1, i, 1.0 + i) for i in range(15_000)] + [("put", 2, 2), ("put", 3, 3)]),
        Case("all expire at once", [10**9, 1.0, Clock(0.0)], calls=[("put", key, key) for key in range(10_000)] + [("@advance", 1.0), ("size",), ("size",)]),
    ]  # fmt: skip


def large():
    import random

    rng = random.Random(3)
    lives = [0.25 * i for i in range(1, 4000)]
    return [Case("mixed", [800, 100.0, Clock(0.0)], calls=_operations(rng, 40_000, 3_000, lives))]


def sized(n, rng):
    many = n // 2
    calls = [("put", key, key, 1000.0 + rng.randrange(8 * n) / 4) for key in range(many)]
    calls += [("put", many + key, key, 1000.0 + rng.randrange(8 * n) / 4) for key in range(many // 2)]
    for key in range(many // 2):
        calls += [("size",), ("get", key)]
    return Case(f"{n} operations", [many, 1.0, Clock(0.0)], calls=calls)
