import numpy as np
from casekit import Case, raises


def _weights(seed, d, scale=1.0):
    rng = np.random.default_rng(seed)
    weights = [rng.standard_normal((d, d)) / np.sqrt(d) for _ in range(4)]
    weights[0] = weights[0] * scale
    return weights


def _calls(seed, d, plan):
    """A plan is a list of ints (tokens to add), ("back", length) and "length"."""
    rng = np.random.default_rng(seed)
    calls = []
    for step in plan:
        if step == "length":
            calls.append(("length",))
        elif isinstance(step, tuple):
            calls.append(("rollback", step[1]))
        else:
            calls.append(("extend", rng.standard_normal((step, d))))
    return calls


def _case(name, seed, d, heads, capacity, plan, scale=1.0):
    return Case(name, [*_weights(seed, d, scale), heads, capacity], calls=_calls(seed + 1000, d, plan))


def _low(plan):
    """All scores are about -6 * 10^4: a mask has to be lower than that."""
    wq, wk = np.array([[300.0, 0.0], [0.0, 0.0]]), np.array([[-300.0, 0.0], [2.0, 0.0]])
    calls, place = [], 0
    for m in plan:
        calls.append(("extend", np.array([[1.0, float(place + j)] for j in range(m)])))
        place += m
    return Case("scores far below zero", [wq, wk, np.eye(2), np.eye(2), 1, 20], calls=calls)


def visible():
    zero, one = np.zeros((1, 1)), np.eye(1)
    calls = [
        ("extend", np.array([[2.0], [4.0]])),
        ("extend", np.array([[9.0]])),
        ("extend", np.array([[1.0]])),
        ("rollback", 1),
        ("extend", np.array([[6.0]])),
        ("length",),
    ]
    answers = [np.array([[2.0], [3.0]]), np.array([[5.0]]), raises("ValueError"), None, np.array([[4.0]]), 2]
    return [
        Case("means", [zero, zero, one, one, 1, 3], calls=calls, expected=answers),
        _case("two heads", 1, 2, 2, 10, [2, 1, "length"]),
    ]


def hidden():
    return [
        _case("all at once", 2, 4, 2, 8, [8, "length"]),
        _case("one by one", 3, 4, 2, 8, [1] * 8),
        _case("several after several", 4, 6, 3, 20, [3, 4, 5, "length"]),
        _case("two after one", 5, 4, 1, 20, [1, 2]),
        _case("none first", 6, 4, 2, 5, [0, "length", 2, 0, 1]),
        _case("nothing but none", 7, 4, 2, 5, [0, 0, "length"]),
        _case("exactly full", 8, 4, 2, 4, [3, 1, "length", 0]),
        _case("refused, then fits", 9, 4, 2, 4, [3, 2, "length", 1, 1, "length"]),
        _case("refused at first", 10, 4, 2, 2, [3, "length", 2]),
        _case("back to none", 11, 4, 2, 6, [4, ("back", 0), "length", 3]),
        _case("back by none", 12, 4, 2, 6, [3, ("back", 3), 2]),
        _case("back too far", 13, 4, 2, 6, [3, ("back", 4), "length", ("back", -1), "length", 2]),
        _case("back, and as far forward", 14, 4, 2, 5, [5, ("back", 2), 3, "length", 1]),
        _case("back twice", 15, 4, 2, 9, [5, ("back", 3), 2, ("back", 1), 4, ("back", 4), 1]),
        _case("back makes room", 16, 4, 2, 3, [3, 1, ("back", 2), 1, 1]),
        _case("back to a forgotten place", 17, 4, 2, 6, [5, ("back", 2), ("back", 4), "length", 1]),
        _case("far scores", 18, 8, 2, 9, [3, 1, 2], scale=2000.0),
        _low([3, 1, 4]),
        _case("wide heads", 19, 8, 1, 9, [2, 2, 1]),
        _case("width one", 20, 4, 4, 9, [2, 2, 1]),
        _case("room for a million", 21, 64, 4, 1_000_000, [2, 1, "length"]),
    ]


def randomized(rng):
    cases = []
    for number in range(24):
        heads, capacity, held, plan = rng.randrange(1, 4), rng.randrange(1, 25), 0, []
        for _ in range(12):
            what = rng.random()
            if what < 0.6:
                m = rng.choice([0, 1, 1, 2, 5])
                plan.append(m)
                held += m if held + m <= capacity else 0
            elif what < 0.9:
                length = rng.randrange(-1, held + 2)
                plan.append(("back", length))
                held = length if 0 <= length <= held else held
            else:
                plan.append("length")
        cases.append(
            _case(f"random {number}", rng.randrange(2**20), heads * rng.randrange(1, 4), heads, capacity, plan)
        )
    return cases


def large():
    return [
        _case("a long prompt, then tokens", 30, 64, 8, 2000, [1000] + [1] * 60),
        _case(
            "draft and rollback", 31, 32, 4, 600, [400] + [step for i in range(60) for step in (4, ("back", 401 + i))]
        ),
    ]


def sized(n, rng):
    return _case(f"n = {n}", rng.randrange(2**20), 32, 4, n, [1] * n)
