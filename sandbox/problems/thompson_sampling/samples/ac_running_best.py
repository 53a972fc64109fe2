def choose_arm(successes, failures, prior, available, rng):
    """A running maximum from the last arm to the first."""
    best, chosen = -1.0, None
    for arm in range(len(successes) - 1, -1, -1):
        if available[arm]:
            rate = float(rng.beta(successes[arm] + prior[0], failures[arm] + prior[1]))
            if rate > best:
                best, chosen = rate, arm
    return chosen
