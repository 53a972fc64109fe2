from casekit import Case


def visible():
    return [
        Case(
            "the least used goes",
            [2],
            calls=[("put", "a", 1), ("put", "b", 2), ("get", "a"), ("put", "c", 3), ("get", "b"), ("put", "d", 4), ("uses_of", "a"), ("uses_of", "d")],
        ),
        Case("a tie", [2], calls=[("put", 1, "x"), ("put", 2, "y"), ("get", 2), ("get", 1), ("put", 3, "z")]),
        Case("capacity zero", [0], calls=[("put", 1, 1), ("get", 1), ("uses_of", 1), ("put", 1, 2)]),
    ]  # fmt: skip


def hidden():
    return [
        Case("negative capacity", [-1], calls=[("get", 1)]),
        Case("capacity one", [1], calls=[("put", 1, 1), ("get", 1), ("get", 1), ("put", 2, 2), ("get", 1), ("get", 2), ("put", 1, 1), ("uses_of", 1), ("uses_of", 2)]),
        Case("replacing is a use", [2], calls=[("put", 1, 1), ("put", 2, 2), ("put", 1, 5), ("uses_of", 1), ("put", 3, 3), ("get", 1), ("get", 2)]),
        Case("replacing renews the last use", [3], calls=[("put", 1, 1), ("put", 2, 2), ("get", 2), ("put", 3, 3), ("put", 1, 9), ("get", 3), ("put", 4, 4), ("put", 5, 5), ("get", 1)]),
        Case("replacing evicts nothing", [2], calls=[("put", 1, 1), ("put", 2, 2), ("put", 2, 3), ("put", 1, 4), ("get", 1), ("get", 2)]),
        Case("a miss is no use", [2], calls=[("put", 1, 1), ("put", 2, 2), ("get", 7), ("uses_of", 7), ("put", 7, 7), ("uses_of", 7), ("get", 1)]),
        Case("asking is no use", [2], calls=[("put", 1, 1), ("put", 2, 2), ("uses_of", 1), ("uses_of", 1), ("put", 3, 3)]),
        Case("the new key does not evict itself", [2], calls=[("put", 1, 1), ("get", 1), ("put", 2, 2), ("get", 2), ("put", 3, 3), ("get", 3), ("uses_of", 3)]),
        Case("a count starts again", [1], calls=[("put", 1, 1), ("get", 1), ("get", 1), ("put", 2, 2), ("put", 1, 1), ("uses_of", 1), ("uses_of", 2)]),
        Case("a count starts again, then a tie", [2], calls=[("put", 1, 1), ("get", 1), ("put", 2, 2), ("put", 3, 3), ("get", 3), ("get", 3), ("put", 4, 4), ("put", 1, 1), ("put", 5, 5)]),
        Case("a tie after a get of the newer", [3], calls=[("put", 1, 1), ("put", 2, 2), ("put", 3, 3), ("get", 3), ("get", 1), ("get", 2), ("put", 4, 4), ("put", 5, 5), ("get", 4), ("put", 6, 6)]),
        Case("the last to arrive at a count", [2], calls=[("put", 1, 1), ("put", 2, 2), ("get", 1), ("get", 1), ("get", 2), ("get", 2), ("put", 3, 3), ("put", 4, 4)]),
        Case("the smallest count jumps", [2], calls=[("put", 1, 1)] + [("get", 1)] * 5 + [("put", 2, 2)] + [("get", 2)] * 3 + [("put", 3, 3), ("put", 4, 4), ("get", 1), ("uses_of", 1)]),
        Case("a gap above the smallest count", [2], calls=[("put", 1, 1), ("put", 2, 2), ("get", 1), ("get", 1), ("get", 1), ("get", 2), ("put", 3, 3), ("get", 3), ("get", 3), ("get", 3), ("get", 3), ("put", 4, 4)]),
        Case("zero and empty text", [2], calls=[("put", 0, 0), ("put", "", ""), ("get", 0), ("put", 5, False), ("get", 5), ("get", 5), ("put", "", 0), ("get", "")]),
        Case("a number and its text are two keys", [2], calls=[("put", 1, "a"), ("put", "1", "b"), ("get", 1), ("uses_of", "1"), ("put", 2, "c"), ("get", "1"), ("get", 1)]),
        Case("replacing by an equal value is a use", [2], calls=[("put", 1, 1), ("put", 2, 2), ("put", 1, 1), ("uses_of", 1), ("put", 3, 3), ("get", 1)]),
        Case("not full", [9], calls=[("put", 1, 1), ("put", 2, 2), ("put", 3, 3), ("get", 2), ("uses_of", 2)]),
    ]  # fmt: skip


def _operations(rng, count, keys, gets):
    calls = []
    for number in range(count):
        key = min(rng.randrange(keys), rng.randrange(keys))
        if rng.random() < gets:
            calls.append(("get", key))
        elif rng.random() < 0.9:
            calls.append(("put", key, number))
        else:
            calls.append(("uses_of", key))
    return calls


def randomized(rng):
    return [
        Case(f"random {number}", [rng.randrange(0, 7)], calls=_operations(rng, 80, 10, rng.choice([0.2, 0.5, 0.8])))
        for number in range(40)
    ]


def adversarial():
    many = 6_000
    fill = [("put", key, key) for key in range(many)]
    return [
        Case("every put evicts", [many], calls=fill + [("put", many + key, key) for key in range(many)]),
        # All keys have the same count and that one is large.
        Case("all keys at one level", [many], calls=fill + [("get", key) for _ in range(3) for key in range(many)] + [("put", many + key, key) for key in range(many)]),
        Case("one key used very often", [2], calls=[("put", 1, 1)] + [("get", 1)] * 15_000 + [("put", 2, 2), ("put", 3, 3), ("uses_of", 1)]),
    ]  # fmt: skip


def large():
    import random

    rng = random.Random(8)
    return [
        Case("mixed", [2_000], calls=_operations(rng, 40_000, 6_000, 0.5)),
        Case("room for far more than is stored", [10**9], calls=_operations(rng, 10_000, 4_000, 0.3)),
    ]


def sized(n, rng):
    room = n // 4
    calls = [("put", key, key) for key in range(room)]
    calls += [("get", rng.randrange(room)) for _ in range(n // 4)]
    calls += [("put", room + key, key) for key in range(n // 2)]
    return Case(f"{n} operations", [room], calls=calls)
