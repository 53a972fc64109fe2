import math

import numpy as np
from casekit import Raised

FLOATS = (int, float, np.float64)
INDICES = (int, np.int64)
ROUNDING = 1e-9


def check(case, expected, got):
    if isinstance(expected, Raised):
        return None if isinstance(got, Raised) and "ValueError" in (got.type, *got.bases) else "the constructor must raise ValueError"
    if isinstance(got, Raised):
        return f"raised {got.type}"
    weights, _, count = case.args
    n = len(weights)
    if type(got) is not list or len(got) != 2:
        return "expected a table and a list of draws"
    table, draws = got
    if type(table) is not tuple or len(table) != 2 or type(table[0]) is not list or type(table[1]) is not list:
        return "the table must be a tuple of two lists"
    keep, other = table
    if len(keep) != n or len(other) != n:
        return f"both lists of the table must have length {n}"
    parts = [[] for _ in range(n)]
    for column in range(n):
        share, second = keep[column], other[column]
        if type(share) not in FLOATS or not -ROUNDING <= share <= 1 + ROUNDING:
            return f"keep[{column}] must be a float from 0 to 1"
        share = min(1.0, max(0.0, float(share)))
        if type(second) not in INDICES or not 0 <= second < n:
            return f"other[{column}] must be an index"
        parts[column].append(share)
        if share < 1:
            parts[second].append(1 - share)
    total = math.fsum(weights)
    for index in range(n):
        mine, right = math.fsum(parts[index]) / n, weights[index] / total
        if (mine != 0) if right == 0 else abs(mine - right) > 1e-6 * right:
            return f"index {index} has probability {mine:.9g} by the table, asked for is {right:.9g}"
    if type(draws) is not list or len(draws) != count:
        return f"expected {count} draws"
    for index in draws:
        if type(index) not in INDICES or not 0 <= index < n:
            return "every draw must be an index, an int"
        if weights[index] == 0:
            return f"index {index} was drawn, its weight is 0"
    return None
