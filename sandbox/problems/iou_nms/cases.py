import numpy as np
from casekit import Case


def _boxes(rows):
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def _args(rows, scores, labels=None, overlap=0.5, least=0.0, most=100):
    labels = [1] * len(scores) if labels is None else labels
    return [_boxes(rows), np.array(scores, dtype=np.float64), np.array(labels, dtype=np.int64), overlap, least, most]


A = [[0, 0, 2, 2], [0, 0, 2, 1], [0, 0, 2, 1.5], [9, 9, 9.5, 9.5]]
S = [0.9, 0.8, 0.7, 0.9]


def visible():
    return [
        Case("exactly at the threshold", _args(A, S, most=10), expected=[0, 3, 1]),
        Case("two classes", _args(A, S, [1, 1, 2, 1], most=10), expected=[0, 3, 1, 2]),
        Case("least score", _args(A, S, [1, 1, 2, 1], 0.4, 0.8, 10), expected=[0, 3]),
    ]


def hidden():
    chain = [[0, 0, 10, 1], [3, 0, 13, 1], [6, 0, 16, 1], [9, 0, 19, 1]]
    same = [[1, 1, 4, 4]] * 4
    return [
        Case("none", _args([], []), expected=[]),
        Case("one", _args([[0, 0, 1, 1]], [0.2]), expected=[0]),
        Case("most is zero", _args(A, S, most=0), expected=[]),
        Case("most is one", _args(A, S, most=1), expected=[0]),
        Case("most over classes", _args(A, S, [1, 1, 2, 1], most=3), expected=[0, 3, 1]),
        Case("most counts kept ones", _args([*same, [20, 20, 30, 30]], [0.9, 0.8, 0.7, 0.6, 0.5], most=2), expected=[0, 4]),
        Case("all below the least score", _args(A, S, least=0.95), expected=[]),
        Case("equal to the least score", _args(A, S, least=0.9), expected=[0, 3]),
        Case("scores below zero", _args(chain, [-0.1, -5.0, -0.2, -0.3], overlap=0.9, least=-1.0)),
        Case("suppressed ones do not suppress", _args(chain, [0.9, 0.8, 0.7, 0.6]), expected=[0, 2]),
        Case("chain from the end", _args(chain, [0.6, 0.7, 0.8, 0.9]), expected=[3, 1]),
        Case("equal scores", _args(chain, [0.5] * 4), expected=[0, 2]),
        Case("equal scores, far boxes", _args([[k * 9, 0, k * 9 + 1, 1] for k in range(40)], [0.5] * 40)),
        Case("the same box", _args(same, [0.1, 0.4, 0.4, 0.2]), expected=[1]),
        Case("the same box, threshold one", _args(same, [0.1, 0.4, 0.4, 0.2], overlap=1.0), expected=[1, 2, 3, 0]),
        Case("the same box in four classes", _args(same, [0.1, 0.4, 0.4, 0.2], [0, 1, 2, 3]), expected=[1, 2, 3, 0]),
        Case("touching, threshold zero", _args([[0, 0, 2, 2], [2, 0, 4, 2], [2, 2, 3, 3]], [3, 2, 1], overlap=0.0), expected=[0, 1, 2]),
        Case("barely meeting, threshold zero", _args([[0, 0, 2, 2], [1.99, 1.99, 4, 4]], [3, 2], overlap=0.0), expected=[0]),
        Case("apart on both axes", _args([[0, 0, 4, 4], [7, 7, 11, 11]], [3, 2], overlap=0.1), expected=[0, 1]),
        Case("no area", _args([[1, 1, 1, 5], [1, 1, 1, 5], [2, 2, 2, 2], [2, 2, 2, 2]], [4, 3, 2, 1], overlap=0.0), expected=[0, 1, 2, 3]),
        Case("no area inside a box", _args([[0, 0, 9, 9], [2, 2, 2, 8], [3, 3, 3, 3]], [1, 2, 3], overlap=0.0), expected=[2, 1, 0]),
        Case("below the origin", _args([[-5, -5, -1, -1], [-5, -5, -1, -2], [-9, -9, 9, 9]], [3, 2, 1]), expected=[0, 2]),
        Case("one inside the other", _args([[0, 0, 100, 100], [40, 40, 50, 50]], [2, 1], overlap=0.25), expected=[0, 1]),
        Case("a quarter exactly", _args([[0, 0, 8, 8], [0, 0, 4, 4]], [2, 1], overlap=0.25), expected=[0, 1]),
        Case("small boxes", _args([[0, 0, 1e-3, 1e-3], [0, 0, 1e-3, 8e-4]], [2, 1]), expected=[0]),
        # An epsilon in the denominator, single precision and shifting by the label lose small boxes.
        Case("very small boxes", _args([[0, 0, 1e-7, 1e-7], [0, 0, 1e-7, 8e-8], [0, 0, 1e-7, 4e-8]], [3, 2, 1]), expected=[0, 2]),
        Case("boxes of a billionth", _args([[0, 0, 1e-9, 1e-9], [0, 0, 1e-9, 8e-10], [0, 0, 1e-9, 4e-10]], [3, 2, 1]), expected=[0, 2]),
        Case("small boxes far out", _args([[9e5, -9e5, 9e5 + 0.01, -9e5 + 0.01], [9e5, -9e5, 9e5 + 0.01, -9e5 + 0.008], [9e5, -9e5, 9e5 + 0.01, -9e5 + 0.004]], [3, 2, 1]), expected=[0, 2]),
        Case("large labels", _args(same, [4, 3, 2, 1], [2**60, 2**60 + 1, 2**60, 2**60 + 1]), expected=[0, 1]),
        Case("large labels, small boxes", _args([[0, 0, 1, 1], [0, 0, 1, 0.8], [0, 0, 1, 0.4]], [3, 2, 1], [10**15] * 3), expected=[0, 2]),
        Case("just below the least score", _args([[0, 0, 1, 1], [5, 5, 6, 6], [8, 8, 9, 9]], [0.9, 0.9 - 1e-12, 0.9 + 1e-12], least=0.9), expected=[2, 0]),
        Case("labels of both signs", _args(same, [4, 3, 2, 1], [-1, 1, -1, 10**12]), expected=[0, 1, 3]),
        Case("far coordinates", _args([[1e6, 1e6, 1e6 + 2, 1e6 + 2], [1e6, 1e6, 1e6 + 2, 1e6 + 1.5]], [1, 2], [0, 0]), expected=[1]),
        Case("shifted onto another class", _args([[-100, -100, -90, -90], [0, 0, 10, 10]], [2, 1], [3, 2], 0.2), expected=[0, 1]),
        Case("shifted by the largest", _args([[-11, -11, -1, -1], [0, 0, 10, 10]], [2, 1], [1, 0], 0.2), expected=[0, 1]),
    ]  # fmt: skip


def _random(rng, n, side, labels, ties, **keys):
    rows, scores = [], []
    for _ in range(n):
        x, y = rng.uniform(-side, side), rng.uniform(-side, side)
        rows.append([x, y, x + rng.uniform(1, 10), y + rng.uniform(1, 10)])
        scores.append(rng.randrange(5) / 4 if ties else rng.random())
    return _args(rows, scores, [rng.randrange(labels) for _ in range(n)], **keys)


def randomized(rng):
    cases = []
    for number in range(40):
        keys = {"overlap": rng.uniform(0.05, 0.8), "least": rng.choice([0.0, 0.3]), "most": rng.choice([3, 100])}
        arguments = _random(
            rng, rng.randrange(1, 40), rng.choice([4, 12]), rng.choice([1, 3]), rng.random() < 0.5, **keys
        )
        cases.append(Case(f"random {number}", arguments))
    return cases


def large():
    rng = np.random.default_rng(5)
    corners = rng.uniform(0, 3000, (3000, 2))
    rows = np.hstack([corners, corners + rng.uniform(1, 30, (3000, 2))])
    return [
        Case("few overlap", [rows, rng.random(3000), rng.integers(0, 5, 3000), 0.4371, 0.0, 3000]),
        Case("one crowd", [rows / 50, rng.random(3000), rng.integers(0, 2, 3000), 0.3177, 0.1, 500]),
    ]


def sized(n, rng):
    return Case(f"n = {n}", _random(rng, n, 25 * n**0.5, 3, False, overlap=0.4371, most=n))
