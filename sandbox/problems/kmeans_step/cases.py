import numpy as np
from casekit import Case


def _blobs(seed, n, k, d, offset=0.0, spread=0.3, zero=0.0):
    rng = np.random.default_rng(seed)
    centers = offset + rng.uniform(-1, 1, (k, d)) * 3.0
    owner = rng.integers(0, k, n)
    points = centers[owner] + spread * rng.uniform(-1, 1, (n, d))
    weights = np.where(rng.random(n) < zero, 0.0, rng.uniform(0.1, 3.0, n))
    return [points, weights, centers + 0.05 * rng.uniform(-1, 1, (k, d))]


def _uniform(seed, n, k, d, offset):
    rng = np.random.default_rng(seed)
    return [offset + rng.uniform(-3, 3, (n, d)), rng.uniform(0.1, 3.0, n), offset + rng.uniform(-3, 3, (k, d))]


def _grid(rng, n, k, d, side=4):
    def integers(rows):
        return np.array([[float(rng.randrange(side)) for _ in range(d)] for _ in range(rows)]).reshape(rows, d)

    return [integers(n), np.array([float(rng.randrange(3)) for _ in range(n)]), integers(k)]


def visible():
    points, centers = np.array([[0.0], [2.0], [4.0], [10.0]]), np.array([[0.0], [4.0], [50.0]])
    first = (np.array([0, 0, 1, 1]), np.array([[1.0], [7.0], [50.0]]), 40.0)
    second = (np.array([0, 0, 1, 1]), np.array([[1.5], [4.0], [50.0]]), 12.0)
    return [
        Case("a tie and an empty center", [points, np.ones(4), centers], expected=first),
        Case("weights", [points, np.array([1.0, 3.0, 0.0, 0.0]), centers], expected=second),
    ]


def hidden():
    square = np.array([[0.0, 0.0], [0.0, 2.0], [2.0, 0.0], [2.0, 2.0], [1.0, 1.0]])
    return [
        Case("no points", [np.zeros((0, 2)), np.zeros(0), square]),
        Case("one point", [np.ones((1, 2)), np.ones(1), square]),
        Case("one center", [square, np.arange(5.0), np.ones((1, 2))]),
        Case("equal centers", [square, np.ones(5), np.ones((3, 2))]),
        Case("equal points", [np.ones((4, 2)), np.ones(4), square[:4].copy()]),
        Case("ties in the plane", [square, np.ones(5), np.array([[2.0, 2.0], [0.0, 0.0], [2.0, 0.0]])]),
        Case("all weights zero", [square, np.zeros(5), square[:2].copy()]),
        Case("weights far apart", [square, np.array([1e-6, 1.0, 1e6, 0.0, 2.0]), square[:2].copy()]),
        Case("tiny weights", [square, np.array([1e-9, 2e-9, 0.0, 1e-12, 3e-9]), square[:2].copy()]),
        Case("weights near zero", [square, np.array([1e-30, 0.0, 2e-30, 1.0, 0.0]), square[:4].copy()]),
        Case("points on centers", [square, np.ones(5), square[::-1].copy()]),
        Case("as many centers as points", [*_blobs(1, 6, 6, 3)]),
        Case("more centers than points", [*_blobs(2, 4, 9, 2)]),
        Case("one dimension", _blobs(3, 30, 4, 1, spread=0.05)),
        Case("many dimensions", _blobs(4, 30, 5, 40)),
        Case("weights of zero among others", _blobs(5, 60, 5, 3, zero=0.5)),
        Case("far from the origin", _blobs(6, 60, 6, 4, offset=3e6)),
        Case("far below the origin", _blobs(7, 60, 6, 4, offset=-3e6)),
        Case("far, close together", _blobs(8, 40, 4, 8, offset=3e6, spread=0.1)),
        Case("far, near the borders", _uniform(9, 1500, 12, 2, 3e6)),
        Case("far, near the borders, 3-d", _uniform(10, 1500, 12, 3, -3e6)),
        Case(
            "a ring of empty centers", [square, np.ones(5), np.array([[9.0, 0.0], [1.0, 1.0], [0.0, 9.0], [-9.0, 0.0]])]
        ),
    ]


def randomized(rng):
    cases = []
    for number in range(40):
        n, k, d = rng.randrange(0, 14), rng.randrange(1, 6), rng.randrange(1, 4)
        arguments = _grid(rng, n, k, d) if number % 2 else _blobs(rng.randrange(2**31), n, k, d + 6, zero=0.2)
        cases.append(Case(f"random {number}", arguments))
    return cases


def large():
    return [Case("large", _blobs(20, 20_000, 64, 64))]


def sized(n, rng):
    return Case(f"n = {n}", _blobs(rng.randrange(2**31), n, 32, 32))
