import numpy as np


def choose_arm(successes, failures, prior, available, rng):
    best, arm = -1.0, None
    a, b = max(1, round(prior[0])), max(1, round(prior[1]))
    for i, ok in enumerate(available):
        if not ok:
            continue
        x = rng.beta(a + successes[i], b + failures[i])
        if x > best:
            best, arm = x, i
    return arm
