import numpy as np


def choose_arm(successes, failures, prior, available, rng):
    """All arms drawn at once; those that are not available are set below any rate."""
    if not any(available):
        return None
    rates = rng.beta(np.asarray(successes) + prior[0], np.asarray(failures) + prior[1])
    rates[~np.asarray(available, dtype=bool)] = -1.0
    return int(rates.argmax())
