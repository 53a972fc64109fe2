import math

from casekit import Case


def visible():
    return [
        Case("ties and a better chance", [1, 2, 0.5, 0.25], expected=(2 / 3, 1 / 3)),
        Case("fair", [3, 10, 0.5, 0.5], expected=(0.3, 0.7)),
        Case("twice as likely down", [1, 3, 0.25, 0.5], expected=(1 / 7, 6 / 7)),
        Case("nothing ever happens", [4, 9, 0.0, 0.0], expected=(0.0, 0.0)),
    ]


def hidden():
    return [
        Case("already ruined", [0, 5, 0.3, 0.4], expected=(0.0, 1.0)),
        Case("already there", [5, 5, 0.3, 0.4], expected=(1.0, 0.0)),
        Case("target one, ruined", [0, 1, 0.0, 0.0], expected=(0.0, 1.0)),
        Case("target one, there", [1, 1, 0.0, 0.0], expected=(1.0, 0.0)),
        Case("ruined, never down", [0, 3, 0.5, 0.0], expected=(0.0, 1.0)),
        Case("there, never up", [3, 3, 0.0, 0.5], expected=(1.0, 0.0)),
        Case("never down", [1, 10**9, 0.1, 0.0], expected=(1.0, 0.0)),
        Case("never up", [10**9 - 1, 10**9, 0.0, 1.0], expected=(0.0, 1.0)),
        Case("fair with ties", [1, 4, 0.125, 0.125], expected=(0.25, 0.75)),
        Case("fair and rare", [10**9 - 1, 10**9, 1e-100, 1e-100], expected=(1 - 1e-9, 1e-9)),
        Case("ratio three, small", [2, 4, 0.75, 0.25], expected=(0.9, 0.1)),
        Case("ratio only, not the sizes", [2, 4, 0.075, 0.025]),
        Case("asymmetric start", [2, 7, 0.3, 0.6]),
        Case("success is tiny", [1, 1001, 0.3, 0.6], expected=(1 / (2**1001 - 1), 1.0)),
        Case("ruin is tiny", [300, 10**6, 0.6, 0.3], expected=(1.0, 2.0**-300)),
        Case("ruin is tiny, target near", [50, 100, 0.75, 0.25], expected=(1.0, 1 / (3.0**50 + 1))),
        Case("both far", [5 * 10**8, 10**9, 0.6, 0.4], expected=(1.0, 0.0)),
        Case("both far, downwards", [5 * 10**8, 10**9, 0.4, 0.6], expected=(0.0, 1.0)),
        Case("one step from the target", [10**9 - 1, 10**9, 0.25, 0.75], expected=(1 / 3, 2 / 3)),
        Case("rare against common", [1, 3, 1e-100, 0.5], expected=(4e-200, 1.0)),
        Case("common against rare", [2, 3, 0.5, 1e-100], expected=(1.0, 4e-200)),
        Case("one in a billion", [2, 3, 0.5, 1e-9]),
        Case("one in a billion, upwards", [1, 3, 1e-9, 0.5]),
        Case("one in ten thousand", [4, 9, 0.9, 9e-5]),
        Case("rare up, certain otherwise", [1, 2, 1e-20, 1.0], expected=(1e-20, 1.0)),
    ]


def adversarial():
    near = math.nextafter(0.5, 0)
    return [
        Case("a billionth apart", [5 * 10**8, 10**9, 0.5 + 5e-10, 0.5 - 5e-10]),
        Case("a billionth apart, downwards", [10**6, 10**9, 0.5 - 5e-10, 0.5 + 5e-10]),
        Case("a billionth apart, with ties", [10**8, 10**9, 0.2 + 1e-10, 0.2]),
        Case("hardly apart", [123_456_789, 10**9, 0.5, near]),
        Case("hardly apart, small", [3, 10, near, 0.5]),
        Case("a millionth apart", [1000, 10**7, 0.5 + 5e-7, 0.5 - 5e-7]),
        Case("a millionth apart, late", [10**7 - 1000, 10**7, 0.5 - 5e-7, 0.5 + 5e-7]),
        # The difference of two logarithms loses the digits that a long way asks for.
        Case("a millionth apart, a long way", [119_253_043, 238_506_086, 0.067, 0.0670001682005803]),
        Case("three millionths apart, a long way", [79_564_558, 159_129_116, 0.12600044390997964, 0.126]),
        Case("five millionths apart, a long way down", [12_028_615, 120_286_159, 0.067, 0.06700022996745622]),
        Case("rare and close", [10**8, 10**9, 1.000000001e-50, 1e-50]),
        Case("a thousandth apart", [3, 10**5, 0.1, 0.1001]),
        Case("far up, moderate", [7, 600, 0.9, 0.1]),
    ]


def randomized(rng):
    cases = []
    for number in range(60):
        target = rng.choice([rng.randrange(2, 12), rng.randrange(2, 1000), rng.randrange(2, 10**9)])
        start = rng.choice([1, target - 1, rng.randrange(1, target), max(1, target // 2)])
        total = rng.choice([1.0, rng.uniform(0.1, 1)])
        gap = rng.choice([rng.uniform(-0.9, 0.9), 10 ** rng.uniform(-12, -1), -(10 ** rng.uniform(-12, -1)), 3 * rng.uniform(-1, 1) / target])
        cases.append(Case(f"random {number}", [start, target, total * (1 + gap) / 2, total * (1 - gap) / 2]))
    return cases
