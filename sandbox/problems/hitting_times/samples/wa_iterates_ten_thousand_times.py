import numpy as np


def expected_steps(p, goals):
    n = len(p)
    goal = np.zeros(n, dtype=bool)
    goal[list(goals)] = True
    h = np.zeros(n)
    for _ in range(10_000):
        h = np.where(goal, 0.0, 1 + p @ h)
    return np.where(h > 5_000, np.inf, h)
