import numpy as np
from casekit import Case, raises


def _two(confidences, dtype=np.float64):
    """Rows of two classes; the first is predicted."""
    top = np.array(confidences, dtype=dtype)
    return np.stack([top, 1 - top], axis=1)


def _hits(*right):
    return np.array([0 if hit else 1 for hit in right])


def _model(seed, n, c, sharp=3.0, dtype=np.float64):
    rng = np.random.default_rng(seed)
    logits = sharp * rng.standard_normal((n, c))
    probs = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs /= probs.sum(axis=1, keepdims=True)
    labels = np.where(rng.random(n) < 0.7, probs.argmax(axis=1), rng.integers(0, c, n))
    return [probs.astype(dtype), labels]


def visible():
    probs = np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4], [0.3, 0.7]])
    labels = np.array([0, 1, 1, 1])
    return [
        Case("two bins", [probs, labels, 2], expected=(0.0, 0.0)),
        Case("five bins", [probs, labels, 5], expected=(0.15, 0.15)),
        Case("even odds", [np.array([[0.5, 0.5]]), np.array([1]), 10], expected=(0.5, 0.5)),
    ]


def hidden():
    return [
        Case("no rows", [np.zeros((0, 3)), np.zeros(0, dtype=int), 10], expected=raises("ValueError")),
        Case("no bins", [_two([0.9]), _hits(True), 0], expected=raises("ValueError")),
        Case("one bin", [_two([0.9, 0.7, 0.5, 0.8]), _hits(True, False, True, False), 1], expected=(0.225, 0.225)),
        Case("certain and right", [_two([1.0, 1.0]), _hits(True, True), 10], expected=(0.0, 0.0)),
        Case("certain and wrong", [_two([1.0, 1.0]), _hits(False, False), 10], expected=(1.0, 1.0)),
        Case("certain beside nearly certain", [_two([1.0, 0.95]), _hits(False, True), 10], expected=(0.475, 0.475)),
        Case("on an edge, four bins", [_two([0.75, 0.7]), _hits(True, False), 4], expected=(0.475, 0.7)),
        Case("on an edge, other side", [_two([0.75, 0.8]), _hits(True, False), 4], expected=(0.275, 0.275)),
        Case("on the edge 0.7", [_two([0.7, 0.65]), _hits(True, False), 10], expected=(0.475, 0.65)),
        Case("on the edge 0.7, above", [_two([0.7, 0.75]), _hits(True, False), 10], expected=(0.225, 0.225)),
        Case("on the edge 0.57 of hundred", [_two([0.57, 0.575]), _hits(True, False), 100], expected=(0.0725, 0.0725)),
        Case("on the edge 0.58 of hundred", [_two([0.58, 0.575]), _hits(True, False), 100], expected=(0.4975, 0.575)),
        Case("on the edge 0.29, many classes", [np.array([[0.29, 0.25, 0.24, 0.22], [0.25, 0.295, 0.23, 0.225]]), np.array([0, 3]), 100], expected=(0.2075, 0.2075)),
        Case("on the edge 0.6", [_two([0.6, 0.55]), _hits(True, False), 10], expected=(0.475, 0.55)),
        Case("single precision is not on the edge", [_two([0.7, 0.75], np.float32), _hits(True, False), 10], expected=(0.525, 0.75)),
        Case("single precision above the edge", [_two([0.6, 0.65], np.float32), _hits(True, False), 10], expected=(0.125, 0.125)),
        Case("low confidence, many classes", [np.full((3, 20), 0.05), np.array([0, 1, 0]), 10], expected=(2 / 3 - 0.05, 2 / 3 - 0.05)),
        Case("tie of the first and last", [np.array([[0.4, 0.2, 0.4], [0.4, 0.2, 0.4]]), np.array([0, 2]), 5]),
        Case("tie of the last two", [np.array([[0.2, 0.4, 0.4], [0.1, 0.45, 0.45]]), np.array([1, 1]), 10]),
        Case("gaps of both signs in one bin", [_two([0.91, 0.99]), _hits(True, False), 10], expected=(0.45, 0.45)),
        Case("gaps of both signs in two bins", [_two([0.55, 0.95]), _hits(True, False), 10], expected=(0.7, 0.95)),
        Case("unequal counts", [_two([0.55] * 9 + [0.95]), _hits(*[False] * 9, True), 10], expected=(0.5, 0.55)),
        Case("largest gap in a small bin", [_two([0.75] * 4 + [0.95]), _hits(True, True, True, False, False), 10], expected=(0.19, 0.95)),
        Case("slightly above one", [np.array([[1.0 + 2**-50, 0.0], [0.95, 0.05]]), _hits(False, True), 10], expected=(0.475, 0.475)),
        Case("three bins", [_two([0.5, 0.65, 0.7, 0.99]), _hits(True, False, True, True), 3]),
        Case("more bins than rows", [_two([0.5123, 0.7777, 0.7778]), _hits(True, False, True), 1000]),
        Case("small ints as labels", [_two([0.9, 0.8]), np.array([0, 1], dtype=np.int8), 10], expected=(0.45, 0.8)),
    ]


def randomized(rng):
    cases = []
    for number in range(40):
        c, bins = rng.choice([2, 3, 5, 10]), rng.choice([1, 2, 3, 5, 10, 15, 20, 100])
        probs, labels = _model(rng.randrange(10**6), rng.randrange(1, 120), c, rng.choice([0.3, 1.0, 3.0]))
        if number % 3 == 0:
            # Hundredths: many confidences are exactly on an edge.
            probs = np.floor(probs * 100) / 100
        if number % 3 == 1:
            probs = probs.astype(np.float32)
        cases.append(Case(f"random {number}", [probs, labels, bins]))
    return cases


def large():
    return [
        Case("many rows", [*_model(20, 200_000, 5), 15]),
        Case("many rows, single precision", [*_model(21, 150_000, 3, 2.0, np.float32), 10]),
        Case("many bins", [*_model(22, 100_000, 20), 1000]),
    ]


def sized(n, rng):
    return Case(f"{n} rows", [*_model(rng.randrange(10**6), n, 4), 100])
