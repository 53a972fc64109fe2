import numpy as np


def choose_arm(successes, failures, prior, available, rng):
    """A Beta draw as a ratio of Gamma draws, compared by the odds, which order alike."""
    free = np.flatnonzero(available)
    if free.size == 0:
        return None
    a = prior[0] + np.array(successes, dtype=float)[free]
    b = prior[1] + np.array(failures, dtype=float)[free]
    with np.errstate(divide="ignore"):
        odds = np.log(rng.standard_gamma(a)) - np.log(rng.standard_gamma(b))
    return int(free[np.argmax(odds)])
