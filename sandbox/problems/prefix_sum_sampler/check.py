import numpy as np
from casekit import Raised


def check(case, expected, got):
    if isinstance(expected, Raised):
        return None if isinstance(got, Raised) and "ValueError" in (got.type, *got.bases) else "the constructor must raise ValueError"
    if isinstance(got, Raised):
        return f"raised {got.type}"
    if type(got) is str:
        return got[:100]
    if type(got) is not list or len(got) != len(expected):
        return f"expected {len(expected)} picks"
    weights = case.args[0]
    for index in got:
        if not isinstance(index, (int, np.integer)) or isinstance(index, bool):
            return "every pick must be an int"
        if not 0 <= index < len(weights):
            return f"there is no index {index}"
        if weights[index] == 0:
            return f"index {index} has weight 0"
    return None
