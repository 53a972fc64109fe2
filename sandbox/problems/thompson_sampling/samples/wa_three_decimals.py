import numpy as np


def choose_arm(successes, failures, prior, available, rng):
    best, arm = -1.0, None
    a, b = prior
    for i, ok in enumerate(available):
        if not ok:
            continue
        x = round(rng.beta(a + successes[i], b + failures[i]), 3)
        if x > best:
            best, arm = x, i
    return arm
