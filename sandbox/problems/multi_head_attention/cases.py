import numpy as np
from casekit import Case


def _arguments(seed, b, n, d, heads, kv_heads, w, lengths, causal, scale=1.0, dtype=np.float64, padding=0.0):
    rng = np.random.default_rng(seed)
    lengths = np.array(lengths, dtype=np.int64)
    x = rng.standard_normal((b, n, d))
    x[np.arange(n) >= lengths[:, None]] += padding

    def matrix(rows, columns, by=1.0):
        return (by * rng.standard_normal((rows, columns)) / np.sqrt(rows)).astype(dtype)

    return [
        x.astype(dtype),
        matrix(d, heads * w, scale),
        matrix(d, kv_heads * w),
        matrix(d, kv_heads * w),
        matrix(heads * w, d),
        heads,
        kv_heads,
        lengths,
        causal,
    ]


def _low(lengths, causal, dtype):
    """All scores lie between -10^5 and -5 * 10^4 and are exact; later keys score higher."""
    n = 5
    x = np.zeros((len(lengths), n, 2))
    x[..., 0], x[..., 1] = 1.0, np.arange(n)
    wq, wk, wv = np.array([[300.0], [0.0]]), np.array([[-300.0], [2.0]]), np.array([[1.0], [1.0]])
    weights = [matrix.astype(dtype) for matrix in (wq, wk, wv, np.array([[1.0, 2.0]]))]
    return [x.astype(dtype), *weights, 1, 1, np.array(lengths, dtype=np.int64), causal]


def visible():
    x = np.array([[[1.0, 0.0], [0.0, 1.0], [7.0, 7.0]]])
    zero, one = np.zeros((2, 2)), np.eye(2)
    mean = np.array([[[0.5, 0.5], [0.5, 0.5], [0.0, 0.0]]])
    causal = np.array([[[1.0, 0.0], [0.5, 0.5], [0.0, 0.0]]])
    return [
        Case("equal scores", [x, zero, zero, one, one, 2, 2, np.array([2]), False], expected=mean),
        Case("equal scores, causal", [x, zero, zero, one, one, 2, 2, np.array([2]), True], expected=causal),
        Case("two heads, one key head", _arguments(1, 1, 3, 2, 2, 1, 2, [3], False)),
    ]


def hidden():
    return [
        Case("one position", _arguments(2, 1, 1, 4, 2, 2, 3, [1], True)),
        Case("one head", _arguments(3, 2, 5, 4, 1, 1, 4, [5, 3], False)),
        Case("four heads", _arguments(4, 2, 5, 8, 4, 4, 2, [5, 5], False)),
        Case("four heads, two key heads", _arguments(5, 2, 5, 8, 4, 2, 2, [5, 5], False)),
        Case("six heads, two key heads, causal", _arguments(6, 1, 7, 5, 6, 2, 3, [7], True)),
        Case("wide heads", _arguments(7, 2, 4, 3, 2, 2, 9, [4, 2], True)),
        Case("narrow heads", _arguments(8, 2, 4, 16, 2, 1, 1, [4, 2], False)),
        Case("one of several lengths is zero", _arguments(9, 3, 4, 4, 2, 1, 2, [4, 0, 2], True)),
        Case("all lengths are zero", _arguments(10, 2, 3, 4, 2, 2, 2, [0, 0], False)),
        Case("nan in the padding", _arguments(11, 3, 5, 4, 2, 2, 2, [5, 2, 0], False, padding=np.nan)),
        Case("nan in the padding, causal", _arguments(12, 3, 5, 4, 2, 1, 2, [1, 2, 4], True, padding=np.nan)),
        Case("infinity in the padding", _arguments(13, 2, 5, 4, 2, 2, 2, [3, 1], False, padding=np.inf)),
        Case("far values in the padding", _arguments(14, 2, 5, 4, 2, 2, 2, [3, 1], True, padding=1e6)),
        Case("scores in the thousands", _arguments(15, 2, 6, 8, 2, 2, 4, [6, 4], False, scale=3000.0)),
        Case("scores in the thousands, causal", _arguments(16, 2, 6, 8, 4, 2, 2, [6, 4], True, scale=3000.0)),
        # What is masked by a number that is not small enough comes back in these.
        Case("all scores far below zero", _low([5, 3, 1], False, np.float64)),
        Case("all scores far below zero, causal", _low([5, 4, 2], True, np.float32)),
        Case("float32", _arguments(17, 2, 6, 8, 4, 2, 2, [6, 4], True, dtype=np.float32)),
        Case(
            "float32, nan in the padding",
            _arguments(18, 2, 6, 8, 4, 4, 2, [6, 4], False, dtype=np.float32, padding=np.nan),
        ),
    ]


def randomized(rng):
    cases = []
    for number in range(24):
        b, n, d, w = rng.randrange(1, 4), rng.randrange(1, 9), rng.randrange(1, 9), rng.randrange(1, 5)
        kv_heads = rng.randrange(1, 4)
        heads = kv_heads * rng.randrange(1, 4)
        lengths = [rng.randrange(n + 1) for _ in range(b)]
        shape = (b, n, d, heads, kv_heads, w, lengths, rng.random() < 0.5)
        dtype = rng.choice([np.float32, np.float64])
        cases.append(Case(f"random {number}", _arguments(rng.randrange(2**31), *shape, dtype=dtype)))
    return cases


def large():
    lengths = [128, 100, 1, 64, 128, 0, 77, 3]
    return [
        Case("large", _arguments(20, 8, 128, 128, 8, 2, 16, lengths, True)),
        Case("large, float32", _arguments(21, 8, 128, 128, 16, 16, 8, lengths, False, dtype=np.float32)),
    ]


def sized(n, rng):
    return Case(f"n = {n}", _arguments(rng.randrange(2**31), 4, n, 64, 8, 2, 8, [n, n // 2, n, n - 1], True))
