from casekit import Case


def visible():
    return [
        Case("five events", [[7, 3, 3, 7, 5], 3, 2], expected=[[7], [3, 7], [3, 7], [3, 7], [3, 5]]),
        Case("a window of one", [[1, 2, 3], 1, 5], expected=[[1], [2], [3]]),
    ]


def hidden():
    return [
        Case("no events", [[], 3, 2], expected=[]),
        Case("one event", [[4], 3, 2], expected=[[4]]),
        Case("always the same", [[4, 4, 4, 4], 2, 3], expected=[[4]] * 4),
        Case("ties by number", [[5, 4, 3, 2, 1], 5, 3], expected=[[5], [4, 5], [3, 4, 5], [2, 3, 4], [1, 2, 3]]),
        Case("ties by number, negative and large", [[10**12, -5, 3, -(10**12)], 9, 4], expected=[[10**12], [-5, 10**12], [-5, 3, 10**12], [-(10**12), -5, 3, 10**12]]),
        Case("numbers, not their texts", [[10, 9, 100, 2], 4, 4], expected=[[10], [9, 10], [9, 10, 100], [2, 9, 10, 100]]),
        Case("the window is not yet full", [[1, 2, 2, 1, 1], 100, 1], expected=[[1], [1], [2], [1], [1]]),
        Case("leaves entirely", [[8, 8, 1, 2, 3], 3, 3], expected=[[8], [8], [8, 1], [1, 2, 8], [1, 2, 3]]),
        Case("falls behind", [[8, 8, 8, 1, 1, 2], 4, 2], expected=[[8], [8], [8], [8, 1], [1, 8], [1, 2]]),
        Case("leaves and comes back", [[6, 1, 2, 6, 3, 6], 2, 2], expected=[[6], [1, 6], [1, 2], [2, 6], [3, 6], [3, 6]]),
        Case("the leaving one is the coming one", [[6, 1, 6, 1, 6], 2, 2], expected=[[6], [1, 6], [1, 6], [1, 6], [1, 6]]),
        Case("down and up to the same count", [[3, 3, 9, 9, 3, 3, 9, 9, 1], 4, 3]),
        Case("the whole stream", [[2, 1, 2, 1, 3], 5, 10], expected=[[2], [1, 2], [2, 1], [1, 2], [1, 2, 3]]),
        Case("one more than the window", [[2, 2, 1], 2, 1], expected=[[2], [2], [1]]),
        Case("zero is an item", [[0, 0, 1, 0], 2, 2], expected=[[0], [0], [0, 1], [0, 1]]),
        Case("k of one", [[1, 2, 2, 3, 3, 3], 4, 1], expected=[[1], [1], [2], [2], [2], [3]]),
        Case("not by recency", [[5, 1, 5, 1, 1, 5, 5], 4, 2], expected=[[5], [1, 5], [5, 1], [1, 5], [1, 5], [1, 5], [1, 5]]),
    ]  # fmt: skip


def randomized(rng):
    cases = []
    for number in range(50):
        kinds = rng.choice([1, 2, 4, 8, 20])
        items = [rng.randrange(-kinds, kinds) for _ in range(rng.randrange(0, 60))]
        cases.append(Case(f"random {number}", [items, rng.choice([1, 2, 3, 5, 10, 25, 80]), rng.randrange(1, 6)]))
    return cases


def adversarial():
    n = 12_000
    return [
        Case("all different, a wide window", [[(i * 7919) % 1_000_003 for i in range(n)], n // 2, 10]),
        Case("two in turn", [[i % 2 for i in range(n)], 999, 2]),
        # Counts rise in step, so that every event changes the order.
        Case("many equal counts", [[(i * 31) % 1_000 for i in range(n)], 5_000, 10]),
        Case("one item and a few others", [[i if i % 100 == 99 else 0 for i in range(n)], n, 10]),
        Case("no end of window", [[-i for i in range(n)], 10**9, 3]),
    ]


def large():
    import random

    rng = random.Random(23)
    return [
        Case("large, few kinds", [[min(rng.randrange(300), rng.randrange(300)) for _ in range(32_000)], 4_000, 10]),
        Case("large, many kinds", [[rng.randrange(10**12) for _ in range(32_000)], 16_000, 5]),
    ]


def sized(n, rng):
    items = [rng.randrange(10**9) if rng.random() < 0.8 else rng.randrange(50) for _ in range(n)]
    return Case(f"{n} events", [items, n // 2, 5])
