def choose_arm(successes, failures, prior, available, rng):
    arms = [arm for arm, free in enumerate(available) if free]
    if not arms:
        return None
    draws = [rng.beta(prior[0] + successes[arm], prior[1] + failures[arm]) for arm in arms]
    return max(range(len(arms)), key=draws.__getitem__)
