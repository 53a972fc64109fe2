import numpy as np
from casekit import Case, raises


def _index(seed, n, m, c, s, top, whole=False, offset=0.0):
    rng = np.random.default_rng(seed)
    codes = rng.integers(0, c, (n, m)).astype(np.uint8)
    if whole:
        return [
            rng.integers(0, 4, (m, c, s)).astype(np.float64),
            codes,
            rng.integers(0, 4, m * s).astype(np.float64),
            top,
        ]
    codes = np.unique(codes, axis=0)
    codes = codes[rng.permutation(len(codes))]
    return [offset + rng.standard_normal((m, c, s)), codes, offset + rng.standard_normal(m * s), top]


def visible():
    codebooks = np.array([[[0.0], [2.0]], [[0.0], [5.0]]])
    codes = np.array([[0, 0], [1, 1], [1, 0], [0, 0]], dtype=np.uint8)
    query = np.array([2.0, 1.0])
    return [
        Case("three of four", [codebooks, codes, query, 3], expected=([2, 0, 3], np.array([1.0, 5.0, 5.0]))),
        Case(
            "more than there are",
            [codebooks, codes, query, 9],
            expected=([2, 0, 3, 1], np.array([1.0, 5.0, 5.0, 16.0])),
        ),
        Case("longer parts", _index(1, 4, 2, 3, 2, 2)),
    ]


def hidden():
    return [
        Case("no codes", [np.ones((2, 3, 2)), np.zeros((0, 2), dtype=np.uint8), np.ones(4), 3]),
        Case("none wanted", _index(2, 5, 2, 3, 2, 0)),
        Case("negative top", [*_index(3, 5, 2, 3, 2, 0)[:3], -1], expected=raises("ValueError")),
        Case("one codebook", _index(4, 9, 1, 9, 3, 4)),
        Case("one entry", [np.ones((3, 1, 2)), np.zeros((4, 3), dtype=np.uint8), np.zeros(6), 2]),
        Case("parts of one number", _index(5, 20, 6, 5, 1, 6)),
        Case("as many parts as numbers in a part", _index(6, 20, 3, 5, 3, 6)),
        Case("256 entries", _index(7, 300, 4, 256, 2, 20)),
        Case("the same codes", [np.arange(12.0).reshape(2, 3, 2), np.full((9, 2), 2, dtype=np.uint8), np.ones(4), 5]),
        Case("many ties", _index(8, 200, 3, 2, 2, 50, whole=True)),
        Case("ties at the end", _index(9, 100, 2, 3, 1, 11, whole=True)),
        Case("all of them", _index(10, 40, 3, 6, 2, 40)),
        Case("an exact hit", [np.arange(8.0).reshape(2, 2, 2), np.array([[1, 1], [1, 0], [0, 1]], dtype=np.uint8), np.array([2.0, 3.0, 4.0, 5.0]), 2]),
        Case("far from the origin", _index(11, 60, 4, 8, 4, 9, offset=1e5)),
        Case("tiny numbers", [part * 1e-4 if part.dtype == np.float64 else part for part in _index(13, 60, 3, 6, 2, 9)[:3]] + [9]),
        Case("a far query", [*_index(12, 30, 3, 6, 2, 9, whole=True)[:2], np.full(6, 1000.0), 9]),
    ]  # fmt: skip


def randomized(rng):
    cases = []
    for number in range(30):
        n, m, c, s = rng.randrange(1, 60), rng.randrange(1, 5), rng.randrange(1, 8), rng.randrange(1, 5)
        cases.append(
            Case(f"random {number}", _index(rng.randrange(2**31), n, m, c, s, rng.randrange(0, 20), number % 2 == 0))
        )
    return cases


def large():
    return [
        Case("large", _index(20, 200_000, 16, 256, 8, 10)),
        Case("large, many ties", _index(21, 200_000, 8, 4, 4, 100, whole=True)),
    ]
