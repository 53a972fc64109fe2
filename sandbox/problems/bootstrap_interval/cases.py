import numpy as np
from casekit import Case, NumpyRng


def _users(seed, n, zeros=0.3):
    rng = np.random.default_rng(seed)
    views = np.ceil(rng.lognormal(1.5, 1.2, n))
    clicks = np.minimum(views, np.floor(views * rng.beta(1, 4, n) * 1.5))
    clicks[rng.random(n) < zeros] = 0
    return clicks, views


def visible():
    clicks, views = np.array([1.0, 0.0, 3.0]), np.array([2.0, 5.0, 3.0])
    return [
        Case("one resample", [clicks, views, 90, 1, NumpyRng(1)], expected=(0.4, 3 / 13, 3 / 13)),
        Case("ten resamples", [clicks, views, 50, 10, NumpyRng(2)], expected=(0.4, 2 / 9, 6 / 11)),
        Case("one user", [clicks[:1].copy(), views[:1].copy(), 95, 100, NumpyRng(3)], expected=(0.5, 0.5, 0.5)),
    ]


def hidden():
    a, b = _users(4, 60)
    return [
        Case("no clicks", [np.zeros(5), np.arange(1.0, 6.0), 95, 200, NumpyRng(5)], expected=(0.0, 0.0, 0.0)),
        Case("same ratio for all", [np.array([1.0, 2.0, 4.0]), np.array([2.0, 4.0, 8.0]), 80, 50, NumpyRng(6)], expected=(0.5, 0.5, 0.5)),
        Case("two resamples", [a, b, 95, 2, NumpyRng(7)]),
        Case("three resamples, one percent", [a, b, 1, 3, NumpyRng(8)]),
        Case("odd number, one percent", [a, b, 1, 101, NumpyRng(9)]),
        Case("even number, one percent", [a, b, 1, 200, NumpyRng(10)]),
        Case("99 percent of few", [a, b, 99, 100, NumpyRng(11)]),
        Case("99 percent of 200", [a, b, 99, 200, NumpyRng(12)]),
        Case("95 percent of 40", [a, b, 95, 40, NumpyRng(13)]),
        Case("95 percent of 39", [a, b, 95, 39, NumpyRng(14)]),
        Case("90 percent of 20", [a, b, 90, 20, NumpyRng(15)]),
        Case("80 percent of 1000", [a, b, 80, 1000, NumpyRng(16)]),
        Case("78 percent of 200", [a, b, 78, 200, NumpyRng(27)]),
        Case("56 percent of 100", [a, b, 56, 100, NumpyRng(28)]),
        Case("34 percent of 1000", [a, b, 34, 1000, NumpyRng(29)]),
        Case("18 percent of 300", [a, b, 18, 300, NumpyRng(35)]),
        Case("30 percent of 180", [a, b, 30, 180, NumpyRng(36)]),
        Case("7 percent of 1000", [a, b, 7, 1000, NumpyRng(37)]),
        Case("one heavy user", [np.array([900.0, 1.0, 0.0, 2.0]), np.array([1000.0, 3.0, 9.0, 2.0]), 90, 300, NumpyRng(17)]),
        Case("views all one", [np.array([1.0, 0.0, 0.0, 1.0, 0.0]), np.ones(5), 95, 500, NumpyRng(18)]),
        Case("two users", [np.array([3.0, 0.0]), np.array([3.0, 7.0]), 60, 33, NumpyRng(19)]),
        Case("fractions of clicks", [np.array([0.1, 0.7, 0.25]), np.array([1.5, 2.5, 9.75]), 70, 77, NumpyRng(20)]),
        Case("odd number of users", [*_users(21, 101), 95, 400, NumpyRng(22)]),
    ]


def randomized(rng):
    return [
        Case(f"random {number}", [*_users(rng.randrange(10**6), rng.randrange(1, 50)), rng.randrange(1, 100), rng.randrange(1, 250), NumpyRng(rng.randrange(10**6))])
        for number in range(30)
    ]


def large():
    return [
        Case("many users", [*_users(30, 40_000), 95, 500, NumpyRng(31)]),
        Case("many resamples", [*_users(32, 500), 99, 20_000, NumpyRng(33)]),
    ]


def sized(n, rng):
    return Case(f"{n} users", [*_users(rng.randrange(10**6), n), 95, 2000, NumpyRng(rng.randrange(10**6))])
