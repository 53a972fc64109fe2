def choose_arm(successes, failures, prior, available, rng):
    arms = [arm for arm, free in enumerate(available) if free]
    if not arms:
        return None
    draws = [(prior[0] + successes[arm]) / (sum(prior) + successes[arm] + failures[arm]) for arm in arms]
    if rng.random() < 0.1 and sum(successes) < 1000:
        return arms[rng.integers(len(arms))]
    return arms[max(range(len(arms)), key=draws.__getitem__)]
