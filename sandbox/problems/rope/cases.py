import numpy as np
from casekit import Case, raises


def _x(seed, n, h, d, dtype=np.float64):
    return np.random.default_rng(seed).standard_normal((n, h, d)).astype(dtype)


def visible():
    x = np.array([[[1.0, 0.0, 5.0]], [[1.0, 0.0, 5.0]]])
    c, s = np.cos(1.0), np.sin(1.0)
    ones = np.array([[[1.0, 1.0, 0.0, 0.0]]])
    return [
        Case("one radian", [x, np.array([0, 1]), 2, "adjacent"], expected=np.array([[[1.0, 0.0, 5.0]], [[c, s, 5.0]]])),
        Case(
            "back",
            [x, np.array([0, 1]), 2, "adjacent"],
            {"inverse": True},
            expected=np.array([[[1.0, 0.0, 5.0]], [[c, -s, 5.0]]]),
        ),
        Case(
            "halves", [ones, np.array([2]), 4, "halves", 4.0], expected=np.array([[[np.cos(2.0), c, np.sin(2.0), s]]])
        ),
        Case("adjacent", [ones, np.array([2]), 4, "adjacent", 4.0]),
    ]


def hidden():
    row = np.arange(6)
    return [
        Case("no tokens", [_x(1, 0, 2, 4), np.zeros(0, dtype=np.int64), 4, "halves"]),
        Case("width zero", [_x(2, 3, 2, 4), np.arange(3), 0, "adjacent"]),
        Case("odd width", [_x(3, 3, 2, 5), np.arange(3), 3, "adjacent"], expected=raises("ValueError")),
        Case("odd width, all features", [_x(3, 3, 2, 5), np.arange(3), 5, "halves"], expected=raises("ValueError")),
        Case("width beyond d", [_x(4, 3, 2, 4), np.arange(3), 6, "adjacent"], expected=raises("ValueError")),
        Case("negative width", [_x(4, 3, 2, 4), np.arange(3), -2, "halves"], expected=raises("ValueError")),
        Case("another layout, nothing to turn", [_x(5, 3, 2, 4), np.arange(3), 0, "Halves"], expected=raises("ValueError")),
        Case("another layout, no tokens", [_x(5, 0, 2, 4), np.arange(0), 4, ""], expected=raises("ValueError")),
        Case("another layout", [_x(5, 3, 2, 4), np.arange(3), 4, "spiral"], expected=raises("ValueError")),
        Case("several heads", [_x(6, 6, 4, 8), row, 8, "adjacent"]),
        Case("several heads, halves", [_x(7, 6, 4, 8), row, 8, "halves"]),
        Case("as many heads as tokens", [_x(8, 6, 6, 6), row, 6, "halves"]),
        Case("as many heads as pairs", [_x(8, 4, 4, 8), np.arange(4), 8, "adjacent"]),
        Case("partly, adjacent", [_x(9, 6, 2, 10), row, 4, "adjacent"]),
        Case("partly, halves", [_x(10, 6, 2, 10), row, 4, "halves"]),
        Case("odd number of features", [_x(11, 6, 2, 7), row, 6, "halves"]),
        Case("repeated positions", [_x(12, 6, 2, 8), np.array([3, 3, 0, 0, 7, 3]), 8, "halves"]),
        Case("backward positions", [_x(13, 6, 2, 8), row[::-1].copy(), 8, "adjacent"]),
        Case("negative positions", [_x(14, 6, 2, 8), row - 9, 8, "adjacent"]),
        Case("back, halves", [_x(15, 6, 2, 8), row + 2, 6, "halves", 500.0, True]),
        Case("far positions", [_x(16, 6, 2, 8), row + 999_990, 8, "adjacent"]),
        Case("far positions, float32", [_x(17, 6, 2, 8, np.float32), row + 999_990, 8, "halves"]),
        Case("far positions, small base, float32", [_x(18, 6, 2, 64, np.float32), -row - 900_000, 64, "adjacent", 1.5]),
        Case("large base", [_x(19, 6, 2, 16), row * 1000, 16, "halves", 1e6]),
        Case("a million, one token", [_x(20, 1, 1, 2, np.float32), np.array([1_000_000]), 2, "halves"]),
    ]


def randomized(rng):
    cases = []
    for number in range(30):
        n, h, d = rng.randrange(1, 6), rng.randrange(1, 4), rng.randrange(2, 12)
        positions = np.array([rng.randrange(-50, 5000) for _ in range(n)], dtype=np.int64)
        x = _x(rng.randrange(2**31), n, h, d, rng.choice([np.float32, np.float64]))
        width = 2 * rng.randrange(1, d // 2 + 1)
        base, inverse = rng.choice([100.0, 10000.0]), rng.random() < 0.3
        cases.append(Case(f"random {number}", [x, positions, width, rng.choice(["adjacent", "halves"]), base, inverse]))
    return cases


def large():
    return [
        Case("large", [_x(30, 512, 8, 128), np.arange(512) + 100_000, 128, "halves"]),
        Case("large, adjacent, float32", [_x(31, 512, 8, 128, np.float32), np.arange(512), 96, "adjacent"]),
    ]
