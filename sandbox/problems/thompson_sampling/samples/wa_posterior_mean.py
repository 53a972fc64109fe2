def choose_arm(successes, failures, prior, available, rng):
    arms = [arm for arm, free in enumerate(available) if free]
    if not arms:
        return None
    draws = [
        (prior[0] + successes[arm]) / (sum(prior) + successes[arm] + failures[arm]) + 1e-12 * rng.random()
        for arm in arms
    ]
    return arms[max(range(len(arms)), key=draws.__getitem__)]
