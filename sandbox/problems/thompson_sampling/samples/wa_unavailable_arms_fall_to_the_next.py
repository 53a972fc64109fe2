def choose_arm(successes, failures, prior, available, rng):
    if not any(available):
        return None
    arms = list(range(len(available)))
    draws = [rng.beta(prior[0] + successes[arm], prior[1] + failures[arm]) for arm in arms]
    best = max(arms, key=draws.__getitem__)
    while not available[best]:
        best = (best + 1) % len(arms)
    return best
