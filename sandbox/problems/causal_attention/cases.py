import numpy as np
from casekit import Case


def _arrays(seed, h, m, n, d, e, scale=1.0, dtype=np.float32):
    rng = np.random.default_rng(seed)
    return [
        (scale * rng.standard_normal((h, m, d))).astype(dtype),
        rng.standard_normal((h, n, d)).astype(dtype),
        rng.standard_normal((h, n, e)).astype(dtype),
    ]


def _scored(scores, m, dtype):
    """One head whose m queries all have the same scores, exact in single precision."""
    n = len(scores)
    q, k = np.zeros((1, m, 4), dtype), np.zeros((1, n, 4), dtype)
    q[..., 0], k[0, :, 0] = 2, scores
    return [q, k, np.arange(1, 2 * n + 1).reshape(1, n, 2).astype(dtype)]


def visible():
    q = np.array([[[1.0, 0.0], [0.0, 1.0]]])
    k = np.zeros((1, 2, 2))
    v = np.array([[[2.0], [4.0]]])
    return [
        Case("equal scores", [q, k, v], expected=np.array([[[2.0], [3.0]]])),
        Case("one query at the end", [q[:, 1:].copy(), k, v], expected=np.array([[[3.0]]])),
        Case("small", _arrays(1, 1, 3, 3, 2, 2)),
    ]


def hidden():
    return [
        Case("one position", _arrays(2, 2, 1, 1, 4, 3)),
        Case("several heads", _arrays(3, 4, 6, 6, 8, 8)),
        Case("two queries, nine keys", _arrays(4, 2, 2, 9, 8, 8)),
        Case("values wider than keys", _arrays(5, 2, 5, 5, 3, 17)),
        Case("width one", _arrays(6, 1, 4, 4, 1, 1)),
        Case("float64", _arrays(7, 2, 5, 7, 8, 8, dtype=np.float64)),
        Case("scores in the thousands", _arrays(8, 2, 8, 8, 16, 4, scale=2000.0)),
        Case("scores in the thousands, float64", _arrays(9, 1, 6, 8, 16, 4, scale=4000.0, dtype=np.float64)),
        Case("all scores far below zero", [-500 * np.ones((1, 4, 8), np.float32), np.ones((1, 4, 8), np.float32), *_arrays(10, 1, 1, 4, 1, 3)[2:]]),
        # What is masked by a number that is not small enough comes back in these.
        Case("allowed scores far below zero", _scored([-30_000 - j % 3 for j in range(7)], 5, np.float32)),
        Case("later keys score far higher", _scored([20_000 * j - 50_000 for j in range(6)], 6, np.float64)),
        Case("later keys score far higher, single", _scored([-100_000, 100_000], 2, np.float32)),
    ]  # fmt: skip


def randomized(rng):
    cases = []
    for number in range(24):
        h, n, d, e = rng.randrange(1, 4), rng.randrange(1, 20), rng.randrange(1, 12), rng.randrange(1, 12)
        dtype = rng.choice([np.float32, np.float64])
        cases.append(
            Case(f"random {number}", _arrays(rng.randrange(2**31), h, rng.randrange(1, n + 1), n, d, e, 3.0, dtype))
        )
    return cases


def large():
    return [
        Case("eight heads of 512", _arrays(20, 8, 512, 512, 64, 64)),
        Case("one token against a long cache", _arrays(21, 8, 1, 512, 64, 64)),
    ]


def sized(n, rng):
    return Case(f"n = {n}", _arrays(rng.randrange(2**31), 4, n, n, 64, 64))
