import numpy as np
from casekit import Case


def _args(seed, shape, alpha=0.25, gamma=2.0, scale=2.0, positive=0.3, ignored=0.2):
    rng = np.random.default_rng(seed)
    labels = np.where(rng.random(shape) < positive, 1, 0)
    labels = np.where(rng.random(shape) < ignored, -1, labels).astype(np.int64)
    return [scale * rng.standard_normal(shape), labels, alpha, gamma]


def _fixed(logits, labels, alpha=0.25, gamma=2.0):
    return [np.array(logits, dtype=np.float64), np.array(labels, dtype=np.int64), alpha, gamma]


def visible():
    log2 = float(np.log(2.0))
    first = (0.25 * log2, np.array([-0.25 * (0.25 * log2 + 0.125), 0.75 * (0.25 * log2 + 0.125)]))
    tiny = float(np.log1p(np.exp(-40.0)))
    return [
        Case("two undecided", _fixed([0.0, 0.0], [1, 0]), expected=first),
        Case("sure and right", _fixed([40.0], [1], 1.0, 0.0), expected=(tiny, np.array([-tiny]))),
        Case("ignored", _fixed([5.0, 7.0], [-1, -1]), expected=(0.0, np.zeros(2))),
        Case("three entries", _fixed([1.0, -2.0, 0.5], [1, 0, 0])),
    ]


def hidden():
    ladder = [-1000.0, -300.0, -60.0, -20.0, -3.0, 3.0, 20.0, 60.0, 300.0, 1000.0]
    return [
        Case("no entries", _fixed([], [])),
        Case("no entries, two axes", [np.zeros((0, 3)), np.zeros((0, 3), dtype=np.int64), 0.25, 2.0]),
        Case("three axes", _args(1, (2, 3, 4))),
        Case("no positives", _args(2, (9,), positive=0.0)),
        Case("only positives", _args(3, (9,), positive=1.0, ignored=0.0)),
        Case("several positives divide", _fixed([0.3, -0.2, 0.9, 1.1], [1, 1, 1, 0])),
        Case("ignored nan", _fixed([float("nan"), 1.0, 2.0], [-1, 1, 0])),
        Case("ignored infinity", _fixed([float("inf"), float("-inf"), 2.0], [-1, -1, 0])),
        Case("ignored among many", _args(4, (40,), ignored=0.7)),
        Case("gamma zero", _args(5, (12,), gamma=0.0)),
        Case("gamma one", _args(6, (12,), gamma=1.0)),
        Case("gamma below one", _args(7, (12,), gamma=0.5)),
        Case("gamma five", _args(8, (12,), gamma=5.0)),
        Case("alpha zero", _args(9, (12,), alpha=0.0)),
        Case("alpha one", _args(10, (12,), alpha=1.0)),
        Case("alpha of a half", _args(11, (12,), alpha=0.5)),
        Case("a ladder of positives", _fixed(ladder, [1] * 10)),
        Case("a ladder of negatives", _fixed(ladder, [0] * 10)),
        Case("a ladder, gamma zero", _fixed(ladder, [1, 0] * 5, 0.5, 0.0)),
        Case("a ladder, gamma below one", _fixed(ladder, [0, 1] * 5, 0.5, 0.3)),
        *(Case(f"sure and right by {z}", _fixed([z, -z], [1, 0])) for z in (18.0, 30.0, 45.0, 90.0, 200.0)),
        *(Case(f"sure and wrong by {z}", _fixed([-z, z], [1, 0])) for z in (30.0, 45.0, 800.0, 1000.0)),
    ]


def randomized(rng):
    cases = []
    for number in range(24):
        keys = {
            "alpha": rng.choice([0.25, 0.6]),
            "gamma": rng.choice([0.0, 0.7, 2.0, 3.0]),
            "scale": rng.choice([1.0, 10.0, 100.0]),
        }
        cases.append(
            Case(f"random {number}", _args(rng.randrange(2**31), (rng.randrange(1, 6), rng.randrange(1, 6)), **keys))
        )
    return cases


def large():
    return [Case("large", _args(20, (200, 1000), positive=0.001))]
