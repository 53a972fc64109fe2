import math
from statistics import NormalDist

from casekit import Case, raises


def visible():
    return [
        Case("0.10 against 0.12", [0.10, 0.20, 0.05, 0.80], expected=(3841, 3841)),
        Case("0.10 against 0.08", [0.10, -0.20, 0.05, 0.80], expected=(3213, 3213)),
        Case("a small treatment arm", [0.10, 0.20, 0.05, 0.80], {"ratio": 0.25}, expected=(9412, 2353)),
        Case("three comparisons", [0.10, 0.20, 0.05, 0.80], {"comparisons": 3}, expected=(5124, 5124)),
        Case("a rate above one", [0.60, 0.80, 0.05, 0.80], expected=raises("ValueError")),
    ]


def _bad(name, *args, **kwargs):
    return Case(name, list(args), kwargs, expected=raises("ValueError"))


def hidden():
    return [
        Case("other level and power", [0.3, 0.1, 0.01, 0.95]),
        Case("small lift", [0.05, 0.01, 0.05, 0.9]),
        Case("tiny lift", [0.5, 0.0003, 0.05, 0.8]),
        Case("rare event", [0.0002, 0.15, 0.05, 0.8]),
        Case("high rate", [0.95, 0.02, 0.1, 0.85]),
        Case("very large lift", [0.01, 60.0, 0.05, 0.8]),
        Case("one user is enough", [0.001, 998.0, 0.5, 0.5, 4.0]),
        Case("power one half", [0.2, 0.1, 0.05, 0.5]),
        Case("power just below one", [0.2, 0.1, 0.05, 0.999999]),
        Case("tiny level", [0.2, 0.1, 1e-12, 0.8]),
        Case("level of one half", [0.2, 0.1, 0.5, 0.8]),
        Case("large treatment arm", [0.1, 0.2, 0.05, 0.8, 4.0]),
        Case("treatment arm of two thirds", [0.1, 0.3, 0.05, 0.9, 2.0]),
        Case("ratio not whole", [0.07, 0.11, 0.05, 0.8, 1.37]),
        Case("ratio not whole, small", [0.07, -0.11, 0.05, 0.8, 0.613]),
        Case("very small arm", [0.3, 0.25, 0.05, 0.8, 1 / 64]),
        Case("ten comparisons", [0.15, 0.1, 0.05, 0.8, 1.0, 10]),
        Case("comparisons and ratio", [0.15, -0.1, 0.1, 0.9, 0.5, 4]),
        Case("nearly to zero", [0.2, -0.99, 0.05, 0.8]),
        Case("just below one", [0.5, 0.98, 0.05, 0.8, 0.5]),
        _bad("no lift", 0.1, 0.0, 0.05, 0.8),
        _bad("baseline zero", 0.0, 0.1, 0.05, 0.8),
        _bad("baseline one", 1.0, -0.1, 0.05, 0.8),
        _bad("baseline above one", 1.5, -0.5, 0.05, 0.8),
        _bad("rate exactly one", 0.5, 1.0, 0.05, 0.8),
        _bad("rate exactly zero", 0.5, -1.0, 0.05, 0.8),
        _bad("rate below zero", 0.5, -1.5, 0.05, 0.8),
        _bad("level zero", 0.1, 0.1, 0.0, 0.8),
        _bad("level one", 0.1, 0.1, 1.0, 0.8),
        _bad("power one", 0.1, 0.1, 0.05, 1.0),
        _bad("power below one half", 0.1, 0.1, 0.05, 0.49),
        _bad("ratio zero", 0.1, 0.1, 0.05, 0.8, 0.0),
        _bad("negative ratio", 0.1, 0.1, 0.05, 0.8, -1.0),
        _bad("no comparison", 0.1, 0.1, 0.05, 0.8, 1.0, 0),
    ]


def _safe(args):
    """True if rounding up is beyond doubt; computed apart from the reference."""
    p1, lift, alpha, power, r, k = args
    p2 = p1 * (1 + lift)
    q = (p1 + r * p2) / (1 + r)
    za, zb = NormalDist().inv_cdf(1 - alpha / k / 2), NormalDist().inv_cdf(power)
    n = ((za * math.sqrt(q * (1 - q) * (1 + 1 / r)) + zb * math.sqrt(p1 * (1 - p1) + p2 * (1 - p2) / r)) / (p2 - p1)) ** 2
    exact = r * 64 == int(r * 64)
    second = r * math.ceil(n)
    return n < 1e8 and abs(n - round(n)) > 1e-3 and (exact or abs(second - round(second)) > 1e-3)


def randomized(rng):
    cases = []
    while len(cases) < 50:
        p1 = rng.uniform(0.001, 0.9)
        lift = rng.choice([-1, 1]) * 10 ** rng.uniform(-2.5, -0.3)
        args = [p1, lift, rng.choice([0.01, 0.05, 0.1]), rng.choice([0.7, 0.8, 0.9, 0.95]), rng.choice([1.0, 0.5, 3.0, round(rng.uniform(0.2, 5), 2)]), rng.choice([1, 1, 2, 5])]
        if p1 * (1 + lift) < 0.999 and _safe(args):
            cases.append(Case(f"random {len(cases)}", args))
    return cases
