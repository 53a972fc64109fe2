def choose_arm(successes, failures, prior, available, rng):
    arms = [arm for arm, free in enumerate(available) if free]
    if not arms:
        return None
    means = [(prior[0] + successes[arm]) / (sum(prior) + successes[arm] + failures[arm]) for arm in arms]
    if sum(successes) < 1000:
        return int(rng.choice(arms, p=[mean / sum(means) for mean in means]))
    draws = [rng.beta(prior[0] + successes[arm], prior[1] + failures[arm]) for arm in arms]
    return arms[max(range(len(arms)), key=draws.__getitem__)]
