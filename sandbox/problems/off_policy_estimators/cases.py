import numpy as np
from casekit import Case, raises


def _logs(seed, n, choices, cap=None, offset=0.0, sharp=1.0, noise=1.0):
    rng = np.random.default_rng(seed)
    old = rng.dirichlet(np.full(choices, sharp), n)
    actions = (
        np.array([rng.choice(choices, p=row) for row in old], dtype=np.int64)
        if n < 5000
        else rng.integers(0, choices, n)
    )
    logged = np.clip(old[np.arange(n), actions], 1e-6, 1.0)
    means = rng.standard_normal(choices)
    rewards = offset + means[actions] + noise * rng.standard_normal(n)
    model = offset + means + 0.3 * rng.standard_normal((n, choices))
    return [actions, rewards, logged, rng.dirichlet(np.full(choices, sharp), n), model, cap]


def _two(cap=None, logged=(0.5, 0.25)):
    target, model = np.array([[1.0, 0.0], [0.5, 0.5]]), np.array([[1.0, 0.0], [1.0, 1.0]])
    return [np.array([0, 1]), np.array([1.0, 2.0]), np.array(logged), target, model, cap]


def visible():
    answer = {"ips": 3.0, "snips": 1.5, "dr": 2.0, "ips_se": 1.0, "snips_se": 0.5, "dr_se": 1.0, "ess": 2.0}
    return [
        Case("two rows", _two(), expected=answer),
        Case("two rows, capped", _two(1.5)),
        Case("propensity zero", _two(logged=(0.0, 0.5)), expected=raises("ValueError")),
    ]


def hidden():
    zero = _logs(1, 4, 3)
    zero[3] = np.zeros((4, 3))
    zero[3][np.arange(4), (zero[0] + 1) % 3] = 1.0
    same = _logs(2, 5, 3)
    same[2] = same[3][np.arange(5), same[0]].copy()
    exact = _logs(3, 6, 3)
    exact[4][np.arange(6), exact[0]] = exact[1]
    nothing = [np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0), np.zeros((0, 2)), np.zeros((0, 2)), None]
    alone = [np.array([1]), np.array([3.0]), np.array([0.5]), np.array([[1.0, 0.0]]), np.array([[2.0, 9.0]]), None]
    return [
        Case("no rows", nothing, expected=raises("ValueError")),
        Case("one row", _logs(4, 1, 3)),
        Case("one row of weight zero", alone),
        Case("all weights zero", zero),
        Case("all weights zero, capped", [*zero[:5], 2.0]),
        Case("weights of one", same),
        Case("a model without error on the taken ones", exact),
        Case("propensity above one", _two(logged=(1.5, 0.5)), expected=raises("ValueError")),
        Case("propensity below zero", _two(logged=(0.5, -0.5)), expected=raises("ValueError")),
        Case("propensity of one", _two(logged=(1.0, 1.0))),
        Case("cap zero", _two(0.0), expected=raises("ValueError")),
        Case("cap below zero", _two(-1.0), expected=raises("ValueError")),
        Case("cap reached exactly", _two(2.0)),
        Case("cap below all", _logs(5, 8, 3, 1e-3)),
        Case("cap above all", _logs(6, 8, 3, 1e9)),
        Case("cap of one", _logs(7, 12, 3, 1)),
        Case("some capped", _logs(8, 30, 4, 2.5, sharp=0.4)),
        Case("one action", _logs(9, 5, 1)),
        Case("rewards with an offset", _logs(10, 50, 3, offset=1e6)),
        Case("rewards of zero", [*_logs(11, 5, 3)[:1], np.zeros(5), *_logs(11, 5, 3)[2:]]),
        Case("equal rewards", [*_logs(12, 5, 3)[:1], np.full(5, 4.0), *_logs(12, 5, 3)[2:]]),
        Case("rare actions", _logs(13, 60, 5, sharp=0.1)),
    ]


def randomized(rng):
    return [
        Case(
            f"random {number}",
            _logs(rng.randrange(2**31), rng.randrange(1, 30), rng.randrange(1, 5), rng.choice([None, 1.0, 3.0]), sharp=rng.choice([0.5, 2.0])),
        )
        for number in range(30)
    ]  # fmt: skip


def large():
    return [Case("long log", _logs(20, 200_000, 10)), Case("long log, capped", _logs(21, 200_000, 5, 20.0, offset=1e6))]
