from casekit import Case


def visible():
    return [
        Case(
            "evicts the least recently used",
            [2],
            calls=[("put", "a", 1), ("put", "b", 2), ("get", "a"), ("put", "c", 3), ("get", "b"), ("get", "a"), ("get", "c")],
        ),
        Case(
            "a pinned entry stays",
            [2],
            calls=[
                ("put", "a", 1, True), ("put", "b", 2), ("get", "a"), ("put", "c", 3), ("get", "b"),
                ("pin", "c"), ("put", "d", 4), ("get", "d"), ("unpin", "a"), ("put", "d", 4), ("get", "a"), ("get", "d"),
            ],
        ),
        Case("capacity zero", [0], calls=[("put", 1, 1), ("get", 1), ("pin", 1), ("unpin", 1), ("put", 1, 1, True)]),
    ]  # fmt: skip


def hidden():
    return [
        Case("negative capacity", [-1], calls=[("get", 1)]),
        Case("update keeps the pin", [1], calls=[("put", 1, 1, True), ("put", 1, 2), ("put", 2, 2), ("get", 1), ("get", 2)]),
        Case("update never evicts", [2], calls=[("put", 1, 1), ("put", 2, 2), ("put", 1, 3), ("get", 2), ("get", 1)]),
        Case("update of the newest never evicts", [2], calls=[("put", 1, 1), ("put", 2, 2), ("put", 2, 3), ("get", 1), ("get", 2)]),
        Case("update is a use", [2], calls=[("put", 1, 1), ("put", 2, 2), ("put", 1, 3), ("put", 3, 3), ("get", 2), ("get", 1)]),
        Case("update can pin", [1], calls=[("put", 1, 1), ("put", 1, 2, True), ("put", 2, 2), ("get", 1)]),
        Case("update when all are pinned", [1], calls=[("put", 1, 1, True), ("put", 1, 5, True), ("get", 1), ("put", 1, 6), ("get", 1)]),
        Case("refused put changes nothing", [2], calls=[("put", 1, 1, True), ("put", 2, 2, True), ("put", 3, 3), ("get", 3), ("pin", 3), ("get", 1), ("get", 2)]),
        Case("put pinned into a full cache", [2], calls=[("put", 1, 1), ("put", 2, 2), ("put", 3, 3, True), ("get", 1), ("get", 2), ("get", 3)]),
        Case("pin is no use", [3], calls=[("put", 1, 1), ("put", 2, 2), ("put", 3, 3), ("pin", 1), ("put", 4, 4), ("get", 2), ("get", 3), ("get", 1)]),
        Case("unpin is a use", [2], calls=[("put", 1, 1, True), ("put", 2, 2), ("unpin", 1), ("put", 3, 3), ("get", 2), ("get", 1)]),
        Case("unpin of an unpinned entry is none", [2], calls=[("put", 1, 1), ("put", 2, 2), ("unpin", 1), ("put", 3, 3), ("get", 1), ("get", 2)]),
        Case("a miss is no use", [2], calls=[("put", 1, 1), ("put", 2, 2), ("get", 9), ("pin", 9), ("unpin", 9), ("put", 3, 3), ("get", 1)]),
        Case("pin twice, unpin once", [1], calls=[("put", 1, 1), ("pin", 1), ("pin", 1), ("unpin", 1), ("put", 2, 2), ("get", 1)]),
        Case("zero and empty values", [2], calls=[("put", 0, 0), ("put", "", ""), ("get", 0), ("get", ""), ("put", 5, False), ("get", 5), ("get", 0)]),
        Case("finding zero is a use", [2], calls=[("put", 1, 0), ("put", 2, 2), ("get", 1), ("put", 3, 3), ("get", 1), ("get", 2)]),
        Case("update by an equal value is a use", [2], calls=[("put", 1, 1), ("put", 2, 2), ("put", 1, 1), ("put", 3, 3), ("get", 1), ("get", 2)]),
        Case("a number and its text are two keys", [2], calls=[("put", 1, "a"), ("put", "1", "b"), ("get", 1), ("pin", "1"), ("put", 2, "c"), ("get", "1"), ("get", 1)]),
        Case("capacity one", [1], calls=[("put", 1, 1), ("put", 2, 2), ("get", 1), ("get", 2), ("pin", 2), ("put", 3, 3), ("unpin", 2), ("put", 3, 3)]),
    ]  # fmt: skip


def _operations(rng, count, keys, pins):
    calls = []
    for number in range(count):
        key = rng.randrange(keys)
        what = rng.random()
        if what < 0.4:
            calls.append(("get", key))
        elif what < 0.8:
            calls.append(("put", key, number) if rng.random() > pins else ("put", key, number, True))
        elif what < 0.8 + 0.2 * pins:
            calls.append(("pin", key))
        else:
            calls.append(("unpin", key))
    return calls


def randomized(rng):
    return [
        Case(f"random {number}", [rng.randrange(0, 9)], calls=_operations(rng, 60, 12, rng.choice([0.1, 0.5, 0.9])))
        for number in range(40)
    ]


def adversarial():
    many = 12_000
    fill = [("put", key, key, True) for key in range(many)]
    return [
        # A scan from the old end passes 12 000 pinned entries at every put.
        Case("eviction beside many pins", [many + 10], calls=fill + [("put", many + key, key) for key in range(8_000)]),
        Case("refusals when all is pinned", [many], calls=fill + [("put", many + key, key) for key in range(8_000)]),
        Case("pin and unpin in turn", [many], calls=fill + [(op, key) for key in range(4_000) for op in ("unpin", "pin")]),
    ]


def large():
    calls = [("put", key, key) for key in range(10_000)] + [("get", key) for key in range(0, 10_000, 7)]
    return [Case("room for far more than is stored", [10**9], calls=calls)]


def sized(n, rng):
    keys = n // 2
    calls = [("put", key, key, True) for key in range(keys // 2)]
    calls += _operations(rng, n - len(calls), n, 0.05)
    return Case(f"{n} operations", [keys], calls=calls)
