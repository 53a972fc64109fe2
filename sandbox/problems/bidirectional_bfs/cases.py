from casekit import Case

P = 10**12 + 39
Q = 10**9 + 7


def visible():
    two = [("add", 1), ("mul", 2)]
    return [
        Case("add one or double", [101, two, 3, 14, 10], expected=3),
        Case("one too few", [101, two, 3, 14, 2], expected=-1),
        Case("only adding", [7, [("add", 5)], 1, 0, 10], expected=4),
        Case("out of reach", [7, [("mul", 2)], 1, 3, 100], expected=-1),
    ]


def _walk(modulus, operations, start, places):
    """The state after the operations at `places`."""
    for place in places:
        kind, number = operations[place]
        start = (start + number if kind == "add" else start * number) % modulus
    return start


FOUR = [("mul", 3), ("add", 1), ("mul", 1_000_003), ("add", -777_777_777)]
FIVE = [("mul", 7), ("mul", 999_983), ("add", 12_345), ("add", 10**11 + 3), ("mul", 31_415_926)]


def hidden():
    deep = [0, 1, 0, 2, 3, 0, 1, 2, 0, 3]
    goal = _walk(P, FOUR, 5, deep)
    return [
        Case("already there", [101, [("add", 1)], 5, 5, 0], expected=0),
        Case("already there, nothing wired", [101, [], 5, 5, 9], expected=0),
        Case("nothing wired", [101, [], 5, 6, 9], expected=-1),
        Case("no steps allowed", [101, [("add", 1)], 5, 6, 0], expected=-1),
        Case("one step allowed", [101, [("add", 1)], 5, 6, 1], expected=1),
        Case("two steps allowed", [101, [("add", 1)], 5, 7, 2], expected=2),
        Case("two steps, one allowed", [101, [("add", 1)], 5, 7, 1], expected=-1),
        Case("three steps, two allowed", [101, [("add", 1)], 5, 8, 2], expected=-1),
        Case("three steps, three allowed", [101, [("add", 1)], 5, 8, 3], expected=3),
        Case("not backwards", [101, [("add", 1)], 6, 5, 50], expected=-1),
        Case("all the way round", [101, [("add", 1)], 6, 5, 100], expected=100),
        Case("all the way round, one short", [101, [("add", 1)], 6, 5, 99], expected=-1),
        Case("halving is not doubling", [Q, [("mul", 2)], 8, 1, 14], expected=-1),
        Case("negative numbers", [101, [("add", -3), ("mul", -1)], 2, 1, 20], expected=2),
        Case("numbers above the modulus", [13, [("add", 10**18), ("mul", 14 + 10**6 * 13)], 3, 4, 12]),
        Case("zero stays zero", [Q, [("mul", 5), ("mul", 7)], 0, 1, 14], expected=-1),
        Case("to zero", [Q, [("mul", 5), ("add", -4)], 4, 0, 14], expected=1),
        Case("never to zero by factors", [101, [("mul", 5)], 4, 0, 10**6], expected=-1),
        Case("adding nothing", [101, [("add", 0), ("add", 101), ("mul", 1)], 4, 5, 10**9], expected=-1),
        Case("two states", [2, [("add", 1)], 0, 1, 5], expected=1),
        Case("two states, odd factor", [2, [("mul", 3), ("add", 2)], 1, 0, 10**9], expected=-1),
        Case("the same operation twice", [101, [("add", 1), ("add", 1)], 0, 4, 9], expected=4),
        Case("order matters", [1009, [("mul", 10), ("add", 7)], 5, 127, 9]),
        Case("ten steps, large prime", [P, FOUR, 5, goal, 14]),
        Case("ten steps, limit nine", [P, FOUR, 5, goal, 9]),
        Case("ten steps, limit ten", [P, FOUR, 5, goal, 10]),
        Case("the other way", [P, FOUR, goal, 5, 10]),
        Case("products beyond 64 bits", [P, [("mul", 10**12 + 1), ("add", 10**12)], 10**12 + 5, _walk(P, [("mul", 10**12 + 1), ("add", 10**12)], 10**12 + 5, [0, 1, 1, 0, 0]), 8]),
        Case("several meetings, seven steps", [10007, [("mul", 21), ("add", 23), ("mul", 25), ("mul", 3)], 8822, 6264, 14], expected=7),
        Case("several meetings, five steps", [997, [("add", 8), ("mul", 26), ("mul", 5), ("add", 14), ("add", 27)], 761, 77, 14], expected=5),
        Case("several meetings, three steps", [31, [("add", 25), ("mul", 5), ("add", 5), ("add", 18), ("add", 23)], 24, 13, 14], expected=3),
        Case("several meetings, sums", [10007, [("add", 19), ("add", 13), ("add", 17), ("add", 22)], 546, 612, 14], expected=3),
        # States that were seen have to be remembered on both sides, or such a search goes round and round.
        Case("round and round without it", [9973, [("mul", 2), ("mul", 4)], 1, 0, 10**9], expected=-1),
        Case("round and round from the target", [9973, [("mul", 2), ("mul", 4)], 0, 1, 10**9], expected=-1),
        Case("two orbits", [7, [("mul", 2)], 1, 3, 10**9], expected=-1),
        Case("two orbits, two ways round", [101, [("mul", 4), ("mul", 9)], 1, 2, 10**9], expected=-1),
        Case("a small world, a large limit", [9973, [("mul", 2), ("add", 5000)], 17, 4242, 10**9]),
    ]  # fmt: skip


def randomized(rng):
    cases = []
    for number in range(50):
        modulus = rng.choice([2, 3, 5, 31, 101, 997, Q])
        operations = []
        for _ in range(rng.randrange(1, 5)):
            kind, constant = rng.choice(["add", "mul"]), rng.randrange(-2000, 2000)
            operations.append((kind, constant if kind == "add" or constant % modulus else 1))
        start = rng.randrange(modulus)
        goal = _walk(modulus, operations, start, [rng.randrange(len(operations)) for _ in range(rng.randrange(0, 9))])
        cases.append(Case(f"random {number}", [modulus, operations, start, goal, rng.randrange(4, 11)]))
    return cases


def adversarial():
    return [
        Case("five operations, eleven steps", [P, FIVE, 1, _walk(P, FIVE, 1, [0, 2, 1, 3, 4, 2, 0, 3, 1, 2, 4]), 14]),
        Case(
            "five operations, twelve steps", [P, FIVE, 1, _walk(P, FIVE, 1, [2, 0, 3, 1, 2, 4, 0, 2, 1, 3, 4, 0]), 14]
        ),
        # Zero is kept by every factor: the side of the start stays small, that of the target does not.
        Case(
            "few states on one side",
            [P, [("mul", 3), ("mul", 5), ("mul", 7), ("mul", 11), ("mul", 13)], 0, 1, 14],
            expected=-1,
        ),
    ]


def large():
    return [
        Case(
            "five operations, thirteen steps",
            [P, FIVE, 99, _walk(P, FIVE, 99, [3, 0, 2, 1, 3, 0, 2, 4, 1, 2, 0, 3, 1]), 13],
        ),
        Case("out of reach, limit twelve", [P, FIVE, 123_456_789, 987_654_321, 12]),
        Case("the whole of a small world", [9973, [("add", 1)], 1, 0, 10**9], expected=9972),
    ]
