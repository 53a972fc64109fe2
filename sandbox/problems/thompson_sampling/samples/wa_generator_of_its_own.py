import numpy as np


def choose_arm(successes, failures, prior, available, rng):
    rng = np.random.default_rng()
    best, arm = -1.0, None
    a, b = prior
    for i, ok in enumerate(available):
        if not ok:
            continue
        x = rng.beta(a + successes[i], b + failures[i])
        if x > best:
            best, arm = x, i
    return arm
