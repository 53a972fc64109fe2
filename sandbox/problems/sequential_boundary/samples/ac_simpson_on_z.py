import math

import numpy as np


def _tail(x):
    """P(Z > x) for an array."""
    return np.array([math.erfc(value / math.sqrt(2)) / 2 for value in np.atleast_1d(x)])


def _upper(p):
    """The upper p quantile by bisection on erfc."""
    low, high = -1.0, 40.0
    while high - low > 1e-13:
        middle = (low + high) / 2
        low, high = (middle, high) if _tail(middle)[0] > p else (low, middle)
    return low


def boundaries(fractions, alpha, kind):
    if kind == "pocock":
        spent = [alpha * math.log(1 + (math.e - 1) * t) if 0 < t <= 1 else 0.0 for t in fractions]
    elif kind == "obrien_fleming":
        if not 0 < alpha < 1:
            raise ValueError(alpha)
        z = _upper(alpha / 4)
        spent = [4 * float(_tail(z / math.sqrt(t))[0]) if 0 < t <= 1 else 0.0 for t in fractions]
    else:
        raise ValueError(kind)
    if not len(fractions) or min(fractions) <= 0 or fractions[-1] > 1 or not 0 < alpha < 1:
        raise ValueError
    if any(b <= a for a, b in zip(fractions, fractions[1:])):
        raise ValueError("not ascending")
    answer = [_upper(spent[0] / 2)]
    # The density of z among survivors, on a Simpson grid between the boundaries.
    grid = np.linspace(-answer[0], answer[0], 1201)
    density = np.exp(-grid**2 / 2) / math.sqrt(2 * math.pi)
    for k in range(1, len(fractions)):
        s, t = fractions[k - 1], fractions[k]
        simpson = np.ones(len(grid))
        simpson[1:-1:2], simpson[2:-1:2] = 4, 2
        mass = density * simpson * (grid[1] - grid[0]) / 3
        wanted = spent[k] - spent[k - 1]
        low, high = 0.0, 30.0
        while high - low > 1e-9:
            b = (low + high) / 2
            # By symmetry, leaving at the top counts twice.
            out = 2 * float(mass @ _tail((b * math.sqrt(t) - grid * math.sqrt(s)) / math.sqrt(t - s)))
            low, high = (b, high) if out > wanted else (low, b)
        answer.append(b)
        new = np.linspace(-b, b, 1201)
        arguments = (new[:, None] * math.sqrt(t) - grid * math.sqrt(s)) / math.sqrt(t - s)
        density = np.exp(-(arguments**2) / 2) @ mass * math.sqrt(t / (t - s) / (2 * math.pi))
        grid = new
    return answer
