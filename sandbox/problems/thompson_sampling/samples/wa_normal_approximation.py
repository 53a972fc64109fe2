def choose_arm(successes, failures, prior, available, rng):
    arms = [arm for arm, free in enumerate(available) if free]
    if not arms:
        return None
    draws = []
    for arm in arms:
        a, b = prior[0] + successes[arm], prior[1] + failures[arm]
        draws.append(rng.normal(a / (a + b), (a * b / (a + b + 1)) ** 0.5 / (a + b)))
    return arms[max(range(len(arms)), key=draws.__getitem__)]
