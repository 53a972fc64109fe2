import numpy as np
from casekit import Case, raises


def _arguments(seed, n, d, f, heads, norm, eps=1e-6, scale=1.0, gate=1.0, query=1.0, offset=0.0):
    rng = np.random.default_rng(seed)

    def matrix(rows, columns, by=1.0):
        return by * rng.standard_normal((rows, columns)) / np.sqrt(rows)

    weights = {"scale1": rng.uniform(0.5, 2.0, d), "scale2": rng.uniform(-2.0, 2.0, d)}
    if norm == "layer":
        weights |= {"shift1": rng.standard_normal(d), "shift2": rng.standard_normal(d)}
    weights |= {"wq": matrix(d, d, query), "wk": matrix(d, d), "wv": matrix(d, d), "wo": matrix(d, d)}
    weights |= {"w_gate": matrix(d, f, gate), "w_up": matrix(d, f), "w_down": matrix(f, d)}
    return [offset + scale * rng.standard_normal((n, d)), weights, heads, norm, eps]


def _plain(x, norm):
    weights = {"scale1": np.ones(2), "scale2": np.ones(2)}
    if norm == "layer":
        weights |= {"shift1": np.zeros(2), "shift2": np.zeros(2)}
    weights |= {"wq": np.zeros((2, 2)), "wk": np.zeros((2, 2)), "wv": np.eye(2), "wo": np.eye(2)}
    weights |= {"w_gate": np.zeros((2, 1)), "w_up": np.ones((2, 1)), "w_down": np.ones((1, 2))}
    return [np.array(x), weights, 1, norm, 0.0]


def visible():
    return [
        Case("rms, one position", _plain([[3.0, 3.0]], "rms"), expected=np.array([[4.0, 4.0]])),
        Case("layer, one position", _plain([[1.0, 3.0]], "layer"), expected=np.array([[0.0, 4.0]])),
        Case("rms, two positions", _arguments(1, 2, 2, 3, 1, "rms")),
    ]


def hidden():
    return [
        Case("another norm", [*_arguments(2, 2, 2, 3, 1, "rms")[:3], "batch", 1e-6], expected=raises("ValueError")),
        Case("one position, layer", _arguments(3, 1, 4, 3, 2, "layer")),
        Case("two heads", _arguments(4, 5, 6, 7, 2, "rms")),
        Case("three heads, layer", _arguments(5, 5, 6, 7, 3, "layer")),
        Case("one feature a head", _arguments(6, 4, 4, 2, 4, "layer")),
        Case("width one", _arguments(7, 3, 1, 1, 1, "rms")),
        Case("eps matters, rms", _arguments(8, 4, 4, 6, 2, "rms", eps=0.5)),
        Case("eps matters, layer", _arguments(9, 4, 4, 6, 2, "layer", eps=0.5)),
        Case("tiny x", _arguments(10, 4, 4, 6, 2, "rms", eps=1e-6, scale=1e-3)),
        Case("zero x", _arguments(11, 3, 4, 6, 2, "rms", scale=0.0)),
        Case("zero x, layer", _arguments(12, 3, 4, 6, 2, "layer", scale=0.0)),
        Case("far gates", _arguments(13, 5, 8, 16, 2, "rms", gate=3000.0)),
        Case("far gates, layer", _arguments(14, 5, 8, 16, 2, "layer", gate=3000.0)),
        Case("far scores", _arguments(15, 6, 8, 6, 2, "rms", query=3000.0)),
        Case("own scores far below zero", _opposed(19, 6, 4, 2, "rms")),
        Case("own scores far below zero, layer", _opposed(20, 6, 6, 3, "layer")),
        Case("a large offset, rms", _arguments(16, 5, 8, 6, 2, "rms", offset=1e3)),
        Case("a large offset", _arguments(17, 5, 8, 6, 2, "layer", offset=1e6, scale=0.01)),
        Case("rows of far apart size", [*_rows(18), 2, "rms", 1e-6]),
    ]


def _opposed(seed, n, d, heads, norm):
    """A position's score with itself is about -1e5: a mask must be lower than that."""
    arguments = _arguments(seed, n, d, 5, heads, norm, query=300.0)
    arguments[1]["wk"] = -arguments[1]["wq"]
    return arguments


def _rows(seed):
    x, weights = _arguments(seed, 5, 8, 6, 2, "rms")[:2]
    return x * 10.0 ** np.arange(-2, 3)[:, None], weights


def randomized(rng):
    cases = []
    for number in range(24):
        heads = rng.randrange(1, 4)
        shape = (
            rng.randrange(1, 9),
            heads * rng.randrange(1, 4),
            rng.randrange(1, 9),
            heads,
            rng.choice(["rms", "layer"]),
        )
        cases.append(Case(f"random {number}", _arguments(rng.randrange(2**31), *shape, eps=rng.choice([1e-5, 1e-2]))))
    return cases


def large():
    return [
        Case("large", _arguments(20, 64, 64, 256, 8, "rms")),
        Case("large, layer", _arguments(21, 64, 64, 256, 4, "layer")),
    ]
