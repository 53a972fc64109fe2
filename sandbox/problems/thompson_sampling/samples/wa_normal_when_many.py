import numpy as np


def choose_arm(successes, failures, prior, available, rng):
    best, arm = -1.0, None
    a, b = prior
    for i, ok in enumerate(available):
        if not ok:
            continue
        x = (
            lambda p, n: (
                p + rng.standard_normal() * (p * (1 - p) / (n + 1)) ** 0.5
                if n > 30
                else rng.beta(a + successes[i], b + failures[i])
            )
        )((a + successes[i]) / (a + b + successes[i] + failures[i]), a + b + successes[i] + failures[i])
        if x > best:
            best, arm = x, i
    return arm
