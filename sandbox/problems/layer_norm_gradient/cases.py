import numpy as np
from casekit import Case


def _arguments(seed, shape, eps=1e-5, offset=0.0, spread=1.0, scale=None):
    rng = np.random.default_rng(seed)
    x = offset + spread * rng.standard_normal(shape)
    scale = rng.uniform(-2.0, 2.0, shape[-1]) if scale is None else scale
    return [x, scale, rng.standard_normal(shape), eps]


def visible():
    row = [np.array([[1.0, 3.0]]), np.ones(2), np.array([[1.0, 0.0]]), 3.0]
    answer = (np.array([[0.1875, -0.1875]]), np.array([-0.5, 0.0]), np.array([1.0, 0.0]))
    double = [np.array([[1.0, 3.0], [3.0, 1.0]]), np.array([2.0, 1.0]), np.array([[1.0, 0.0], [1.0, 2.0]]), 3.0]
    return [
        Case("one row", row, expected=answer),
        Case("two rows", double),
        Case("three entries", _arguments(1, (1, 3))),
    ]


def hidden():
    zero = np.zeros((3, 4))
    return [
        Case("one axis", _arguments(2, (5,))),
        Case("three axes", _arguments(3, (2, 3, 4))),
        Case("four axes", _arguments(4, (2, 2, 3, 4))),
        Case("square", _arguments(5, (4, 4))),
        Case("width one", _arguments(6, (3, 1))),
        Case("width two", _arguments(7, (6, 2))),
        Case("no rows", _arguments(8, (0, 4))),
        Case("no rows, three axes", _arguments(9, (2, 0, 3))),
        Case("equal entries", [np.full((2, 3), 5.0), *_arguments(10, (2, 3))[1:]]),
        # The variance is exactly zero here, however it is computed; the gradient is not.
        Case("equal entries, width four", [np.full((2, 4), 5.0), *_arguments(22, (2, 4))[1:]]),
        Case(
            "rows of zeros beside others",
            [np.outer([0.0, 1.0, 0.0], [0.5, -1.0, 2.0, 0.0, 1.5]), *_arguments(23, (3, 5))[1:]],
        ),
        Case("large eps", _arguments(11, (4, 5), eps=3.0)),
        Case("small spread, eps counts", _arguments(12, (4, 5), eps=1e-5, spread=3e-3)),
        Case("a very small eps", _arguments(20, (4, 5), eps=1e-12, spread=1e-3)),
        Case("eps far above the spread", _arguments(21, (4, 5), eps=1.0, spread=1e-3)),
        Case("large spread", _arguments(13, (4, 5), spread=1e4)),
        Case("far offset", _arguments(14, (4, 6), offset=1e6, spread=0.1)),
        Case("far offset below zero", _arguments(15, (4, 6), offset=-1e6, spread=0.1)),
        Case("zero scale", _arguments(16, (4, 5), scale=np.zeros(5))),
        Case("unequal scale", _arguments(17, (4, 5), scale=np.array([10.0, 0.0, -3.0, 0.1, 1.0]))),
        Case("zero gradient", [*_arguments(18, (3, 4))[:2], zero, 1e-5]),
        Case("constant gradient", [*_arguments(19, (3, 4), scale=np.ones(4))[:2], zero + 2.0, 1e-5]),
    ]


def randomized(rng):
    cases = []
    for number in range(30):
        shape = (*(rng.randrange(1, 5) for _ in range(rng.randrange(0, 3))), rng.randrange(1, 9))
        arguments = _arguments(
            rng.randrange(2**31), shape, rng.choice([1e-5, 0.1]), rng.choice([0.0, 50.0]), rng.choice([0.1, 1.0])
        )
        cases.append(Case(f"random {number}", arguments))
    return cases


def large():
    return [Case("large", _arguments(30, (200, 1000))), Case("many short rows", _arguments(31, (50, 1000, 4)))]


def sized(n, rng):
    return Case(f"n = {n}", _arguments(rng.randrange(2**31), (n, 64)))
