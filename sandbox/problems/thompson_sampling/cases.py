from math import erf

import numpy as np
from casekit import Case, Categories, Draws, NumpyRng

U = (1.0, 1.0)


def visible():
    return [
        Case("one arm", [[3], [1], U, [True], NumpyRng(1)], expected=0),
        Case("a clear case", [[0, 900_000], [900_000, 0], U, [True, True], NumpyRng(2)], expected=1),
        Case("the better one is out", [[0, 900_000], [900_000, 0], U, [True, False], NumpyRng(3)], expected=0),
        Case("none available", [[0, 0], [0, 0], U, [False, False], NumpyRng(4)], expected=None),
    ]


def hidden():
    many = [1000] * 500
    return [
        Case("no arms", [[], [], U, [], NumpyRng(5)], expected=None),
        Case("one arm, not available", [[3], [1], U, [False], NumpyRng(6)], expected=None),
        Case("only the last", [[9, 9, 0], [0, 0, 9], U, [False, False, True], NumpyRng(7)], expected=2),
        Case("only the first", [[0, 9, 9], [9, 0, 0], U, [True, False, False], NumpyRng(8)], expected=0),
        Case("the middle one is best", [[0, 10**6, 0], [10**6, 10, 10**6], U, [True] * 3, NumpyRng(9)], expected=1),
        Case("rates, not counts", [[5 * 10**5, 10**5], [5 * 10**5, 10**3], U, [True, True], NumpyRng(10)], expected=1),
        Case("huge counts", [[10**9, 10**9 - 10**7], [10**8, 10**8], U, [True, True], NumpyRng(11)], expected=0),
        Case("the prior alone decides nothing", [[0, 10**6], [10**6, 0], (5000.0, 0.5), [True, True], NumpyRng(12)], expected=1),
        Case("many arms, one good", [[*many, 10**6, *many], [10**5] * 500 + [10] + [10**5] * 500, U, [True] * 1001, NumpyRng(13)], expected=500),
        Case("a million beside another million", [[10**6, 0, 10**6], [0, 10**6, 10**7], U, [False, True, True], NumpyRng(14)], expected=2),
        Case("a thousand alike", [[0] * 1000, [0] * 1000, U, [True] * 1000, NumpyRng(16)]),
        Case("a thousand alike, half of them out", [[3] * 1000, [40] * 1000, U, [True, False] * 500, NumpyRng(17)]),
        Case("a thousand alike, half-half prior", [[0] * 1000, [1] * 1000, (0.5, 0.5), [True] * 1000, NumpyRng(18)]),
        Case("strong prior", [[0, 10**6], [10**6, 0], (1e4, 1e4), [True, True], NumpyRng(15)], expected=1),
    ]  # fmt: skip


def _best(successes, failures, prior, available):
    """The chance of each arm to be best, by integrals over x = sin^2(t), where Beta densities have no poles for a, b >= 1/2."""
    t = np.linspace(0.0, np.pi / 2, 40_001)[1:-1]
    log_sin, log_cos = np.log(np.sin(t)), np.log(np.cos(t))
    arms = [arm for arm, free in enumerate(available) if free]
    densities, below = {}, {}
    for arm in arms:
        logs = (2 * (prior[0] + successes[arm]) - 1) * log_sin + (2 * (prior[1] + failures[arm]) - 1) * log_cos
        density = np.exp(logs - logs.max())
        density /= density.sum()
        densities[arm], below[arm] = density, np.cumsum(density) - density / 2
    chances = {}
    for arm in arms:
        product = densities[arm].copy()
        for other in arms:
            if other != arm:
                product *= below[other]
        chances[arm] = float(product.sum())
    total = sum(chances.values())
    return {arm: chance / total for arm, chance in chances.items()}


# Rates 0.5 and 0.50001, each with a variance of 1/4 / 1e9: the chance that the second is larger, by the normal limit.
_BILLION = 0.5 * (1 + erf(1e-5 / (0.5 / 10**9) ** 0.5 / 2**0.5))


def statistics():
    def one(name, seed, successes, failures, prior=U, available=None):
        available = [True] * len(successes) if available is None else available
        chances = _best(successes, failures, prior, available)
        arguments = [successes, failures, prior, available, NumpyRng(seed)]
        return Draws(name, arguments, repeat=20_000, test=Categories(chances, pairs=len(successes) < 4))

    return [
        one("two untried", 21, [0, 0], [0, 0]),
        one("three untried", 22, [0, 0, 0], [0, 0, 0], (0.5, 0.5)),
        one("one tried", 23, [1, 0], [0, 0]),
        one("one tried, one not", 24, [8, 0], [2, 0]),
        one("one failure each way", 25, [0, 1, 0], [1, 1, 0]),
        one("few and many shows", 26, [40, 1], [60, 2]),
        one("alike means, unlike counts", 27, [1, 10, 100], [4, 40, 400]),
        one("a prior for low rates", 28, [1, 0, 3], [20, 0, 40], (1.0, 20.0)),
        one("a prior for high rates", 29, [0, 2], [0, 1], (6.0, 2.0)),
        one("one not available", 30, [5, 3, 4], [5, 3, 6], U, [True, False, True]),
        one("two of six out", 31, [1, 2, 0, 4, 2, 1], [3, 3, 1, 9, 2, 4], U, [True, True, False, True, False, True]),
        one("rare clicks", 33, [0, 1], [40, 60]),
        one("rare clicks, many shows", 34, [3, 5], [100_000, 120_000]),
        one("alike, many shows", 35, [120_000, 120_000], [80_000, 80_000]),
        one("a prior below one, some tried", 36, [1, 0, 2], [0, 0, 1], (0.5, 0.5)),
        Draws(
            "counts of half a billion",
            [[5 * 10**8, 5 * 10**8 + 10_000], [5 * 10**8, 5 * 10**8 - 10_000], U, [True, True], NumpyRng(37)],
            repeat=20_000,
            test=Categories({0: 1 - _BILLION, 1: _BILLION}, pairs=True),
        ),
        one("skewed", 32, [0, 0], [12, 3]),
    ]
