def choose_arm(successes, failures, prior, available, rng):
    arms = [arm for arm, free in enumerate(available) if free]
    if not arms:
        return None
    draws = [rng.beta(prior[1] + successes[arm], prior[0] + failures[arm]) for arm in arms]
    return arms[max(range(len(arms)), key=draws.__getitem__)]
