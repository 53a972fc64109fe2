import numpy as np
from casekit import Case

inf = np.inf


def _path(n, up, down):
    """States 0 to n - 1 in a row; the ends keep what would lead out."""
    p = np.zeros((n, n))
    for i in range(n):
        p[i, min(i + 1, n - 1)] += up
        p[i, max(i - 1, 0)] += down
        p[i, i] += 1 - up - down
    return p


def _m(*rows):
    return np.array(rows, dtype=float)


def visible():
    p = _m([0.5, 0.5, 0], [0.25, 0.5, 0.25], [0, 0, 1])
    return [
        Case("one goal", [p, [2]], expected=np.array([8.0, 6.0, 0.0])),
        Case("may get caught", [p, [0]], expected=np.array([0.0, inf, inf])),
        Case("two goals", [p, [0, 2]], expected=np.array([0.0, 2.0, 0.0])),
    ]


def hidden():
    ring = np.roll(np.eye(5), 1, axis=1)
    return [
        Case("one state, a goal", [_m([1]), [0]], expected=np.array([0.0])),
        Case("one state, no goal", [_m([1]), []], expected=np.array([inf])),
        Case("no goals", [_path(4, 0.5, 0.5), []], expected=np.full(4, inf)),
        Case("all goals", [_path(4, 0.5, 0.5), [3, 1, 0, 2]], expected=np.zeros(4)),
        Case("goal named twice", [_path(3, 0.5, 0.5), [2, 2, 2]], expected=np.array([6.0, 4.0, 0.0])),
        Case("goal named twice, staying is possible", [_m([0.5, 0.5, 0], [0.25, 0.5, 0.25], [0, 0, 1]), [2, 2]], expected=np.array([8.0, 6.0, 0.0])),
        Case("certain ring", [ring, [3]], expected=np.array([3.0, 2.0, 1.0, 0.0, 4.0])),
        Case("behind the goal is a trap", [_m([0, 1, 0], [0, 0, 1], [0, 0, 1]), [1]], expected=np.array([1.0, 0.0, inf])),
        Case("trap only through the goal", [_m([0.5, 0.5, 0, 0], [0, 0, 1, 0], [0, 0, 1, 0], [1, 0, 0, 0]), [1]], expected=np.array([2.0, 0.0, inf, 3.0])),
        Case("a small leak", [_m([0.5, 0.5 - 1e-12, 1e-12], [0, 1, 0], [0, 0, 1]), [1]], expected=np.array([inf, 0.0, inf])),
        Case("leak far away", [_m([0, 1, 0, 0, 0], [0.5, 0, 0.5, 0, 0], [0, 0.5, 0, 0.4, 0.1], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1]), [3]], expected=np.array([inf, inf, inf, 0.0, inf])),
        Case("lost pair", [_m([0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0.5, 0.5]), [3]], expected=np.array([inf, inf, 1.0, 0.0])),
        Case("goal cut off", [_m([0.5, 0.5, 0], [0.5, 0.5, 0], [0.2, 0.3, 0.5]), [2]], expected=np.array([inf, inf, 0.0])),
        Case("goal with a leaking row", [_m([0.9, 0.1, 0], [0.3, 0.3, 0.4], [0, 0, 1]), [1]], expected=np.array([10.0, 0.0, inf])),
        Case("not symmetric", [_m([0.1, 0.9, 0], [0, 0.2, 0.8], [0.7, 0, 0.3]), [0]]),
        Case("rare exit", [_m([1 - 1e-7, 1e-7], [0.5, 0.5]), [1]], expected=np.array([1e7, 0.0])),
        Case("rare exit of a pair", [_m([0, 1, 0], [1 - 1e-6, 0, 1e-6], [0, 0, 1]), [2]]),
        Case("periodic", [_m([0, 1, 0, 0], [0.5, 0, 0.5, 0], [0, 0.5, 0, 0.5], [0, 0, 1, 0]), [0]], expected=np.array([0.0, 5.0, 8.0, 9.0])),
        Case("uphill", [_path(15, 0.3, 0.6), [14]]),
    ]


def randomized(rng):
    cases = []
    for number in range(40):
        n = rng.randrange(1, 14)
        keep = rng.choice([0.12, 0.2, 0.35, 0.8])
        p = np.array([[rng.random() if rng.random() < keep else 0.0 for _ in range(n)] for _ in range(n)])
        for i in range(n):
            if p[i].sum() == 0:
                p[i, rng.randrange(n)] = 1
        goals = rng.sample(range(n), min(n, rng.choice([1, 1, 2, 3])))
        if number % 4 == 0:
            goals += goals[:1]
        cases.append(Case(f"random {number}", [p / p.sum(axis=1, keepdims=True), goals]))
    return cases


def large():
    rng = np.random.default_rng(20)
    dense = rng.random((200, 200)) ** 6
    traps = dense * (rng.random((200, 200)) < 0.02) + np.eye(200) * 1e-3
    return [
        Case("200 in a row", [_path(200, 0.5, 0.5), [199]]),
        Case("200, two ends", [_path(200, 0.4, 0.4), [0, 199]]),
        Case("200, dense", [dense / dense.sum(axis=1, keepdims=True), [7]]),
        Case("200, sparse", [traps / traps.sum(axis=1, keepdims=True), [1, 50, 100]]),
        Case("200 down the ring", [np.roll(np.eye(200), 1, axis=1), [0]]),
    ]
